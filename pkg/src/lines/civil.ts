import type { TimeUnit } from "../rows.js";

/** A date and time in the proleptic Gregorian calendar, without a zone. Year 0 is the year before 1. */
export interface Moment {
  year: number;
  month: number;
  day: number;
  /** From 0, Sunday. */
  weekday: number;
  hour: number;
  minute: number;
  second: number;
  micros: number;
}

const DAY = 86_400_000_000n;
const PER_SECOND: Record<TimeUnit, bigint> = { s: 1n, ms: 1_000n, us: 1_000_000n, ns: 1_000_000_000n };
/** DuckDB's infinity, in any unit. */
const INFINITY = 2n ** 63n - 1n;
const DAYS_BEFORE_MONTH = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334];

function isLeap(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}

function infinite(time: bigint): string | undefined {
  if (time === INFINITY) return "infinity";
  if (time === -INFINITY) return "-infinity";
  return undefined;
}

/** Euclidean division: the remainder is never negative. */
function divide(value: bigint, by: bigint): [bigint, bigint] {
  const rest = ((value % by) + by) % by;
  return [(value - rest) / by, rest];
}

/** Splits a time in microseconds since 1970 into its parts; returns DuckDB's word for an infinite time. */
export function civil(micros: bigint): Moment | string {
  const word = infinite(micros);
  if (word !== undefined) return word;
  const [days, inDay] = divide(micros, DAY);
  const [seconds, rest] = divide(inDay, 1_000_000n);
  const second = Number(seconds);
  return {
    ...dateOf(Number(days)),
    hour: Math.floor(second / 3_600),
    minute: Math.floor(second / 60) % 60,
    second: second % 60,
    micros: Number(rest),
  };
}

/** The date of a number of days since 1970, by Howard Hinnant's algorithm, in which years begin in March. */
function dateOf(days: number): Pick<Moment, "year" | "month" | "day" | "weekday"> {
  const shifted = days + 719_468;
  const era = Math.floor(shifted / 146_097);
  const ofEra = shifted - era * 146_097;
  const yearOfEra = Math.floor(
    (ofEra - Math.floor(ofEra / 1_460) + Math.floor(ofEra / 36_524) - Math.floor(ofEra / 146_096)) / 365,
  );
  const ofYear = ofEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const fromMarch = Math.floor((5 * ofYear + 2) / 153);
  const month = fromMarch < 10 ? fromMarch + 3 : fromMarch - 9;
  return {
    year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
    month,
    day: ofYear - Math.floor((153 * fromMarch + 2) / 5) + 1,
    weekday: (((days + 4) % 7) + 7) % 7,
  };
}

/** The day of the year, from 0. */
export function dayOfYear({ year, month, day }: Moment): number {
  return DAYS_BEFORE_MONTH[month - 1]! + day - 1 + (month > 2 && isLeap(year) ? 1 : 0);
}

/** The ISO 8601 week and its year. */
export function isoWeek(moment: Moment): { year: number; week: number } {
  const { year } = moment;
  const weekday = moment.weekday || 7;
  const week = Math.floor((dayOfYear(moment) + 1 - weekday + 10) / 7);
  if (week < 1) return { year: year - 1, week: weeksIn(year - 1, weekday - dayOfYear(moment) - 1) };
  if (week > 52 && week > weeksIn(year, weekday - dayOfYear(moment) - 1 + (isLeap(year) ? 366 : 365)))
    return { year: year + 1, week: 1 };
  return { year, week };
}

/** The number of ISO weeks in a year, by the weekday (1 is Monday, modulo 7) of its last day. */
function weeksIn(year: number, lastWeekday: number): number {
  const last = ((lastWeekday % 7) + 7) % 7;
  return last === 4 || (last === 5 && isLeap(year)) ? 53 : 52;
}

/** A time in microseconds. Nanoseconds are truncated towards 1970, as DuckDB's cast does. */
export function microsOf(time: bigint, unit: TimeUnit): bigint {
  if (infinite(time) !== undefined) return time;
  if (unit === "ns") return time / 1_000n;
  return time * (1_000_000n / PER_SECOND[unit]);
}

/** A date as DuckDB casts it to VARCHAR. */
function dateText(date: Pick<Moment, "year" | "month" | "day">): string {
  const pad = (value: number, width: number) => String(value).padStart(width, "0");
  const { year, month, day } = date;
  return `${pad(year > 0 ? year : 1 - year, 4)}-${pad(month, 2)}-${pad(day, 2)}${year > 0 ? "" : " (BC)"}`;
}

/** A TIMESTAMP as DuckDB casts it to VARCHAR. */
export function timestampText(time: bigint, unit: TimeUnit): string {
  const word = infinite(time);
  if (word !== undefined) return word;
  const [seconds, fraction] = divide(time, PER_SECOND[unit]);
  const moment = civil(seconds * 1_000_000n) as Moment;
  const clock = [moment.hour, moment.minute, moment.second].map((part) => String(part).padStart(2, "0")).join(":");
  const decimals = String(fraction)
    .padStart(String(PER_SECOND[unit]).length - 1, "0")
    .replace(/0+$/, "");
  return `${dateText(moment)} ${clock}${decimals && `.${decimals}`}`;
}

/** A text at least as long as any {@link timestampText}. */
export const WIDEST_TIMESTAMP: string = "000000-00-00 (BC) 00:00:00.000000000";
