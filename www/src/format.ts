import type { TimeUnit } from "windrow";

const integers = new Intl.NumberFormat("en");
const shares = new Intl.NumberFormat("en", { style: "percent", maximumFractionDigits: 1 });

export const count = (value: number) => integers.format(value);
export const share = (value: number) => shares.format(value);
export const plural = (value: number, one: string, many = `${one}s`) =>
  `${count(value)} ${value === 1 ? one : many}`;

/** A time that a clock of 0.1 ms can tell. */
export function milliseconds(value: number): string {
  if (value < 0.1) return "< 0.1 ms";
  return `${value < 10 ? value.toFixed(1) : count(Math.round(value))} ms`;
}

const PER_SECOND: Record<TimeUnit, bigint> = {
  s: 1n,
  ms: 1_000n,
  us: 1_000_000n,
  ns: 1_000_000_000n,
};
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
