import { WindowError } from "./error.js";
import { isList, shown } from "./options.js";

/**
 * A length of time: milliseconds; a string such as `"90s"`, `"30m"`, `"2h"`, `"1d 4h"`, or ISO 8601's
 * `"P1DT4H"`; or an object such as `{ hours: 28 }` or a `Temporal.Duration`, without years and
 * months, which have no one length.
 */
export type Duration = number | string | DurationLike;

/** A length of time in units, as `Temporal.Duration.from` takes it. */
export interface DurationLike {
  weeks?: number | undefined;
  days?: number | undefined;
  hours?: number | undefined;
  minutes?: number | undefined;
  seconds?: number | undefined;
  milliseconds?: number | undefined;
  microseconds?: number | undefined;
  nanoseconds?: number | undefined;
}

const SECOND = 1_000_000_000n;

/** The units that have one length, in nanoseconds. */
const UNITS = new Map([
  ["week", 604_800n * SECOND],
  ["day", 86_400n * SECOND],
  ["hour", 3_600n * SECOND],
  ["minute", 60n * SECOND],
  ["second", SECOND],
  ["millisecond", 1_000_000n],
  ["microsecond", 1_000n],
  ["nanosecond", 1n],
]);

const SYMBOLS = new Map([
  ["w", "week"],
  ["d", "day"],
  ["h", "hour"],
  ["m", "minute"],
  ["min", "minute"],
  ["s", "second"],
  ["ms", "millisecond"],
  ["us", "microsecond"],
  ["ns", "nanosecond"],
]);

/** Of ISO 8601, before and after its `T`. */
const DATE_SYMBOLS = new Map([["W", "week"], ["D", "day"]]);
const TIME_SYMBOLS = new Map([["H", "hour"], ["M", "minute"], ["S", "second"]]);

/**
 * A duration as whole seconds, which are below 2⁶⁴, and nanoseconds.
 *
 * @internal
 */
export function durationOf(option: string, duration: unknown): [seconds: number, nanoseconds: number] {
  const plain = plainDuration(duration);
  const nanoseconds = nanosecondsOf(plain);
  if (nanoseconds === undefined || nanoseconds >= SECOND << 64n) {
    const instead = `give milliseconds, a string such as "1d 4h", or an object such as { hours: 28 }, without years and months`;
    throw new WindowError("BAD_DURATION", `${option} is ${shown(plain)}; ${instead}`);
  }
  return [Number(nanoseconds / SECOND), Number(nanoseconds % SECOND)];
}

/**
 * A `Temporal.Duration` keeps its units where no walk over its properties finds them; written out it
 * is ISO 8601.
 *
 * @internal
 */
export function plainDuration<T>(duration: T): T | string {
  const isTemporal = Object.prototype.toString.call(duration) === "[object Temporal.Duration]";
  return isTemporal ? String(duration) : duration;
}

function nanosecondsOf(duration: unknown): bigint | undefined {
  if (typeof duration === "string") return fromText(duration);
  if (typeof duration !== "object" || duration === null) return times(duration, 1_000_000n);
  return isList(duration) ? undefined : fromFields(duration);
}

function unit(name: string | undefined): bigint | undefined {
  return UNITS.get(name?.replace(/s$/, "") ?? "");
}

function fromText(text: string): bigint | undefined {
  const [, iso, date = "", time] = /^[ \t\n\f\r]*(P)([^T]*)(?:T(.*))?$/s.exec(text) ?? [];
  if (iso === undefined) return sum(text.replace(/^[ \t\n\f\r]+/, ""), (symbol) => SYMBOLS.get(symbol) ?? symbol);
  if (time === undefined) return sum(date, (symbol) => DATE_SYMBOLS.get(symbol));
  const ofDay = sum(time, (symbol) => TIME_SYMBOLS.get(symbol));
  const days = date === "" ? 0n : sum(date, (symbol) => DATE_SYMBOLS.get(symbol));
  return days === undefined || ofDay === undefined ? undefined : days + ofDay;
}

/** The sum of numbers, each followed by a unit; none is no duration. */
function sum(text: string, name: (symbol: string) => string | undefined): bigint | undefined {
  const part = /(\d+(?:\.\d*)?|\.\d+)[ \t\n\f\r]*([A-Za-z]+)[ \t\n\f\r]*/y;
  let sum: bigint | undefined;
  while (part.lastIndex < text.length) {
    const [, number = "", symbol = ""] = part.exec(text) ?? [];
    const length = unit(name(symbol));
    if (length === undefined) return undefined;
    sum = (sum ?? 0n) + decimal(number, length);
  }
  return sum;
}

/** A number of units, rounded to the nanosecond. */
function decimal(number: string, unit: bigint): bigint {
  const [whole = "", fraction = ""] = number.split(".");
  const kept = fraction.slice(0, 18); // the rest is less than a nanosecond of any unit
  const scale = 10n ** BigInt(kept.length);
  return BigInt(whole) * unit + (BigInt(kept) * unit + scale / 2n) / scale;
}

function fromFields(fields: object): bigint | undefined {
  let sum: bigint | undefined;
  for (const [name, count] of Object.entries(fields)) {
    if (count === undefined || count === null) continue;
    const length = unit(name);
    if (length === undefined && count === 0) continue; // no years, no months
    const nanoseconds = length && times(count, length);
    if (nanoseconds === undefined) return undefined;
    sum = (sum ?? 0n) + nanoseconds;
  }
  return sum;
}

/** So many units, rounded to the nanosecond. */
function times(count: unknown, unit: bigint): bigint | undefined {
  if (typeof count === "bigint") return count < 0n ? undefined : count * unit;
  if (typeof count !== "number" || !(count >= 0 && count < 2 ** 63)) return undefined;
  const whole = Math.trunc(count);
  return BigInt(whole) * unit + BigInt(Math.trunc((count - whole) * Number(unit) + 0.5));
}
