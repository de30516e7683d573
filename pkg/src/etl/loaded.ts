import { ownName } from "../engine/names.js";
import type { Guess, Problem } from "./format.js";
import type { Recognised } from "./recognise.js";

/** What no file calls a column: that of each row's place in the source. */
export const PLACE = ownName(" row");

/** A column of a table. */
export interface Column {
  readonly name: string;
  /** Its type in SQL. */
  readonly type: string;
  /** Whether all of its first values are whole numbers of at least 0, also as texts: it may be a measure. */
  readonly holdsIntegers?: boolean;
}

/** The columns that hold the times, the texts and so on. */
export interface Roles {
  readonly time: string | undefined;
  readonly author: string | undefined;
  readonly text: string;
  /** What each row belongs to: the partition of windows. */
  readonly chat: string | undefined;
  /** What a chat is called. */
  readonly chatName: string | undefined;
  /** `message`, `media` or `system`. */
  readonly kind: string | undefined;
  /** What identifies each row. */
  readonly id: string | undefined;
  readonly measures: readonly string[];
}

/** A table of messages, in the order of its `rowid`: by chat, as these first appear, then by time, then as in the file. */
export interface Loaded {
  readonly table: string;
  /** The format's name; of several files, all of them. */
  readonly format: string;
  readonly columns: Roles;
  /** All columns of the table. */
  readonly all: readonly Column[];
  readonly rows: number;
  /**
   * With `places`, the column that says which record of the source a row is, counted from 0; records of several
   * files are counted on.
   */
  readonly place: string | undefined;
  /** Whether rows stand in another order than in the file. */
  readonly sorted: boolean;
  /** UTC where the file's times are instants; undefined where they are those of someone's clock. */
  readonly zone: "UTC" | undefined;
  readonly problems: readonly Problem[];
  readonly guesses: readonly Guess[];
}

/** A file as it is in the database. */
export interface Staged extends Recognised {
  /** The name of its table, quoted for SQL. */
  readonly table: string;
}

/** A table of messages, as it has been put in order. */
export type Arranged = Omit<Loaded, "format" | "problems" | "guesses">;
