/** The kind of an error, for programs. Codes are stable; sentences are not. */
export type ErrorCode =
  /** The spec sets no limit. */
  | "NO_LIMIT"
  /** A limit is not a whole number of at least 1. */
  | "BAD_LIMIT"
  /** An overlap is not a ratio in `[0, 1)`, or is a budget not below its limit. */
  | "BAD_OVERLAP"
  /** A duration cannot be read, or is shorter than a step of the time. */
  | "BAD_DURATION"
  /** The least fill is not a number from 0 to 1. */
  | "BAD_FILL"
  /** Edges are not times, or not in ascending order. */
  | "BAD_EDGES"
  /** A batch's columns differ from those of the stream's first batch. */
  | "BAD_BATCH"
  /** Bytes are not the state of a stream, or are damaged. */
  | "BAD_STATE"
  /** A split into zero parts, or of a window outside the plan. */
  | "BAD_SPLIT"
  /** A measure's value is not a whole number of at least 0, its name is taken, or it adds up past 2⁵³. */
  | "BAD_MEASURE"
  /** A template's braces or formats cannot be read. */
  | "BAD_TEMPLATE"
  /** The reserve and the prompt's own text leave nothing of a limit. */
  | "BAD_RESERVE"
  /** An option is unknown, or has the wrong type or value. */
  | "BAD_OPTION"
  /** A requested column does not exist. */
  | "MISSING_COLUMN"
  /** A column's type, or a key's value, is not supported for its use. */
  | "UNSUPPORTED_TYPE"
  /** A time is null. */
  | "NULL_TIME"
  /** Times decrease. */
  | "UNSORTED"
  /** Columns have different lengths. */
  | "LENGTH_MISMATCH"
  /** A row alone exceeds a limit, and the spec says `oversize: "error"`. */
  | "OVERSIZE_ROW"
  /** There are more rows than 32 bits can number. */
  | "TOO_MANY_ROWS"
  /** The spec would make far more windows than are of use. */
  | "TOO_MANY_WINDOWS"
  /** The input exceeds a size limit: see docs/limits.md. */
  | "TOO_LARGE"
  /** Memory ran out. Rows, plans and streams are as before, unless the sentence says otherwise. */
  | "OUT_OF_MEMORY"
  /** The bytes are not Arrow IPC, or are damaged. */
  | "CORRUPT_ARROW"
  /** A CSV file cannot be read. */
  | "BAD_CSV"
  /** A table of that name exists already. */
  | "TABLE_EXISTS"
  /** A shape of query ran more often than the audit allows. */
  | "REPEATED_QUERY"
  /** A JSON file cannot be read. */
  | "BAD_JSON"
  /** A Parquet file cannot be read. */
  | "BAD_PARQUET"
  /** A file does not exist, or cannot be read. */
  | "BAD_FILE"
  /** No format recognises a file. */
  | "UNKNOWN_FORMAT"
  /** A file holds no message. */
  | "NO_MESSAGES"
  /** A package that a file needs is not installed. */
  | "MISSING_PEER"
  /** A value is not a time. */
  | "BAD_TIME"
  /** Another query is using the connection. */
  | "BUSY"
  /** The database refused the query. */
  | "QUERY_FAILED"
  /** `init()` has not been called, or has not finished. */
  | "NOT_INITIALISED"
  /** The WebAssembly module could not be loaded. */
  | "LOAD_FAILED"
  /** The rows or the plan have been freed. */
  | "FREED"
  /** A bug in windrow, or rows, a plan or a stream lost because of one. */
  | "INTERNAL";

/** The one error class of windrow: a stable `code`, and a sentence that says what to do. */
export class WindowError extends Error {
  override readonly name = "WindowError";
  readonly code: ErrorCode;

  constructor(code: ErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
