/** Runs jobs one after the other; of those that wait, only the newest is worth starting. */
export class Queue {
  #running = new AbortController();
  #last: Promise<void> = Promise.resolve();
  /** How many jobs have not ended. */
  #open = 0;

  /** Whether a job that is started now has to wait. */
  get isBusy(): boolean {
    return this.#open > 0;
  }

  /** A job whose signal is aborted, as there is a newer one, is to end and to show nothing. */
  run(job: (signal: AbortSignal) => Promise<void>): void {
    this.cancel();
    this.#open++;
    const { signal } = this.#running;
    this.#last = this.#last.then(() => (signal.aborted ? undefined : job(signal))).finally(() => this.#open--);
  }

  /** Ends what runs, and lets nothing that waits begin. */
  cancel(): void {
    this.#running.abort();
    this.#running = new AbortController();
  }
}
