import { WindowError } from "../error.js";
import { type Check, badOption, choice, isA, namedOf, optionsOf, readOptions, shown, text, unreadable } from "../options.js";
import { requireSize } from "../limits.js";
import type { TimeUnit } from "../rows.js";
import { plainView } from "../typed.js";
import { microsOf, timestampText } from "./civil.js";
import { doubleText, floatText } from "./numbers.js";
import { strftime } from "./strftime.js";
import { wellFormed } from "../surrogates.js";
import { type Placeholder, type Template, missingColumn, templateOf } from "./template.js";

/**
 * A column of values: strings, booleans, bigints, `Date`s, numbers, null or undefined. Integral numbers are written as
 * integers; those of a `Float64Array` or `Float32Array` as DOUBLE and FLOAT. Values of other types (DATE, DECIMAL,
 * UUID, …) are given as text, as the engine casts them.
 */
export type LineColumn = ArrayLike<unknown>;

/** Columns, by the names that a template uses. */
export type LineColumns = Record<string, LineColumn | undefined>;

/** Options of lines. */
export interface LineOptions {
  /** The text after each row; a line feed unless given. */
  separator?: string | undefined;
  /** The unit of bigint times; microseconds unless given. */
  timeUnit?: TimeUnit | undefined;
}

/**
 * The size of each row as it is sent, in bytes: its line in UTF-8 and its separator. This is the measure `bytes` for
 * `Rows.fromColumns` and a `Stream`, equal to what `fetchRows` measures in the engine.
 *
 * @param given columns, all of one length; a BigInt64Array is a time if it is named `time` or has a format
 * @throws WindowError: `BAD_TEMPLATE`, `MISSING_COLUMN`, `LENGTH_MISMATCH`, `UNSUPPORTED_TYPE`
 */
export function lineBytes(template: string | Template, given: LineColumns, options?: LineOptions): Uint32Array {
  const { separator = "\n", timeUnit = "us" } = lineOptionsOf(options);
  const { parts } = templateOf(template);
  const columns: LineColumns = namedOf("columns", given, columnOf, '{ text: ["a", "b"] }');
  const writers = parts.map((part) => (typeof part === "string" ? part : columnWriter(part, columns, timeUnit)));
  const fixed = writers.reduce<number>(
    (sum, part) => sum + (typeof part === "string" ? utf8Length(part) : 0),
    utf8Length(separator),
  );
  const varying = writers.filter((part) => typeof part !== "string");
  const lengths = Object.entries(columns).flatMap(([name, column]) => (column ? [[name, column.length] as const] : []));
  const [first, length] = lengths[0] ?? ["", 0];
  for (const [name, other] of lengths) {
    if (other === length) continue;
    const sentence = `column ${name} has ${other} values, and ${first} has ${length}; give columns of one length`;
    throw new WindowError("LENGTH_MISMATCH", sentence);
  }
  const bytes = new Uint32Array(length);
  try {
    for (let row = 0; row < length; row++) {
      let sum = fixed;
      for (const write of varying) sum += utf8Length(write(row));
      bytes[row] = sum;
    }
  } catch (cause) {
    throw unreadable("columns", cause);
  }
  return bytes;
}

/**
 * The line of one row, without a separator.
 *
 * @param given values, by the names that the template uses
 * @throws WindowError: `BAD_TEMPLATE`, `MISSING_COLUMN`, `UNSUPPORTED_TYPE`
 */
export function renderLine(template: string | Template, given: Record<string, unknown>, options?: LineOptions): string {
  const { timeUnit = "us" } = lineOptionsOf(options);
  const { parts } = templateOf(template);
  const row = Object.create(null) as Record<string, unknown>;
  readOptions(given, "the row", '{ text: "hello" }', (name, value) => (row[name] = value), true);
  const written = parts.map((part) => {
    if (typeof part === "string") return part;
    const name = nameIn(row, part);
    return textOf(row[name], part, timeUnit, () => part.written);
  });
  return written.join("");
}

/** All units of times. */
export const UNITS = ["s", "ms", "us", "ns"] as const;

function lineOptionsOf(given: LineOptions | undefined): LineOptions {
  if (given === undefined) return {};
  return optionsOf(given, "how to write lines", '{ timeUnit: "us" }', {
    separator: text,
    timeUnit: (option, value) => UNITS[choice(option, value, UNITS)]!,
  });
}

/** A column that can be read by index; each value is read once. */
const columnOf: Check<LineColumn> = (option, value) => {
  const view = plainView(option, value);
  if (view) return view;
  if (typeof value !== "object" || value === null) throw badOption(option, value, "an array of values");
  const { length } = value as LineColumn;
  if (!Number.isSafeInteger(length) || length < 0) throw badOption(option, value, "an array of values");
  requireSize("array", option, length);
  return value as LineColumn;
};

/** The length of a text in UTF-8, in bytes. */
export function utf8Length(text: string): number {
  let bytes = text.length;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code < 0x80) continue;
    if (code < 0x800) bytes++;
    else {
      bytes += 2;
      // A surrogate pair is 4 bytes; a lone surrogate is written as U+FFFD, 3 bytes.
      if (code >= 0xd800 && code < 0xdc00 && (text.charCodeAt(i + 1) & 0xfc00) === 0xdc00) i++;
    }
  }
  return bytes;
}

function columnWriter(placeholder: Placeholder, columns: LineColumns, unit: TimeUnit): (row: number) => string {
  const column = columns[nameIn(columns, placeholder)]!;
  const isFloat = placeholder.format === undefined && (column instanceof Float64Array || column instanceof Float32Array);
  if (isFloat)
    return column instanceof Float64Array ? (row) => doubleText(column[row]!) : (row) => floatText(column[row]! as number);
  return (row) => textOf(column[row], placeholder, unit, () => `${placeholder.written} in row ${row}`);
}

/** The column of a placeholder: an exact match or, as in SQL, one that differs in case. */
function nameIn(columns: Record<string, unknown>, placeholder: Placeholder): string {
  const { name } = placeholder;
  if (Object.hasOwn(columns, name)) return name;
  const names = Object.keys(columns).filter((key) => columns[key] !== undefined);
  const found = names.find((other) => other.toLowerCase() === name.toLowerCase());
  if (found === undefined) throw missingColumn(placeholder, names);
  return found;
}

function textOf(value: unknown, { name, format }: Placeholder, unit: TimeUnit, where: () => string): string {
  if (value === null || value === undefined) return "";
  const time = timeOf(value, unit, format !== undefined || name === "time");
  if (time !== undefined) return format ? strftime(format, microsOf(...time)) : timestampText(...time);
  if (format !== undefined) {
    throw new WindowError("UNSUPPORTED_TYPE", `${where()} is ${shown(value)}, and has a format; give a Date or a bigint`);
  }
  switch (typeof value) {
    case "string":
      return wellFormed(value);
    case "boolean":
    case "bigint":
      return String(value);
    case "number":
      return Number.isSafeInteger(value) && !Object.is(value, -0) ? String(value) : doubleText(value);
    default:
      throw new WindowError("UNSUPPORTED_TYPE", `${where()} is ${shown(value)}; give it as the text to be written`);
  }
}

function timeOf(value: unknown, unit: TimeUnit, isTime: boolean): [bigint, TimeUnit] | undefined {
  if (isA(value, Date) && !Number.isNaN(value.getTime())) return [BigInt(value.getTime()), "ms"];
  return isTime && typeof value === "bigint" ? [value, unit] : undefined;
}
