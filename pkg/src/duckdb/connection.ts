import { WindowError } from "../error.js";

/** A connection of DuckDB-WASM, asynchronous or blocking. It stays the caller's. */
export interface Connection {
  useUnsafe<T>(use: (bindings: Bindings, connection: number) => T): T;
}

/** @internal */
export interface Bindings {
  runQuery(connection: number, sql: string): Uint8Array | Promise<Uint8Array>;
  registerFileBuffer(name: string, buffer: Uint8Array): void | Promise<void>;
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

/** What DuckDB says of a column that is not there, in our words. */
const MISSING = /Referenced column "(.*)" not found[^]*?Candidate bindings: (.*)/;

function queryError(cause: unknown): WindowError {
  const message = cause instanceof Error ? cause.message : String(cause);
  const [, column, candidates] = MISSING.exec(message) ?? [];
  if (column !== undefined) {
    const sentence = `there is no column ${column}; there is ${candidates?.replaceAll('"', "")}`;
    return new WindowError("MISSING_COLUMN", sentence, { cause });
  }
  return new WindowError("QUERY_FAILED", `the database refused the query: ${message}`, { cause });
}
