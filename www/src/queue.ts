/** Runs jobs one after the other; of those that wait, only the newest is worth starting. */
export class Queue {
  #newest = 0;
  #running = new AbortController();
  #last: Promise<void> = Promise.resolve();

  /** A job that finds itself not to be the newest any more is to end, and to show nothing; its signal is aborted. */
  run(job: (isNewest: () => boolean, signal: AbortSignal) => Promise<void>): void {
    this.cancel();
    const number = this.#newest;
    const isNewest = () => number === this.#newest;
    const { signal } = this.#running;
    this.#last = this.#last.then(() => (isNewest() ? job(isNewest, signal) : undefined));
  }

  /** Ends what runs, and lets nothing that waits begin. */
  cancel(): void {
    this.#newest++;
    this.#running.abort();
    this.#running = new AbortController();
  }
}
