import type { TimeUnit } from "windrow";

const DIGITS: Record<TimeUnit, number> = { s: 0, ms: 3, us: 6, ns: 9 };

/** A time as ISO 8601, to the last digit; null for one that the calendar has no date for. */
export function isoTime(time: bigint, unit: TimeUnit, zone: "Z" | "" = ""): string | null {
  const perSecond = 10n ** BigInt(DIGITS[unit]);
  const fraction = ((time % perSecond) + perSecond) % perSecond;
  const date = new Date(Number((time - fraction) / perSecond) * 1_000);
  if (Number.isNaN(date.getTime())) return null;
  const decimals = fraction === 0n ? "" : `.${String(fraction).padStart(DIGITS[unit], "0").replace(/0+$/, "")}`;
  return date.toISOString().replace(/\.\d+Z$/, `${decimals}${zone}`);
}
