/** How long to wait before showing progress, and the interval of updates, in milliseconds. */
const [PATIENCE, TICK] = [1_000, 100];

/** Shows progress on stderr if it is a terminal; otherwise shows nothing. */
export class Progress {
  readonly #started = performance.now();
  #shown = 0;

  /** @param done the share that is done, between 0 and 1 */
  at(what: string, done: number): void {
    const now = performance.now();
    if (!process.stderr.isTTY || now - this.#started < PATIENCE || now - this.#shown < TICK) return;
    this.#shown = now;
    process.stderr.write(`\r${what} … ${Math.min(100, Math.floor(100 * done))} %\x1b[K`);
  }

  /** Erases the progress line. */
  end(): void {
    if (this.#shown > 0) process.stderr.write("\r\x1b[K");
    this.#shown = 0;
  }
}
