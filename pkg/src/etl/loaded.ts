import { ownName } from "../engine/names.js";
import type { Guess, Problem } from "./format.js";
import type { Recognised } from "./recognise.js";

/** The column of each row's position in the source, under a name that no file has. */
export const PLACE = ownName(" row");

/** A column of a table. */
export interface Column {
  readonly name: string;
  /** Its SQL type. */
  readonly type: string;
  /** Whether its first values are all whole numbers of at least 0, or texts of such: it may be a measure. */
  readonly holdsIntegers?: boolean;
}

/** The column of each role. */
export interface Roles {
  readonly time: string | undefined;
  readonly author: string | undefined;
  readonly text: string;
  /** The partition of each row. */
  readonly chat: string | undefined;
  /** The name of each row's chat. */
  readonly chatName: string | undefined;
  /** `message`, `media` or `system`. */
  readonly kind: string | undefined;
  /** The key of each row. */
  readonly id: string | undefined;
  readonly measures: readonly string[];
}

/**
 * A table of messages. Its `rowid` orders them by chat, in order of first appearance, then by time, then as in the
 * file.
 */
export interface Loaded {
  readonly table: string;
  /** The name of the format; of several files, all their formats. */
  readonly format: string;
  readonly columns: Roles;
  /** All columns of the table. */
  readonly all: readonly Column[];
  readonly rows: number;
  /** With `places`, the column of each row's position in the source, from 0; the count continues from file to file. */
  readonly place: string | undefined;
  /** Whether the order differs from that of the file. */
  readonly sorted: boolean;
  /**
   * UTC where the file's times have an offset or are in UTC; undefined where they are of a local clock in an unknown
   * zone.
   */
  readonly zone: "UTC" | undefined;
  readonly problems: readonly Problem[];
  readonly guesses: readonly Guess[];
}

/** A file loaded into the database. */
export interface Staged extends Recognised {
  /** The name of its table, quoted for SQL, or a SELECT in parentheses. */
  readonly table: string;
}

/** A table of messages after sorting. */
export type Arranged = Omit<Loaded, "format" | "problems" | "guesses">;
