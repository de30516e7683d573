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

/** What DuckDB says of a column that is not there. */
const MISSING = /Referenced column "(.*)" not found[^]*?Candidate bindings: (.*)/;
/** What it says of a text that is not one: only its lengths are ever asked for with `strlen`. */
const NOT_TEXT = /No function matches [^]*?'strlen\((.*?)\)'[^]*?strlen\("((?:[^"]|"")*)"\)/;

function queryError(cause: unknown): WindowError {
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
