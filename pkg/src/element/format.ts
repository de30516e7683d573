import type { TimeUnit } from "../rows.js";

const integers = new Intl.NumberFormat("en");
const shares = new Intl.NumberFormat("en", { style: "percent", maximumFractionDigits: 1 });
const shorts = new Intl.NumberFormat("en", { notation: "compact", maximumSignificantDigits: 3 });

export const count = (value: number) => integers.format(value);
export const share = (value: number) => shares.format(value);
export const short = (value: number) => shorts.format(value);
export const plural = (value: number, one: string, many = `${one}s`) => `${count(value)} ${value === 1 ? one : many}`;

/** An amount of money, of which small ones are not nothing. */
export function money(value: number): string {
  return value > 0 && value < 0.1 ? value.toPrecision(2) : value.toFixed(2).replace(/\B(?=(\d{3})+\.)/g, ",");
}

/** A time that a clock of 0.1 ms can tell. */
export function milliseconds(value: number): string {
  if (value < 0.1) return "< 0.1 ms";
  return `${value < 10 ? value.toFixed(1) : count(Math.round(value))} ms`;
}

const PER_SECOND: Record<TimeUnit, bigint> = { s: 1n, ms: 1_000n, us: 1_000_000n, ns: 1_000_000_000n };
/** What a Date can hold. */
const LAST_SECOND = 8_640_000_000_000n;

/** A time as `YYYY-MM-DD HH:MM` of UTC. */
export function time(value: bigint, unit: TimeUnit): string {
  const per = PER_SECOND[unit];
  // Times before 1970 round down as well.
  const seconds = (value - (((value % per) + per) % per)) / per;
  if (seconds > LAST_SECOND) return "infinity";
  if (seconds < -LAST_SECOND) return "-infinity";
  const iso = new Date(Number(seconds) * 1000).toISOString();
  return iso.replace("T", " ").replace(/:\d\d\.000Z$/, "");
}
