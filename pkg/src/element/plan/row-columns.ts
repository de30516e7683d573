import type { Rows } from "../../rows.js";
import { toMilliseconds } from "./times.js";

export const DAY = 86_400_000;

/** What each row is, as far as prompts tell. */
export interface RowColumns {
  /** In milliseconds; undefined without times. */
  time: Float64Array | undefined;
  /** The least of them, and the greatest that is finite. */
  from: number;
  to: number;
  /** Where a partition ends: positions of rows, ascending, the last one past the end. */
  partitionEnds: Uint32Array;
}

const kept = new WeakMap<Rows, RowColumns>();
const sums = new WeakMap<Rows, Float64Array>();

/** The columns of rows: windows of one row each are the rows themselves. `O(n)` the first time. */
export function rowColumns(rows: Rows): RowColumns {
  let columns = kept.get(rows);
  if (!columns) kept.set(rows, (columns = read(rows)));
  return columns;
}

/** What prompts are measured by: tokens where they are counted, else bytes, else whatever comes first. */
export function mainMeasure({ measures }: Rows): string | undefined {
  return ["tokens", "bytes"].find((name) => measures.includes(name)) ?? measures[0];
}

/** The sum of the main measure before each row, and after the last one; rows are counted where there is none. */
export function sumsBefore(rows: Rows): Float64Array {
  let before = sums.get(rows);
  if (before) return before;
  const measure = mainMeasure(rows);
  before = new Float64Array(rows.length + 1);
  const single = measure === undefined ? undefined : rows.windows({ max: { rows: 1 } });
  const sizes = single?.sum(measure!);
  single?.free();
  for (let i = 0; i < rows.length; i++) before[i + 1] = before[i]! + (sizes?.[i] ?? 1);
  sums.set(rows, before);
  return before;
}

function read(rows: Rows): RowColumns {
  const [single, whole] = [rows.windows({ max: { rows: 1 } }), rows.windows({ max: { rows: 2 ** 32 - 1 } })];
  try {
    const { firstTime } = single;
    const time = firstTime && rows.timeUnit ? toMilliseconds(firstTime, rows.timeUnit) : undefined;
    return { time, ...reach(time ?? []), partitionEnds: whole.end };
  } finally {
    single.free();
    whole.free();
  }
}

/** What a Date can hold: infinite times are times, and on no axis. */
const LAST = 8.64e15;

function reach(time: ArrayLike<number>): { from: number; to: number } {
  let [from, to] = [Infinity, -Infinity];
  for (let i = 0; i < time.length; i++) {
    const value = time[i]!;
    if (value < -LAST || value > LAST) continue;
    if (value < from) from = value;
    if (value > to) to = value;
  }
  return { from, to };
}
