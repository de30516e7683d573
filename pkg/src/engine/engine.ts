import type { TableName } from "./sql.js";

/** The kinds of registered files that an engine's SQL can read without further packages. */
export type FileKind = "csv" | "json" | "parquet" | "gzip" | "zstd";

/** Progress of a query. */
export interface Progress {
  /** Bytes received from the database. */
  bytes: number;
  /** Record batches received, of at most 2,048 rows each. */
  batches: number;
  /** The share of the query that is done, between 0 and 1; undefined where the database does not report it. */
  done?: number;
}

/** Options to watch and to abort a query. */
export interface Watch {
  /** Aborts the query, which then throws the signal's reason. */
  signal?: AbortSignal | undefined;
  /** Called during the query: after each record batch, or each tenth of a second. */
  onProgress?: ((progress: Progress) => void) | undefined;
}

/** A result as columns, by name. The object has no prototype. See {@link Engine.columns}. */
export type ColumnValues = Record<string, Value[]>;

/**
 * A value of a small result. BOOLEAN is a boolean; integers of up to 32 bits, FLOAT and DOUBLE are numbers; BIGINT,
 * UBIGINT, HUGEINT, and times in the unit of their type are bigints; DATE is a number of days since 1970; VARCHAR and
 * UUID are strings; DECIMAL is a string of its digits; BLOB is bytes.
 */
export type Value = null | boolean | number | bigint | string | Uint8Array;

/** A file registered with an engine. */
export interface EngineFile {
  /**
   * The file's name in `read_csv`, `read_json`, `read_parquet`, `read_text` and the like. It matches this file only: no
   * other one, and no pattern.
   */
  readonly name: string;
  /** Unregisters the file. Tables made from it stay, and the caller's file is not deleted. */
  drop(): Promise<void>;
}

/** A file's content. A path requires an engine with a file system, such as native DuckDB. */
export type FileContent = Blob | Uint8Array | { readonly path: string };

/** Options of a table to create. */
export interface TableOptions {
  /** Whether to replace a table of that name; otherwise an existing table is an error. */
  replace?: boolean | undefined;
}

/**
 * The port to a database: one connection of DuckDB-WASM or of native DuckDB. {@link engineOf} creates it.
 *
 * Calls on one connection are queued. While {@link Engine.batches} is being read, other calls are refused with `BUSY`,
 * as they would end its result.
 */
export interface Engine {
  /** The adapter. */
  readonly kind: "duckdb-wasm" | "duckdb-node";
  /** The kinds of files that its SQL reads without an extension from the network. */
  readonly reads: ReadonlySet<FileKind>;

  /**
   * Runs SQL whose result is not needed.
   *
   * @throws `WindowError` `QUERY_FAILED`, `MISSING_COLUMN`, `UNSUPPORTED_TYPE`, `BUSY`; the signal's reason. All other
   *   methods throw the same.
   */
  run(sql: string, watch?: Watch): Promise<void>;

  /** Reads a small result. The query must cast nested types, ENUM and UHUGEINT to VARCHAR. */
  columns(sql: string, watch?: Watch): Promise<ColumnValues>;

  /** Reads a whole result as an Arrow IPC stream with its end marker, or as a file, in pieces cut anywhere. */
  arrow(sql: string, watch?: RowCount): Promise<Uint8Array[]>;

  /**
   * Reads a result batch by batch, as the messages of an Arrow IPC stream without its end marker: the schema, then
   * record batches, each in pieces. Rows are counted, and missing ones are an error (`QUERY_FAILED`, or `BUSY` where
   * another query on the connection is the likely cause).
   */
  batches(sql: string, watch?: RowCount): AsyncGenerator<Uint8Array[], void, void>;

  /** Creates a table from an Arrow IPC stream, end-of-stream marker included. The bytes stay the caller's. */
  insert(table: TableName, ipc: Uint8Array, options?: TableOptions): Promise<void>;

  /** Drops a table if it exists. */
  drop(table: TableName): Promise<void>;

  /**
   * Registers a file under a unique name.
   *
   * @param ending the end of the name, such as `".csv.gz"`, where the database depends on it
   */
  file(content: FileContent, ending?: string): Promise<EngineFile>;
}

/** Options to watch a query whose result has rows. */
export interface RowCount extends Watch {
  /** The number of rows, if known; otherwise a query counts them first. */
  rows?: number | undefined;
}
