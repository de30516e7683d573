import { type Moment, civil, dayOfYear, isoWeek } from "./civil.js";

/** A format of times: literal texts, and specifiers without their percent sign. */
export type Format = readonly (string | { specifier: string })[];

const DAYS = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];
const MONTHS = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December",
];

const padded = (value: number, width: number) => String(value).padStart(width, "0");
/** A year: below 0 and from 10000 on without padding; the year before 1 is 0. */
const year = (value: number) => (value < 0 ? String(value) : padded(value, 4));
const hour12 = (hour: number) => hour % 12 || 12;
const date = (m: Moment) => `${year(m.year)}-${padded(m.month, 2)}-${padded(m.day, 2)}`;
const clock = (m: Moment) => `${padded(m.hour, 2)}:${padded(m.minute, 2)}:${padded(m.second, 2)}`;

/**
 * The specifiers of DuckDB's strftime, each with its greatest width in characters. Not supported: `%n`, for which
 * DuckDB 1.4 and 1.5 write uninitialised bytes, and `%Z`, which needs the name of a zone.
 */
const SPECIFIERS: Record<string, [widest: number, write: (m: Moment) => string]> = {
  a: [3, (m) => DAYS[m.weekday]!.slice(0, 3)],
  A: [9, (m) => DAYS[m.weekday]!],
  w: [1, (m) => String(m.weekday)],
  u: [1, (m) => String(m.weekday || 7)],
  d: [2, (m) => padded(m.day, 2)],
  "-d": [2, (m) => String(m.day)],
  b: [3, (m) => MONTHS[m.month - 1]!.slice(0, 3)],
  h: [3, (m) => MONTHS[m.month - 1]!.slice(0, 3)],
  B: [9, (m) => MONTHS[m.month - 1]!],
  m: [2, (m) => padded(m.month, 2)],
  "-m": [2, (m) => String(m.month)],
  y: [2, (m) => padded(Math.abs(m.year % 100), 2)],
  "-y": [2, (m) => String(Math.abs(m.year % 100))],
  Y: [7, (m) => year(m.year)],
  // DuckDB reads the year as an unsigned number of 32 bits, and writes its last four digits.
  G: [4, (m) => padded((isoWeek(m).year >>> 0) % 10_000, 4)],
  V: [2, (m) => padded(isoWeek(m).week, 2)],
  U: [2, (m) => padded(Math.floor((dayOfYear(m) + 7 - m.weekday) / 7), 2)],
  W: [2, (m) => padded(Math.floor((dayOfYear(m) + 7 - ((m.weekday + 6) % 7)) / 7), 2)],
  j: [3, (m) => padded(dayOfYear(m) + 1, 3)],
  "-j": [3, (m) => String(dayOfYear(m) + 1)],
  H: [2, (m) => padded(m.hour, 2)],
  "-H": [2, (m) => String(m.hour)],
  I: [2, (m) => padded(hour12(m.hour), 2)],
  "-I": [2, (m) => String(hour12(m.hour))],
  p: [2, (m) => (m.hour < 12 ? "AM" : "PM")],
  M: [2, (m) => padded(m.minute, 2)],
  "-M": [2, (m) => String(m.minute)],
  S: [2, (m) => padded(m.second, 2)],
  "-S": [2, (m) => String(m.second)],
  f: [6, (m) => padded(m.micros, 6)],
  g: [3, (m) => padded(Math.floor(m.micros / 1_000), 3)],
  z: [3, () => "+00"],
  c: [22, (m) => `${date(m)} ${clock(m)}`],
  x: [13, date],
  X: [8, clock],
  T: [8, clock],
  "%": [1, () => "%"],
};

/** The length of the longest infinite time: `-infinity`. */
const INFINITE = 9;

/**
 * Parses a format.
 *
 * @returns the format; or what is wrong with it, as words that follow its name
 */
export function parseFormat(text: string): Format | string {
  if (text === "") return "is empty; leave out its colon, or give one such as %H:%M";
  const format: (string | { specifier: string })[] = [];
  for (const [part] of text.matchAll(/%-?[^]?|[^%]+/gu)) {
    if (!part.startsWith("%")) format.push(part);
    else if (Object.hasOwn(SPECIFIERS, part.slice(1))) format.push({ specifier: part.slice(1) });
    else
      return `has ${part === "%" || part === "%-" ? "a percent sign without a letter; write %% for one" : `${part}, which is not supported`}; there is %${Object.keys(SPECIFIERS).join(" %")}`;
  }
  return format;
}

/** A time in a format, as DuckDB's strftime writes it. */
export function strftime(format: Format, micros: bigint): string {
  const moment = civil(micros);
  if (typeof moment === "string") return moment;
  return format.map((part) => (typeof part === "string" ? part : SPECIFIERS[part.specifier]![1](moment))).join("");
}

/** A text at least as long as any time in this format. */
export function widestTime(format: Format): string {
  const text = format.map((part) => (typeof part === "string" ? part : "0".repeat(SPECIFIERS[part.specifier]![0]))).join("");
  return text.padEnd(INFINITE, "0");
}

/** A format in strftime's syntax. */
export function formatText(format: Format): string {
  return format.map((part) => (typeof part === "string" ? part : `%${part.specifier}`)).join("");
}
