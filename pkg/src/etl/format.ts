import type { Engine } from "../engine/index.js";
import type { ErrorCode } from "../error.js";
import type { TextColumns } from "./columnar.js";

/** A file to read. */
export interface Source {
  /** Its name, with the ending. */
  readonly name: string;
  readonly blob: Blob;
  /** Where it lies: a database that has a file system reads it there. */
  readonly path?: string;
  /** What is in it, where it is a zip. */
  readonly entries?: readonly Entry[];
}

/** A file within a zip; its bytes are unpacked when they are asked for. */
export interface Entry {
  readonly name: string;
  /** How many bytes it has, unpacked. */
  readonly size: number;
  blob(): Promise<Blob>;
}

/** What a format is recognised by: no more of a file is read for that. */
export interface Head {
  readonly name: string;
  /** How many bytes the whole file has. */
  readonly size: number;
  /** The first 64 KiB. */
  readonly bytes: Uint8Array;
  /** The same as text, without a byte order mark; bytes that are no text are U+FFFD. Empty for a zip. */
  readonly text: string;
  /** The files within, where it is a zip. */
  readonly entries?: readonly Entry[];
}

/** Records of a file that are not in the messages, or not for sure as they were meant. */
export interface Problem {
  /** What it would be as an error, where some would rather have none of the file. */
  readonly code?: ErrorCode;
  /** What is wrong, said of several: "lines before the first message". */
  readonly what: string;
  readonly count: number;
  /** The first few, as they are in the file. */
  readonly samples: readonly string[];
}

/** Something that a file does not say, and that was guessed. */
export interface Guess {
  /** The guess, such as "the day comes before the month". */
  readonly what: string;
  /** What it was made from, such as a value of the file. */
  readonly from: string;
  /** What else it may be, and which option says so. */
  readonly alternatives: readonly string[];
}

/** Which columns of a table are the messages' times, texts and so on. */
export interface ColumnChoice {
  /** Undefined: guessed. Null: none, so rows stay in the order of the file. */
  readonly time?: string | null | undefined;
  readonly text?: string | undefined;
  readonly author?: string | null | undefined;
  /** What each row belongs to. */
  readonly chat?: string | null | undefined;
  /** What identifies each row. Never guessed. */
  readonly id?: string | null | undefined;
  /** Columns of whole numbers of at least 0; a value that is not one is an error. */
  readonly measures?: readonly string[] | undefined;
}

/** What someone knows about a file. Unless given, it is found out or guessed, and a guess is told. */
export interface ReadOptions {
  readonly columns?: ColumnChoice | undefined;
  /** What the numbers of a date are, in their order, where the dates do not tell. */
  readonly dateOrder?: "DMY" | "MDY" | "YMD" | undefined;
  /** What a number in a table's time counts since 1970. */
  readonly timeUnit?: "s" | "ms" | "us" | "ns" | undefined;
  /** Whether the rows of a table are put in order of their chats and times, unless it is false. */
  readonly sort?: boolean | undefined;
  /** Whether the table is to have a column of each row's place in the source. */
  readonly places?: boolean | undefined;
  /** What separates the fields of a CSV file. */
  readonly delimiter?: string | undefined;
  /** Whether the first row of a CSV file names its columns. */
  readonly header?: boolean | undefined;
  /** Where in a JSON file the rows lie, such as `"data.items[]"`. */
  readonly rows?: string | undefined;
  /** The encoding of a text, by its WHATWG label: "windows-1252". */
  readonly encoding?: string | undefined;
}

/** What a format brings a file into the database with. All that it makes is dropped once the messages are a table. */
export interface Stage {
  readonly engine: Engine;
  readonly options: ReadOptions;
  /** The columns of type TIMESTAMP that hold instants of UTC. */
  readonly instants: Set<string>;
  /** The line of a table's first row, counted from 1, where each row is one line. Problems name lines by it. */
  firstLine: number | undefined;
  /** Ends the load. */
  readonly signal: AbortSignal;
  /**
   * Gives a file to the database, and returns the name by which SQL reads it: `read_csv('…')`.
   *
   * @param ending what the name ends with, such as `".json"`
   */
  file(content: Source | Blob | Uint8Array, ending?: string): Promise<string>;
  /** Makes a table of columns, or of an Arrow IPC stream with its end, and returns its name, quoted for SQL. */
  insert(content: TextColumns | Uint8Array): Promise<string>;
  /** Makes a table of a SELECT, and returns its name, quoted for SQL. */
  create(select: string): Promise<string>;
  /**
   * Names for columns that SQL can tell apart, and that {@link ColumnChoice} finds by those given. What is the same
   * twice is told.
   */
  names(given: readonly string[]): string[];
  report(problem: Problem): void;
  guess(guess: Guess): void;
  /** Says how much of the file is read, between 0 and 1, and lets a page breathe. To be called often. */
  progress(done: number): Promise<void>;
}

/** What the SELECT of a format's messages has, as far as the file tells; other columns are kept as they are. */
export const MESSAGE_COLUMNS = ["time", "author", "text", "chat", "chat_name", "kind", "id"] as const;

/** The column of a format's messages that says why a row is no message; null for those that are. */
export const PROBLEM = "problem";

/** A way in which a program writes messages, or a table, into a file. */
export interface Format<Staged = unknown> {
  /** What people call it: "WhatsApp export". */
  readonly name: string;
  /**
   * Whether its SQL gives messages, in the columns {@link MESSAGE_COLUMNS}, or a table whose columns have yet to be
   * found out.
   */
  readonly gives: "messages" | "table";
  /** Which program writes it. */
  readonly program: string;
  /** How to make it write such a file. */
  readonly exporting: string;
  /** What of the conversation is not in such a file. */
  readonly lacks?: string;
  /** Whether a file is of this format, by a shape that no other has. */
  detect(head: Head): boolean;
  /** Brings a file into the database. */
  extract(source: Source, stage: Stage): Promise<Staged>;
  /**
   * The SELECT of the messages, in the order of the file. Of {@link MESSAGE_COLUMNS} it gives those that the file
   * tells: `time` TIMESTAMP, the others VARCHAR; `chat` is what no two chats share, `kind` is `message`, `media` or
   * `system`. Rows with a text in the column {@link PROBLEM} are no messages: they are counted by it, and their
   * `text` is shown.
   */
  transform(staged: Staged): string;
}

/** A format among others, whatever it is staged as. */
export function format<Staged>(given: Format<Staged>): Format {
  return given as Format;
}
