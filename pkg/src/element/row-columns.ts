import type { Rows } from "../rows.js";
import { toMilliseconds } from "./times.js";
import { mainMeasure } from "./windows.js";

/** What each row is, as far as windows tell: asked for only where one row matters, such as the one after a window. */
export interface RowColumns {
  /** The sum of the main measure before each row, and after the last one. */
  before: Float64Array | undefined;
  /** In milliseconds. */
  time: Float64Array | undefined;
  /** Where a partition ends: positions of rows, ascending, the last one past the end. */
  partitionEnds: Uint32Array;
}

const kept = new WeakMap<Rows, RowColumns>();

/** The columns of rows: windows of one row each are the rows themselves. `O(n)` the first time. */
export function rowColumns(rows: Rows): RowColumns {
  let columns = kept.get(rows);
  if (!columns) kept.set(rows, (columns = read(rows)));
  return columns;
}

function read(rows: Rows): RowColumns {
  const [single, whole] = [rows.windows({ max: { rows: 1 } }), rows.windows({ max: { rows: 2 ** 32 - 1 } })];
  try {
    const [measure, { firstTime }, { timeUnit }] = [mainMeasure(rows), single, rows];
    const before = measure === undefined ? undefined : sumsBefore(single.sum(measure));
    const time = firstTime && timeUnit ? toMilliseconds(firstTime, timeUnit) : undefined;
    return { before, time, partitionEnds: whole.end };
  } finally {
    single.free();
    whole.free();
  }
}

function sumsBefore(sizes: Float64Array): Float64Array {
  const before = new Float64Array(sizes.length + 1);
  for (let i = 0; i < sizes.length; i++) before[i + 1] = before[i]! + sizes[i]!;
  return before;
}
