/** What went wrong, for programs. Codes are stable; sentences are not. */
export type ErrorCode =
  /** The spec sets no limit. */
  | "NO_LIMIT"
  /** A limit is not a whole number of at least 1. */
  | "BAD_LIMIT"
  /** An overlap is not a ratio in `[0, 1)`, or a budget not below its limit. */
  | "BAD_OVERLAP"
  /** A duration is not one, or shorter than a step of the time. */
  | "BAD_DURATION"
  /** The least fill is not a number from 0 to 1. */
  | "BAD_FILL"
  /** Edges are no times, or not in ascending order. */
  | "BAD_EDGES"
  /** A batch of a stream has other columns than the first had. */
  | "BAD_BATCH"
  /** Bytes are not the state of a stream, or are damaged. */
  | "BAD_STATE"
  /** A window that is not there is to be split, or one into nothing. */
  | "BAD_SPLIT"
  /** A measure's value is not a whole number of at least 0, its name is taken, or it adds up past 2⁵³. */
  | "BAD_MEASURE"
  /** A template's braces or formats cannot be read. */
  | "BAD_TEMPLATE"
  /** What is reserved, and the prompt's own text, leave nothing of a limit. */
  | "BAD_RESERVE"
  /** An option is unknown, or not of its type. */
  | "BAD_OPTION"
  /** A column that is asked for is not there. */
  | "MISSING_COLUMN"
  /** A column has a type, or a key, that its use does not take. */
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
  /** There would be more windows than anyone can want. */
  | "TOO_MANY_WINDOWS"
  /** Something is larger than what is taken: see docs/limits.md. */
  | "TOO_LARGE"
  /** There is no memory for it; what was there before is as it was, unless the sentence says otherwise. */
  | "OUT_OF_MEMORY"
  /** The bytes are not Arrow IPC, or are damaged. */
  | "CORRUPT_ARROW"
  /** A CSV file cannot be read. */
  | "BAD_CSV"
  /** There is a table of that name already. */
  | "TABLE_EXISTS"
  /** The database was asked the same more often than the audit allows. */
  | "REPEATED_QUERY"
  /** A JSON file cannot be read. */
  | "BAD_JSON"
  /** A Parquet file cannot be read. */
  | "BAD_PARQUET"
  /** There is no such file, or none that can be read. */
  | "BAD_FILE"
  /** No format knows a file. */
  | "UNKNOWN_FORMAT"
  /** There is no message in a file. */
  | "NO_MESSAGES"
  /** A package that a file needs is not installed. */
  | "MISSING_PEER"
  /** A value is no time. */
  | "BAD_TIME"
  /** Another query has the connection. */
  | "BUSY"
  /** The database refused the query. */
  | "QUERY_FAILED"
  /** `init()` has not been called, or has not finished. */
  | "NOT_INITIALISED"
  /** The WebAssembly module could not be loaded. */
  | "LOAD_FAILED"
  /** The rows or the plan have been freed. */
  | "FREED"
  /** A fault of windrow itself, or rows, a plan or a stream that was lost by one. */
  | "INTERNAL";

/** The one error that windrow throws: a stable `code`, and a sentence that says what to do. */
export class WindowError extends Error {
  override readonly name = "WindowError";
  readonly code: ErrorCode;

  constructor(code: ErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
