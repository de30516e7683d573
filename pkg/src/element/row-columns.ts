import type { Rows } from "../rows.js";
import { toMilliseconds } from "./times.js";
import { mainMeasure } from "./windows.js";

/** What each row is, as far as windows tell. */
export interface RowColumns {
  /** The sum of the main measure before each row, and after the last one. */
  before: Float64Array | undefined;
  /** In milliseconds. */
  time: Float64Array | undefined;
  /** Whether times never decrease, as they may from one partition to the next. */
  ascends: boolean;
  /** The least of them, and the greatest. */
  from: number;
  to: number;
  /** Where a partition ends: positions of rows, ascending, the last one past the end. */
  partitionEnds: Uint32Array;
}

const kept = new WeakMap<Rows, RowColumns>();
const keptSilences = new WeakMap<Rows, { gap: number; ends: Uint32Array }>();

/** The columns of rows: windows of one row each are the rows themselves. `O(n)` the first time. */
export function rowColumns(rows: Rows): RowColumns {
  let columns = kept.get(rows);
  if (!columns) kept.set(rows, (columns = read(rows)));
  return columns;
}

/** The rows before which nothing was said for longer than a gap. `O(n)` once for each gap. */
export function silences(rows: Rows, gap: number): Uint32Array {
  const found = keptSilences.get(rows);
  if (found?.gap === gap) return found.ends;
  const time = rowColumns(rows).time!;
  const all: number[] = [];
  for (let row = 1; row < time.length; row++) if (time[row]! - time[row - 1]! > gap) all.push(row);
  const ends = Uint32Array.from(all);
  keptSilences.set(rows, { gap, ends });
  return ends;
}

function read(rows: Rows): RowColumns {
  const [single, whole] = [rows.windows({ max: { rows: 1 } }), rows.windows({ max: { rows: 2 ** 32 - 1 } })];
  try {
    const [measure, { firstTime }, { timeUnit }] = [mainMeasure(rows), single, rows];
    const before = measure === undefined ? undefined : sumsBefore(single.sum(measure));
    const time = firstTime && timeUnit ? toMilliseconds(firstTime, timeUnit) : undefined;
    return { before, time, ...reach(time ?? []), partitionEnds: whole.end };
  } finally {
    single.free();
    whole.free();
  }
}

function reach(time: ArrayLike<number>): { ascends: boolean; from: number; to: number } {
  let [ascends, from, to] = [true, Infinity, -Infinity];
  for (let i = 0; i < time.length; i++) {
    const value = time[i]!;
    if (value < to) ascends = false;
    else to = value;
    if (value < from) from = value;
  }
  return { ascends, from, to };
}

function sumsBefore(sizes: Float64Array): Float64Array {
  const before = new Float64Array(sizes.length + 1);
  for (let i = 0; i < sizes.length; i++) before[i + 1] = before[i]! + sizes[i]!;
  return before;
}
