import { toMilliseconds } from "./times.js";
import type { Windows } from "./windows.js";

/** Where windows lie on the strip: over time, or over positions of rows. */
export interface StripAxis {
  of: "time" | "rows";
  /** The ends of the whole. */
  from: number;
  to: number;
  /** Where each window begins, where what is fresh in it begins, and where it ends. All ascend. */
  start: ArrayLike<number>;
  fresh: ArrayLike<number>;
  end: ArrayLike<number>;
}

/** Times where they ascend from window to window, which they need not where there are partitions; else positions. */
export function stripAxis(windows: Windows, wanted: "time" | "rows"): StripAxis {
  const { rows, start, fresh, end, length } = windows;
  const times = wanted === "time" && length > 0 ? timesOf(windows) : undefined;
  return times ?? { of: "rows", from: 0, to: Math.max(rows.length, 1), start, fresh, end };
}

function timesOf({ firstTime, lastTime, timeUnit, start, fresh, length }: Windows): StripAxis | undefined {
  if (!firstTime || !lastTime || !timeUnit) return undefined;
  const [first, last] = [toMilliseconds(firstTime, timeUnit), toMilliseconds(lastTime, timeUnit)];
  const since = first.slice();
  for (let i = 1; i < length; i++) {
    if (first[i]! < first[i - 1]! || last[i]! < last[i - 1]!) return undefined;
    // The last row that is repeated is the last one of the window before.
    if (fresh[i]! > start[i]!) since[i] = last[i - 1]!;
  }
  const [from, to] = [first[0]!, last[length - 1]!];
  if (!Number.isFinite(from) || !(Math.abs(from) < 8.64e15) || !(Math.abs(to) < 8.64e15)) return undefined;
  return { of: "time", from, to: Math.max(to, from + 1), start: first, fresh: since, end: last };
}
