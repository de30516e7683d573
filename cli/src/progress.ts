/** How long work may last before it is worth a word, and how often the word changes. */
const [PATIENCE, TICK] = [1_000, 100];

/** Says on a terminal's stderr how far the work is. Elsewhere it says nothing. */
export class Progress {
  readonly #started = performance.now();
  #shown = 0;

  /** @param done between 0 and 1 */
  at(what: string, done: number): void {
    const now = performance.now();
    if (!process.stderr.isTTY || now - this.#started < PATIENCE || now - this.#shown < TICK) return;
    this.#shown = now;
    process.stderr.write(`\r${what} … ${Math.min(100, Math.floor(100 * done))} %\x1b[K`);
  }

  /** Wipes the word away. */
  end(): void {
    if (this.#shown > 0) process.stderr.write("\r\x1b[K");
    this.#shown = 0;
  }
}
