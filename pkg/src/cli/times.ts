import type { TimeUnit } from "../rows.js";

/** A time in microseconds since 1970, and whether it says what zone it is of. */
export interface ParsedTime {
  micros: number;
  zoned: boolean;
}

const [ZERO, DASH, PLUS, COLON, DOT, COMMA, SPACE] = [0x30, 0x2d, 0x2b, 0x3a, 0x2e, 0x2c, 0x20];
const MONTHS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
const DAY = 86_400_000_000;

/**
 * Reads `YYYY-MM-DD`, then perhaps a `T` or a space and `HH:MM`, `:SS` and a fraction of any length,
 * cut to microseconds, then perhaps `Z`, `UTC`, `±HH`, `±HHMM` or `±HH:MM`. What names no zone is
 * taken as UTC. Undefined for anything else.
 */
export function parseTime(bytes: Uint8Array, start: number, end: number): ParsedTime | undefined {
  let at = start;
  let sound = true;
  const digits = (count: number): number => {
    let number = 0;
    for (let i = 0; i < count; i++) {
      const digit = at < end ? bytes[at]! - ZERO : -1;
      if (digit < 0 || digit > 9) sound = false;
      number = 10 * number + digit;
      at++;
    }
    return number;
  };
  const takes = (byte: number): boolean => at < end && bytes[at] === byte && ++at > 0;

  const year = digits(4);
  sound &&= takes(DASH);
  const month = digits(2);
  sound &&= takes(DASH);
  const day = digits(2);
  if (!sound || month < 1 || month > 12 || day < 1 || day > daysOf(year, month)) return undefined;
  let micros = daysBefore(year, month, day) * DAY;
  if (at === end) return { micros, zoned: false };

  if (!takes(0x54) && !takes(0x74) && !takes(SPACE)) return undefined;
  const hour = digits(2);
  sound &&= takes(COLON);
  const minute = digits(2);
  let second = 0;
  let fraction = 0;
  if (takes(COLON)) {
    second = digits(2);
    if (takes(DOT) || takes(COMMA)) {
      const first = at;
      for (let scale = 100_000; at < end && isDigit(bytes[at]!); at++, scale /= 10) {
        fraction += scale >= 1 ? (bytes[at]! - ZERO) * scale : 0;
      }
      sound &&= at > first;
    }
  }
  if (!sound || hour > 23 || minute > 59 || second > 59) return undefined;
  micros += ((hour * 60 + minute) * 60 + second) * 1_000_000 + fraction;
  takes(SPACE);
  if (at === end) return bytes[end - 1] === SPACE ? undefined : { micros, zoned: false };

  const sign = bytes[at++];
  if (sign === DASH || sign === PLUS) {
    const hours = digits(2);
    takes(COLON);
    const minutes = at < end ? digits(2) : 0;
    if (!sound || at !== end || hours > 23 || minutes > 59) return undefined;
    const offset = (hours * 60 + minutes) * 60_000_000;
    return { micros: sign === DASH ? micros + offset : micros - offset, zoned: true };
  }
  const named = at === end && (sign === 0x5a || sign === 0x7a);
  const utc = end - at === 2 && sign === 0x55 && bytes[at] === 0x54 && bytes[at + 1] === 0x43;
  return named || utc ? { micros, zoned: true } : undefined;
}

const isDigit = (byte: number) => byte >= ZERO && byte <= ZERO + 9;

const isLeap = (year: number) => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;

const daysOf = (year: number, month: number) => (month === 2 && isLeap(year) ? 29 : MONTHS[month - 1]!);

/** Days from 1970-01-01, in the proleptic Gregorian calendar, as if years began in March. */
function daysBefore(year: number, month: number, day: number): number {
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
}

const PER_UNIT: Record<TimeUnit, number> = { s: 1_000_000, ms: 1_000, us: 1, ns: 1 / 1_000 };

/** The unit in which that number is a time of our age: 1e9 is a second, 1e12 a millisecond of 2001. */
export function likelyUnit(number: number): TimeUnit {
  const size = Math.abs(number);
  return size < 1e11 ? "s" : size < 1e14 ? "ms" : size < 1e17 ? "us" : "ns";
}

/** A number of units since 1970 in microseconds. */
export function fromEpoch(number: number, unit: TimeUnit): number {
  return Math.floor(unit === "ns" ? number / 1_000 : Math.round(number * PER_UNIT[unit] * 1_000) / 1_000);
}

/** Microseconds as 64-bit integers, without a bigint for each. */
export function toBigInt64(micros: Float64Array): BigInt64Array {
  const times = new BigInt64Array(micros.length);
  const halves = new Int32Array(times.buffer);
  for (let i = 0; i < micros.length; i++) {
    halves[2 * i] = micros[i]! % 4_294_967_296;
    halves[2 * i + 1] = Math.floor(micros[i]! / 4_294_967_296);
  }
  return times;
}

/** A time of a unit, as ISO 8601 writes it, with as many digits as it needs. */
export function writeTime(time: bigint, unit: TimeUnit, zoned: boolean): string {
  const perSecond = { s: 1n, ms: 1_000n, us: 1_000_000n, ns: 1_000_000_000n }[unit];
  let [seconds, rest] = [time / perSecond, time % perSecond];
  if (rest < 0n) [seconds, rest] = [seconds - 1n, rest + perSecond];
  const date = new Date(Number(seconds) * 1_000);
  // Not every time of a database is one of JavaScript's: 'infinity', for one.
  if (Number.isNaN(date.getTime())) return String(time);
  const digits = rest === 0n ? "" : `.${String(rest + perSecond).slice(1).replace(/(000)+$/, "")}`;
  return `${date.toISOString().slice(0, -5)}${digits}${zoned ? "Z" : ""}`;
}
