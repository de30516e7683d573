import type { TimeUnit } from "../rows.js";

const [ZERO, DASH, PLUS, COLON, DOT, COMMA, SPACE] = [0x30, 0x2d, 0x2b, 0x3a, 0x2e, 0x2c, 0x20];
const [T, LOWER_T, Z, LOWER_Z, U, C] = [0x54, 0x74, 0x5a, 0x7a, 0x55, 0x43];
const MONTHS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
const DAY = 86_400_000_000;

/**
 * Microseconds since 1970 of `YYYY-MM-DD`, then perhaps a `T` or a space and `HH:MM`, `:SS` and a
 * fraction of any length, cut to microseconds, then perhaps `Z`, `UTC`, `±HH`, `±HHMM` or `±HH:MM`.
 * What names no zone is taken as UTC. NaN for anything else.
 */
export function parseTime(bytes: Uint8Array, start: number, end: number): number {
  if (end - start < 10 || bytes[start + 4] !== DASH || bytes[start + 7] !== DASH) return NaN;
  const year = 100 * pair(bytes, start) + pair(bytes, start + 2);
  const [month, day] = [pair(bytes, start + 5), pair(bytes, start + 8)];
  // What is no digit makes NaN, which is in no range.
  if (!(year >= 0 && month >= 1 && month <= 12 && day >= 1 && day <= daysOf(year, month))) return NaN;
  const micros = daysBefore(year, month, day) * DAY;
  let at = start + 10;
  if (at === end) return micros;

  const between = bytes[at++];
  if ((between !== T && between !== LOWER_T && between !== SPACE) || end - at < 5) return NaN;
  const [hour, minute] = [pair(bytes, at), pair(bytes, at + 3)];
  if (!(hour <= 23 && minute <= 59) || bytes[at + 2] !== COLON) return NaN;
  at += 5;
  let [second, fraction] = [0, 0];
  if (at < end && bytes[at] === COLON) {
    if (end - at < 3) return NaN;
    second = pair(bytes, at + 1);
    at += 3;
    if (at < end && (bytes[at] === DOT || bytes[at] === COMMA)) {
      const first = ++at;
      for (let scale = 100_000; at < end && isDigit(bytes[at]!); at++, scale = Math.floor(scale / 10)) {
        fraction += (bytes[at]! - ZERO) * scale;
      }
      if (at === first) return NaN;
    }
  }
  if (!(second <= 59)) return NaN;
  return micros + ((hour * 60 + minute) * 60 + second) * 1_000_000 + fraction - zoneOffset(bytes, at, end);
}

/** Whether a time that has been parsed says its zone. */
export function hasZone(bytes: Uint8Array, start: number, end: number): boolean {
  if (end - start < 16) return false;
  const last = bytes[end - 1]!;
  return !isDigit(last) || [3, 5, 6].some((back) => bytes[end - back] === PLUS || bytes[end - back] === DASH);
}

/** How far a zone is ahead of UTC, in microseconds; NaN if that is none. */
function zoneOffset(bytes: Uint8Array, at: number, end: number): number {
  if (at === end) return 0;
  if (bytes[at] === SPACE) at++;
  const length = end - at;
  const sign = bytes[at];
  if (length === 1) return sign === Z || sign === LOWER_Z ? 0 : NaN;
  if (sign === U) return length === 3 && bytes[at + 1] === T && bytes[at + 2] === C ? 0 : NaN;
  if (sign !== DASH && sign !== PLUS) return NaN;
  const colon = length === 6 && bytes[at + 3] === COLON ? 1 : 0;
  if (length !== 3 && length !== 5 + colon) return NaN;
  const [hours, minutes] = [pair(bytes, at + 1), length === 3 ? 0 : pair(bytes, at + 3 + colon)];
  if (!(hours <= 23 && minutes <= 59)) return NaN;
  return (sign === DASH ? -1 : 1) * (hours * 60 + minutes) * 60_000_000;
}

/** The number that two digits make; NaN if they are none. */
function pair(bytes: Uint8Array, at: number): number {
  const [tens, ones] = [bytes[at]! - ZERO, bytes[at + 1]! - ZERO];
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? 10 * tens + ones : NaN;
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

const PER_UNIT: Readonly<Record<TimeUnit, number>> = { s: 1_000_000, ms: 1_000, us: 1, ns: 1 / 1_000 };

/** The unit in which that number is a time of our age: 1e9 is a second, 1e12 a millisecond of 2001. */
export function likelyUnit(number: number): TimeUnit {
  const size = Math.abs(number);
  return size < 1e11 ? "s" : size < 1e14 ? "ms" : size < 1e17 ? "us" : "ns";
}

/** A number of units since 1970 in microseconds. */
export function fromEpoch(number: number, unit: TimeUnit): number {
  return Math.round(number * PER_UNIT[unit]);
}

/** Nanoseconds, which have more digits than a number, cut to microseconds. */
export function fromNanos(nanos: bigint): number {
  return Number(nanos / 1_000n) - (nanos % 1_000n < 0n ? 1 : 0);
}

/** Numbers as 64-bit integers, without a bigint for each. */
export function toBigInt64(numbers: Float64Array | BigInt64Array): BigInt64Array {
  if (numbers instanceof BigInt64Array) return numbers;
  const times = new BigInt64Array(numbers.length);
  const halves = new Int32Array(times.buffer);
  for (let i = 0; i < numbers.length; i++) {
    halves[2 * i] = numbers[i]! % 4_294_967_296;
    halves[2 * i + 1] = Math.floor(numbers[i]! / 4_294_967_296);
  }
  return times;
}

/** The first time of a unit that is not before so many microseconds. */
export function fromMicros(micros: bigint, unit: TimeUnit): bigint {
  if (unit === "ns") return micros * 1_000n;
  const step = BigInt(PER_UNIT[unit]);
  return micros / step + (micros % step > 0n ? 1n : 0n);
}

/** A time of a unit, as ISO 8601 writes it, with as many digits as it needs. */
export function writeTime(time: bigint, unit: TimeUnit, zoned: boolean): string {
  const perSecond = { s: 1n, ms: 1_000n, us: 1_000_000n, ns: 1_000_000_000n }[unit];
  let [seconds, rest] = [time / perSecond, time % perSecond];
  if (rest < 0n) [seconds, rest] = [seconds - 1n, rest + perSecond];
  const date = new Date(Number(seconds) * 1_000);
  // Not every time of a database is one of JavaScript's: 'infinity', for one.
  if (Number.isNaN(date.getTime())) return String(time);
  const fraction = String(rest + perSecond).slice(1);
  const digits = rest === 0n ? "" : `.${fraction.replace(/(000)+$/, "")}`;
  return `${date.toISOString().slice(0, -5)}${digits}${zoned ? "Z" : ""}`;
}
