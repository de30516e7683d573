import { WindowError } from "../error.js";

/** A connection of DuckDB-WASM, asynchronous or blocking. It stays the caller's. */
export interface Connection {
  useUnsafe<T>(use: (bindings: Bindings, connection: number) => T): T;
}

type Eventually<T> = T | Promise<T>;

/** @internal */
export interface Bindings {
  runQuery(connection: number, sql: string): Eventually<Uint8Array>;
  startPendingQuery(connection: number, sql: string, stream: boolean): Eventually<Uint8Array | null>;
  pollPendingQuery(connection: number): Eventually<Uint8Array | null>;
  cancelPendingQuery(connection: number): Eventually<boolean>;
  fetchQueryResults(connection: number): Eventually<Uint8Array | null>;
  insertArrowFromIPCStream(
    connection: number,
    ipc: Uint8Array,
    options: { name: string; schema?: string; create: boolean },
  ): Eventually<void>;
  registerFileBuffer(name: string, buffer: Uint8Array): Eventually<void>;
  dropFile(name: string): unknown;
}

/** Runs a query and resolves to its result as an Arrow IPC file, undecoded. */
export async function runQuery(connection: Connection, sql: string): Promise<Uint8Array> {
  try {
    return await connection.useUnsafe((bindings, id) => bindings.runQuery(id, sql));
  } catch (cause) {
    throw queryError(cause);
  }
}

/** How far a query has come. */
export interface Progress {
  /** How many bytes have come from the database. */
  bytes: number;
  /** In how many record batches, of at most 2,048 rows each. */
  batches: number;
}

/** How to watch a query, and how to end it. */
export interface Watch {
  /** Ends the query; what is thrown then is the signal's reason. */
  signal?: AbortSignal | undefined;
  /** Called after each record batch. */
  onProgress?: ((progress: Progress) => void) | undefined;
}

/**
 * How many batches are asked for at a time: so an asynchronous database makes the next while the last is
 * on its way. More would only delay the end of a query that is aborted.
 */
const AHEAD = 4;

/** How long a blocking database may hold up everything else, in milliseconds. */
const BREATH = 10;

/**
 * Runs a query and hands out the messages of its result as an Arrow IPC stream: the schema, then
 * record batches as the database makes them. The connection is the query's until it has ended.
 */
export async function* messages(
  connection: Connection,
  sql: string,
  { signal, onProgress }: Watch,
): AsyncGenerator<Uint8Array, void, void> {
  let breathed = performance.now();
  const step = async <T>(use: (bindings: Bindings, id: number) => Eventually<T>): Promise<T> => {
    signal?.throwIfAborted();
    try {
      const result = connection.useUnsafe(use);
      if (result instanceof Promise) return await result;
      // A blocking database leaves no moment in which someone could abort.
      if (performance.now() - breathed > BREATH) {
        await new Promise((resolve) => setTimeout(resolve));
        breathed = performance.now();
      }
      return result;
    } catch (cause) {
      throw queryError(cause);
    }
  };
  const coming: Eventually<Uint8Array | null>[] = [];
  const next = (bindings: Bindings, id: number) => {
    do {
      const batch = bindings.fetchQueryResults(id);
      if (batch instanceof Promise) batch.catch(() => {}); // it is told when it is its turn
      coming.push(batch);
    } while (coming[0] instanceof Promise && coming.length < AHEAD);
    return coming.shift() as Eventually<Uint8Array | null>;
  };
  const progress: Progress = { bytes: 0, batches: 0 };
  signal?.throwIfAborted();
  let hasEnded = false;
  try {
    let message = await step((bindings, id) => bindings.startPendingQuery(id, sql, true));
    while (message === null) message = await step((bindings, id) => bindings.pollPendingQuery(id));
    for (;;) {
      yield message;
      do message = await step(next);
      while (message === null);
      if (message.length === 0) break;
      progress.bytes += message.length;
      progress.batches++;
      onProgress?.({ ...progress });
    }
    hasEnded = true;
  } finally {
    await Promise.allSettled(coming);
    if (!hasEnded) await cancel(connection);
  }
}

/** Ends what runs, and lets go of its result, which only another query does. */
async function cancel(connection: Connection): Promise<void> {
  try {
    await connection.useUnsafe((bindings, id) => bindings.cancelPendingQuery(id));
    await connection.useUnsafe((bindings, id) => bindings.runQuery(id, "SELECT NULL"));
  } catch {
    // What has ended it is what is told.
  }
}

/** What DuckDB says of a column that is not there. */
const MISSING =
  /(?:Referenced column|does not have a column named) "(.*)"[^]*?Candidate bindings: (?:: )?(.*)/;
/** What it says of a text that is not one: only its lengths are ever asked for with `strlen`. */
const NOT_TEXT = /No function matches [^]*?'strlen\((.*?)\)'[^]*?strlen\(t\."((?:[^"]|"")*)"\)/;

export function queryError(cause: unknown): WindowError {
  if (cause instanceof WindowError) return cause;
  const message = cause instanceof Error ? cause.message : String(cause);
  const [, missing, candidates] = MISSING.exec(message) ?? [];
  if (missing !== undefined) {
    const sentence = `there is no column ${missing}; the nearest names are ${candidates?.replaceAll('"', "")}`;
    return new WindowError("MISSING_COLUMN", sentence, { cause });
  }
  const [, type, text] = NOT_TEXT.exec(message) ?? [];
  if (type !== undefined) {
    const sentence = `column ${text?.replaceAll('""', '"')} is ${type}; cast it to VARCHAR`;
    return new WindowError("UNSUPPORTED_TYPE", sentence, { cause });
  }
  return new WindowError("QUERY_FAILED", `the database refused the query: ${message}`, { cause });
}
