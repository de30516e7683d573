// The sizes that are accepted, and the sentence for one that is not: docs/limits.md is checked against this table.
import { WindowError } from "./error.js";

/** What has a limit, in which unit, and why. */
export interface Limit {
  /** The most that is taken. */
  readonly most: number;
  /** What is counted, in the plural. */
  readonly unit: string;
  /** What to do with more. */
  readonly instead: string;
}

/** All limits of the package; those that its formats add are told where these are read. */
export const LIMITS = {
  /** JavaScript's engines keep longer arrays as dictionaries. */
  array: { most: 2 ** 26, unit: "elements of a plain array", instead: "give a typed array, or cut the table into parts" },
  /** JavaScript's engines have no longer text. */
  text: { most: 2 ** 29 - 25, unit: "bytes of a text", instead: "cut it into smaller windows, or export less at once" },
  /** A Blob or a file that has to be in memory as a whole. */
  file: { most: 2 ** 31 - 1, unit: "bytes of a file of this format", instead: "cut it into parts, or write it as Parquet or CSV" },
  /** A line of a text, or a record of CSV. */
  record: { most: 2 ** 26, unit: "bytes of a record", instead: "shorten it" },
  /** All texts of a column that is read from JSON, lines or nested Arrow: its offsets have 32 bits. */
  column: { most: 2 ** 31 - 1, unit: "bytes of a column", instead: "give a smaller file" },
  /** The files in a zip. */
  entries: { most: 100_000, unit: "files in a zip", instead: "unpack it, and give the files that hold messages" },
  /** What an entry of a zip, or a compressed file, is unpacked to. */
  expanded: { most: 2 ** 31, unit: "bytes of an unpacked file", instead: "unpack it, and give the file" },
} as const satisfies Record<string, Limit>;

/**
 * Refuses what is larger than its limit.
 *
 * @throws WindowError: `TOO_LARGE`
 */
export function requireSize(limit: keyof typeof LIMITS, name: string, size: number): void {
  const { most, unit, instead } = LIMITS[limit];
  if (size <= most) return;
  const number = (n: number) => n.toLocaleString("en");
  throw new WindowError("TOO_LARGE", `${name} has ${number(size)} ${unit}, and ${number(most)} are the most; ${instead}`);
}
