import { rowColumns } from "./row-columns.js";
import { firstTimeOf } from "./window-facts.js";
import { freshOf, type Ranges, type Windows } from "./windows.js";

/** Where a window begins, where what is fresh in it begins, and where it ends. All ascend from window to window. */
export interface Ends {
  length: number;
  start(index: number): number;
  fresh(index: number): number;
  end(index: number): number;
}

/** Where windows lie on the strip: over time, or over positions of rows. */
export interface StripAxis extends Ends {
  of: "time" | "rows";
  /** The ends of the whole. */
  from: number;
  to: number;
}

/** Times where they ascend from row to row, which they need not where there are partitions; else positions. */
export function stripAxis(windows: Windows, wanted: "time" | "rows"): StripAxis {
  const { rows } = windows;
  const { time, ascends, from, to } = rowColumns(rows);
  // Infinite ones have no place.
  if (wanted !== "time" || !time || !ascends || !(Math.abs(from) < 8.64e15) || !(Math.abs(to) < 8.64e15)) {
    return { of: "rows", from: 0, to: Math.max(rows.length, 1), ...positions(windows) };
  }
  const atOpening = (i: number) => firstTimeOf(windows, i);
  return { of: "time", from, to: Math.max(to, from + 1), ...overTime(windows, time, atOpening) };
}

/** Egregora's windows on the same axis: a window without rows is where the next row is. */
export function alongside({ of }: StripAxis, { rows }: Windows, theirs: Ranges): Ends {
  if (of === "rows") return positions(theirs);
  const time = rowColumns(rows).time!;
  return overTime(theirs, time, (i) => time[Math.min(theirs.start[i]!, time.length - 1)]!);
}

function positions(ranges: Ranges): Ends {
  const { length, start, end } = ranges;
  return { length, start: (i) => start[i]!, fresh: (i) => freshOf(ranges, i), end: (i) => end[i]! };
}

/** A window's time is that of its rows. These are asked for thousands of times a paint. */
function overTime(ranges: Ranges, time: Float64Array, withoutRows: (index: number) => number): Ends {
  const { length, start, end } = ranges;
  const first = (i: number) => (start[i]! < end[i]! ? time[start[i]!]! : withoutRows(i));
  const last = (i: number) => (start[i]! < end[i]! ? time[end[i]! - 1]! : withoutRows(i));
  // The last row that is repeated is the last one of the window before.
  const since = (i: number) => {
    const fresh = freshOf(ranges, i);
    return fresh > start[i]! ? time[fresh - 1]! : first(i);
  };
  return { length, start: first, fresh: since, end: last };
}
