// Size limits, and the error for exceeding one. docs/limits.md is checked against this table.
import { WindowError } from "./error.js";

/** A size limit, its unit, and a way around it. */
export interface Limit {
  /** The largest accepted size. */
  readonly most: number;
  /** The unit, in the plural. */
  readonly unit: string;
  /** What to do with larger input. */
  readonly instead: string;
}

/** All limits of the package. Those of single formats are documented with the formats. */
export const LIMITS = {
  /** JavaScript engines store longer arrays as dictionaries. */
  array: { most: 2 ** 26, unit: "elements of a plain array", instead: "give a typed array, or cut the table into parts" },
  /** The longest string of JavaScript engines. */
  text: { most: 2 ** 29 - 25, unit: "bytes of a text", instead: "cut it into smaller windows, or export less at once" },
  /** A Blob or a file that has to be read into memory as a whole. */
  file: {
    most: 2 ** 31 - 1,
    unit: "bytes of a file of this format",
    instead: "cut it into parts, or write it as Parquet or CSV",
  },
  /** A line of a text, or a record of CSV. */
  record: { most: 2 ** 26, unit: "bytes of a record", instead: "shorten it" },
  /** All texts of a column read from JSON, lines or nested Arrow: its offsets have 32 bits. */
  column: { most: 2 ** 31 - 1, unit: "bytes of a column", instead: "give a smaller file" },
  /** The files in a zip. */
  entries: { most: 100_000, unit: "files in a zip", instead: "unpack it, and give the files that hold messages" },
  /** The unpacked size of a compressed file, or of an entry of a zip. */
  expanded: { most: 2 ** 31, unit: "bytes of an unpacked file", instead: "unpack it, and give the file" },
} as const satisfies Record<string, Limit>;

/**
 * Refuses a size above its limit.
 *
 * @param most another limit, for tests
 * @throws WindowError: `TOO_LARGE`
 */
export function requireSize(limit: keyof typeof LIMITS, name: string, size: number, most: number = LIMITS[limit].most): void {
  const { unit, instead } = LIMITS[limit];
  if (size <= most) return;
  const number = (n: number) => n.toLocaleString("en");
  throw new WindowError("TOO_LARGE", `${name} has ${number(size)} ${unit}, and ${number(most)} are the most; ${instead}`);
}
