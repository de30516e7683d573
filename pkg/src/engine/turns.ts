import { WindowError } from "../error.js";

/**
 * The queue of one connection: calls wait for each other, and are refused while a result is being streamed. A call
 * inside the loop over a stream would otherwise wait for the end of the loop, which waits for the call.
 */
export class Turns {
  #last: Promise<void> = Promise.resolve();
  #streams = 0;

  /** Runs the work after all earlier calls. Waits by `await`, which keeps the caller in the stack. */
  async take<T>(work: () => Promise<T>): Promise<T> {
    this.#refuse();
    const end = await this.#turn();
    try {
      return await work();
    } finally {
      end();
    }
  }

  /** Starts a stream after all earlier calls. The queue is blocked until the stream, or the loop over it, ends. */
  async *stream<T>(stream: () => AsyncGenerator<T, void, void>): AsyncGenerator<T, void, void> {
    this.#refuse();
    this.#streams++;
    const end = await this.#turn();
    try {
      yield* stream();
    } finally {
      this.#streams--;
      end();
    }
  }

  async #turn(): Promise<() => void> {
    const before = this.#last;
    let end!: () => void;
    this.#last = new Promise((resolve) => (end = resolve));
    await before;
    return end;
  }

  #refuse(): void {
    if (this.#streams === 0) return;
    const sentence = "rows are being streamed on this connection; end that loop first, or use another connection of the database";
    throw new WindowError("BUSY", sentence);
  }
}

const turns = new WeakMap<object, Turns>();

/** The queue of a connection, the same one for each call. */
export function turnsOf(connection: object): Turns {
  let of = turns.get(connection);
  if (!of) turns.set(connection, (of = new Turns()));
  return of;
}

/** Gives a wrapper of a connection the connection's queue. */
export function shareTurns(wrapper: object, connection: object): void {
  turns.set(wrapper, turnsOf(connection));
}
