import { rowColumns } from "./row-columns.js";
import { toMilliseconds } from "./times.js";
import type { Windows } from "./windows.js";

/** The sum of the main measure in a window, or how many rows it has where there is none. */
export function sizeOf({ rows, start, end }: Windows, index: number): number {
  const { before } = rowColumns(rows);
  const [from, to] = [start[index]!, end[index]!];
  return before ? before[to]! - before[from]! : to - from;
}

/** The time of a window's first row in milliseconds or, without rows, that of its opening. Only where rows have times. */
export function firstTimeOf(windows: Windows, index: number): number {
  const [from, to] = [windows.start[index]!, windows.end[index]!];
  return from < to ? rowColumns(windows.rows).time![from]! : opening(windows, index);
}

/** The same of its last row. */
export function lastTimeOf(windows: Windows, index: number): number {
  const [from, to] = [windows.start[index]!, windows.end[index]!];
  return from < to ? rowColumns(windows.rows).time![to - 1]! : opening(windows, index);
}

/** Only windows of the clock are without rows. */
function opening({ plan, timeUnit }: Windows, index: number): number {
  return toMilliseconds(plan.opens!.subarray(index, index + 1), timeUnit!)[0]!;
}
