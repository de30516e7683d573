/** Runs jobs one after the other; of those that wait, only the newest is worth starting. */
export class Queue {
  #newest = 0;
  #last: Promise<void> = Promise.resolve();

  /** A job that finds itself not to be the newest any more should end, and show nothing. */
  run(job: (isNewest: () => boolean) => Promise<void>): void {
    const number = ++this.#newest;
    const isNewest = () => number === this.#newest;
    this.#last = this.#last.then(() => (isNewest() ? job(isNewest) : undefined));
  }
}
