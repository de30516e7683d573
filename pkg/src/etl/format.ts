import type { Connection } from "../duckdb/connection.js";

/** A file, or a file within a zip. */
export interface Source {
  name: string;
  blob: Blob;
}

/** What a format is told by: no more of a file is read for that. */
export interface Head {
  name: string;
  /** How many bytes the whole file has. */
  size: number;
  /** The first bytes. */
  bytes: Uint8Array;
  /** The same as text, without a byte order mark; what is no text in it is U+FFFD. */
  text: string;
  /** The names within, where it is a zip. */
  entries?: readonly string[];
}

/** Something in a file that is not in the messages, or not for sure as it was meant. */
export interface Problem {
  what: string;
  count: number;
  /** The first few, as they are in the file. */
  samples: readonly string[];
}

/** The columns that hold times and texts. */
export interface Chosen {
  time: string | undefined;
  text: string;
}

/** What a format brings a file into the database with. */
export interface Stage {
  readonly connection: Connection;
  /** The table of {@link Format}s that need no SQL. */
  readonly table: string;
  /** Undefined, unless someone has chosen. */
  readonly choice: Chosen | undefined;
  /** Ends whatever is done. */
  readonly signal: AbortSignal;
  /** Gives bytes a name that SQL can read them by, until the messages are a table; they are its own then. */
  file(name: string, bytes: Uint8Array | Blob): Promise<void>;
  /** Makes a table of an Arrow IPC stream; it is there until the messages are a table. */
  insert(table: string, ipc: Uint8Array): Promise<void>;
  report(problem: Problem): void;
  /** Says how much of the file is read, between 0 and 1, and lets the page breathe. */
  progress(done: number): Promise<void>;
}

/**
 * A way to write messages in a file. Each is one module of this folder: it looks at a file (detect),
 * brings it into the database (extract) and says by which SQL it becomes messages (transform).
 */
export interface Format<Staged = unknown> {
  /** What people call it. */
  name: string;
  /** Whether its SQL tells of `problem`s. */
  hasProblems?: true;
  /** Whether `extract` tells what does not fit the chosen columns. */
  checksChoice?: true;
  detect(head: Head): boolean;
  /** Brings a file into the database; without a `transform`, as `stage.table`. */
  extract(source: Source, stage: Stage): Promise<Staged>;
  /**
   * The SELECT of the messages, in the order of the file. With `hasProblems`, it has the
   * column `problem`: rows with one are no messages, but counted, and their `text` is shown.
   */
  transform?(staged: Staged): string;
}

/** A format among others. */
export const format = <Staged>(given: Format<Staged>): Format => given as Format;
