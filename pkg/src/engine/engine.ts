import type { TableName } from "./sql.js";

/** What an engine's SQL can read by itself, once a file is registered with it. */
export type FileKind = "csv" | "json" | "parquet" | "gzip" | "zstd";

/** How far a query has come. */
export interface Progress {
  /** How many bytes have come from the database. */
  bytes: number;
  /** In how many record batches, of at most 2,048 rows each. */
  batches: number;
  /** How much of the query is done, between 0 and 1, where the database tells. */
  done?: number;
}

/** How to watch a query, and how to end it. */
export interface Watch {
  /** Ends the query; what is thrown then is the signal's reason. */
  signal?: AbortSignal | undefined;
  /** Called as the query goes on: after each record batch, or each tenth of a second. */
  onProgress?: ((progress: Progress) => void) | undefined;
}

/** A result as columns, by name; the object has no prototype. See {@link Engine.columns}. */
export type ColumnValues = Record<string, Value[]>;

/**
 * A value of a small result: BOOLEAN as a boolean; integers of up to 32 bits, FLOAT and DOUBLE as numbers;
 * BIGINT, UBIGINT, HUGEINT, and times in the unit of their type as bigints; DATE as days since 1970; VARCHAR and
 * UUID as strings; DECIMAL as its digits; BLOB as bytes.
 */
export type Value = null | boolean | number | bigint | string | Uint8Array;

/** A file that an engine can read under `name`. */
export interface EngineFile {
  /**
   * What `read_csv`, `read_json`, `read_parquet`, `read_text` and their kin call it: no other file, nor a
   * pattern of some.
   */
  readonly name: string;
  /** Lets go of it. What was made of it stays; a file of the caller's is not deleted. */
  drop(): Promise<void>;
}

/** What a file is made of. A path is taken where the engine has a file system: natively. */
export type FileContent = Blob | Uint8Array | { readonly path: string };

/** Where to put a table. */
export interface TableOptions {
  /** Whether a table of that name is to be replaced; unless this is said, it is an error. */
  replace?: boolean | undefined;
}

/**
 * A database, as windrow talks to it: one connection of DuckDB-WASM or of native DuckDB. Made by
 * {@link engineOf}.
 *
 * Calls on one connection wait for each other. While {@link Engine.batches} is being read, other calls
 * are refused with `BUSY`: they would end it.
 */
export interface Engine {
  /** Which adapter it is. */
  readonly kind: "duckdb-wasm" | "duckdb-node";
  /** What its SQL reads without an extension from the network. */
  readonly reads: ReadonlySet<FileKind>;

  /**
   * Runs SQL, of which no rows are wanted.
   *
   * @throws `WindowError` `QUERY_FAILED`, `MISSING_COLUMN`, `UNSUPPORTED_TYPE`, `BUSY`; the signal's
   *   reason. So do all other methods.
   */
  run(sql: string, watch?: Watch): Promise<void>;

  /** Reads a small result. Nested types, ENUM and UHUGEINT are to be cast to VARCHAR in the query. */
  columns(sql: string, watch?: Watch): Promise<ColumnValues>;

  /** Reads a whole result as an Arrow IPC stream with its end, or as a file, in pieces that are cut anywhere. */
  arrow(sql: string, watch?: RowCount): Promise<Uint8Array[]>;

  /**
   * Reads a result batch by batch, as the messages of an Arrow IPC stream, without its end: the schema first,
   * then record batches, each in pieces. Rows are counted: that some are missing is an error
   * (`QUERY_FAILED`, or `BUSY` where another query of the connection is the likely cause).
   */
  batches(sql: string, watch?: RowCount): AsyncGenerator<Uint8Array[], void, void>;

  /** Makes a table of an Arrow IPC stream that has its end-of-stream marker. The bytes stay the caller's. */
  insert(table: TableName, ipc: Uint8Array, options?: TableOptions): Promise<void>;

  /** Drops a table, if it is there. */
  drop(table: TableName): Promise<void>;

  /**
   * Registers a file under a name of its own.
   *
   * @param ending what the name ends with, such as `".csv.gz"`, where the database looks at that
   */
  file(content: FileContent, ending?: string): Promise<EngineFile>;
}

/** How to watch a query that gives rows. */
export interface RowCount extends Watch {
  /** How many rows will come, where the caller knows; unless given, the database is asked first. */
  rows?: number | undefined;
}
