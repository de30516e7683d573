import type { Engine, Watch } from "../engine/index.js";
import type { ErrorCode } from "../error.js";
import type { TextColumns } from "./columnar.js";

/** A file to read. */
export interface Source {
  /** Its name, with the extension. */
  readonly name: string;
  readonly blob: Blob;
  /** Its path, for a database that has a file system. */
  readonly path?: string;
  /** The files in it, if it is a zip. */
  readonly entries?: readonly Entry[];
}

/** A file in a zip, unpacked on demand. */
export interface Entry {
  readonly name: string;
  /** Its unpacked size in bytes. */
  readonly size: number;
  blob(): Promise<Blob>;
}

/** The beginning of a file, from which alone its format is recognised. */
export interface Head {
  readonly name: string;
  /** The size of the whole file in bytes. */
  readonly size: number;
  /** The first 64 KiB. */
  readonly bytes: Uint8Array;
  /** Those bytes as text, without a byte order mark; invalid bytes are U+FFFD. Empty for a zip. */
  readonly text: string;
  /** The files in it, if it is a zip. */
  readonly entries?: readonly Entry[];
}

/** A problem: records of a file that are missing from the messages, or may have been misread. */
export interface Problem {
  /** The error code, for callers that refuse the file because of the problem. */
  readonly code?: ErrorCode;
  /** What is wrong, in the plural: "lines before the first message". */
  readonly what: string;
  readonly count: number;
  /** The first few records, as they are in the file. */
  readonly samples: readonly string[];
}

/** A guess: something that a file does not say. */
export interface Guess {
  /** The guess, such as "the day comes before the month". */
  readonly what: string;
  /** The evidence, such as a value of the file. */
  readonly from: string;
  /** The alternatives, and the option that chooses each. */
  readonly alternatives: readonly string[];
  /** The order of day, month and year, if that is the guess. */
  readonly dateOrder?: "DMY" | "MDY" | "YMD";
}

/** The column of each role. */
export interface ColumnChoice {
  /** Undefined: guessed. Null: no such column, so rows keep the order of the file. */
  readonly time?: string | null | undefined;
  readonly text?: string | undefined;
  readonly author?: string | null | undefined;
  /** The column of partitions. */
  readonly chat?: string | null | undefined;
  /** The column of keys. Never guessed. */
  readonly id?: string | null | undefined;
  /** Columns of whole numbers of at least 0; any other value is an error. */
  readonly measures?: readonly string[] | undefined;
}

/** What the caller knows about a file. The rest is detected or guessed, and guesses are reported. */
export interface ReadOptions {
  readonly columns?: ColumnChoice | undefined;
  /** The order of the numbers in dates, for dates that leave it open. */
  readonly dateOrder?: "DMY" | "MDY" | "YMD" | undefined;
  /** The unit of numbers in a table's time, which count from 1970. */
  readonly timeUnit?: "s" | "ms" | "us" | "ns" | undefined;
  /** Whether to sort the rows of a table by chat and time; true unless given. */
  readonly sort?: boolean | undefined;
  /** Whether to add a column of each row's position in the source. */
  readonly places?: boolean | undefined;
  /** The delimiter of a CSV file. */
  readonly delimiter?: string | undefined;
  /** Whether the first record of a CSV file is its header. */
  readonly header?: boolean | undefined;
  /** The path of the rows in a JSON file, such as `"data.items[]"`. */
  readonly rows?: string | undefined;
  /** The encoding of a text, as a WHATWG label such as "windows-1252". */
  readonly encoding?: string | undefined;
}

/**
 * A format's access to the database while it loads a file. Everything it creates is dropped once the table of messages
 * exists.
 */
export interface Stage {
  readonly engine: Engine;
  readonly options: ReadOptions;
  /** The columns of type TIMESTAMP whose values are in UTC. */
  readonly instants: Set<string>;
  /** The line of a table's first row, counted from 1, where each row is one line. Problems name lines from it. */
  firstLine: number | undefined;
  /** The path of the rows in a JSON file; undefined for other formats. */
  rowsPath: string | undefined;
  /** Aborts the load. */
  readonly signal: AbortSignal;
  /** The options of this load's queries, which abort them and report how far they are. */
  readonly watch: Watch;
  /**
   * Registers a file with the database, and returns its name for SQL: `read_csv('…')`.
   *
   * @param ending the end of the name, such as `".json"`
   */
  file(content: Source | Blob | Uint8Array, ending?: string): Promise<string>;
  /**
   * Creates a table from columns, or from an Arrow IPC stream with its end marker; returns its name, quoted for SQL.
   */
  insert(content: TextColumns | Uint8Array): Promise<string>;
  /** Creates a table from a SELECT; returns its name, quoted for SQL. */
  create(select: string): Promise<string>;
  /**
   * Makes columns' names distinct for SQL. {@link ColumnChoice} still finds them by the given ones. Duplicates are
   * reported.
   */
  names(given: readonly string[]): string[];
  report(problem: Problem): void;
  guess(guess: Guess): void;
  /** Reports the share of the file that is read, between 0 and 1, and yields to the page. Call it often. */
  progress(done: number): Promise<void>;
}

/** The columns of a format's SELECT, as far as the file has them. Other columns are kept as they are. */
export const MESSAGE_COLUMNS = ["time", "author", "text", "chat", "chat_name", "kind", "id"] as const;

/** The column of a format's SELECT that says why a row is not a message; null for messages. */
export const PROBLEM = "problem";

/** A format in which a program writes messages, or a table, to a file. */
export interface Format<Staged = unknown> {
  /** Its common name: "WhatsApp export". */
  readonly name: string;
  /**
   * Whether its SELECT returns messages, in the columns {@link MESSAGE_COLUMNS}, or a table whose columns have yet to
   * be detected.
   */
  readonly gives: "messages" | "table";
  /** The program that writes it. */
  readonly program: string;
  /** How to export such a file. */
  readonly exporting: string;
  /** Parts of the conversation that such a file does not contain. */
  readonly lacks?: string;
  /**
   * Whether its times are instants, which no clock that is put back repeats: its messages are put in their order, as
   * some programs write the newest first. Otherwise they stay as in the file.
   */
  readonly hasInstants?: boolean;
  /** Whether a file has this format, by a feature that no other format has. */
  detect(head: Head): boolean;
  /** Loads a file into the database. */
  extract(source: Source, stage: Stage): Promise<Staged>;
  /**
   * The SELECT of the messages, in the order of the file, with those of the {@link MESSAGE_COLUMNS} that the file has:
   * `time` TIMESTAMP, the others VARCHAR. `chat` is unique to a chat; `kind` is `message`, `media` or `system`. Rows
   * with a text in the column {@link PROBLEM} are not messages: they are counted by that text, and their `text` is the
   * sample.
   */
  transform(staged: Staged): string;
}

/** A format without the type of its staged data, for a list of formats. */
export function format<Staged>(given: Format<Staged>): Format {
  return given as Format;
}
