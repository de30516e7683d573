import { WindowError } from "../error.js";

/**
 * Whose turn it is on one connection: calls wait for each other, and are refused while a result is being
 * streamed. A call within the loop over a stream would otherwise wait for the end of that loop, which
 * waits for the call.
 */
export class Turns {
  #last: Promise<void> = Promise.resolve();
  #streams = 0;

  /** Does the work when it is its turn. Waits by `await`, which keeps the caller in the stack. */
  async take<T>(work: () => Promise<T>): Promise<T> {
    this.#refuse();
    const end = await this.#turn();
    try {
      return await work();
    } finally {
      end();
    }
  }

  /** Streams when it is its turn, which ends with the stream, or with the loop over it. */
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
    const sentence =
      "rows are being streamed on this connection; end that loop first, or use another connection of the database";
    throw new WindowError("BUSY", sentence);
  }
}

const turns = new WeakMap<object, Turns>();

/** The turns of a connection, the same for each who asks. */
export function turnsOf(connection: object): Turns {
  let of = turns.get(connection);
  if (!of) turns.set(connection, (of = new Turns()));
  return of;
}

/** Lets what wraps a connection wait for the same turns. */
export function shareTurns(wrapper: object, connection: object): void {
  turns.set(wrapper, turnsOf(connection));
}
