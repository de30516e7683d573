import type { TimeUnit } from "windrow";

const TIME = /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d)(?::(\d\d)(?:[.,](\d+))?)?)?\s*(Z|UTC|[+-]\d\d(?::?\d\d)?)?$/i;

/** Parses an ISO 8601 time as microseconds since 1970, in UTC unless it has an offset; undefined for other texts. */
export function parseTime(text: string): bigint | undefined {
  const [, date, minute = "00:00", second = "00", fraction = "", zone = "Z"] = TIME.exec(text.trim()) ?? [];
  const offset = /^(Z|UTC)$/i.test(zone) ? "Z" : `${zone.slice(0, 3)}:${zone.slice(3).replace(":", "") || "00"}`;
  const milliseconds = Date.parse(`${date}T${minute}:${second}${offset}`);
  // Date reads a day that does not exist, such as 2023-02-30, as one of the next month.
  if (Number.isNaN(milliseconds) || !new Date(`${date}T00:00Z`).toISOString().startsWith(date!)) return undefined;
  return BigInt(milliseconds) * 1_000n + BigInt(fraction.slice(0, 6).padEnd(6, "0"));
}

const PER_UNIT: Readonly<Record<Exclude<TimeUnit, "ns">, bigint>> = { s: 1_000_000n, ms: 1_000n, us: 1n };

/** Converts microseconds to a unit, rounded up. */
export function fromMicros(micros: bigint, unit: TimeUnit): bigint {
  if (unit === "ns") return micros * 1_000n;
  const step = PER_UNIT[unit];
  return micros / step + (micros % step > 0n ? 1n : 0n);
}

/** Formats a time as ISO 8601, with as many digits as it needs. */
export function writeTime(time: bigint, unit: TimeUnit, zoned: boolean): string {
  const perSecond = { s: 1n, ms: 1_000n, us: 1_000_000n, ns: 1_000_000_000n }[unit];
  let [seconds, rest] = [time / perSecond, time % perSecond];
  if (rest < 0n) [seconds, rest] = [seconds - 1n, rest + perSecond];
  const date = new Date(Number(seconds) * 1_000);
  // Some times of databases are out of JavaScript's range, such as 'infinity'.
  if (Number.isNaN(date.getTime())) return String(time);
  const fraction = String(rest + perSecond).slice(1);
  const digits = rest === 0n ? "" : `.${fraction.replace(/(000)+$/, "")}`;
  return `${date.toISOString().slice(0, -5)}${digits}${zoned ? "Z" : ""}`;
}
