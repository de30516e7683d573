import type { Plan } from "../plan.js";
import type { Rows, TimeUnit } from "../rows.js";
import type { Spec } from "../spec.js";
import type { Stats } from "../stats.js";
import type { Settings } from "./settings.js";
import { edgesOf } from "./edges.js";
import { hopsOf, specOf } from "./settings-spec.js";

/** Half-open ranges of rows, one after the other. */
export interface Ranges {
  length: number;
  start: Uint32Array;
  end: Uint32Array;
}

/**
 * A plan, its columns, and what it took to make it. All that is shown is drawn from this, and from the
 * columns of its rows: sums and times of all windows are not asked for at each step of a slider.
 */
export interface Windows extends Ranges {
  rows: Rows;
  plan: Plan;
  settings: Settings;
  /** What the plan was made of; undefined for windows of the clock. */
  spec: Spec | undefined;
  stats: Stats;
  /** How long it took, in milliseconds. */
  took: number;
  oversize: Uint8Array;
  /** The name of the measure that is shown. */
  measure: string | undefined;
  /** Its sum over all rows. */
  total: number;
  timeUnit: TimeUnit | undefined;
}

/** Computes all windows. The plan is the caller's to free. */
export function computeWindows(rows: Rows, settings: Settings, besides: Spec): Windows {
  const measure = mainMeasure(rows);
  const isClock = settings.by === "clock";
  const spec = isClock ? undefined : specFor(rows, settings, besides);
  const before = performance.now();
  const plan = spec ? rows.windows(spec) : rows.hops(hopsOf(settings, rows.timeUnit));
  const took = performance.now() - before;
  const { length, start, end, oversize } = plan;
  const total = measure === undefined ? 0 : rows.total(measure);
  const { timeUnit } = rows;
  const of = { rows, plan, settings, spec, stats: plan.stats(), took };
  return { ...of, length, start, end, oversize, measure, total, timeUnit };
}

/** The spec that settings say, with the edges that the calendar has among these rows. */
export function specFor(rows: Rows, settings: Settings, besides: Spec): Spec {
  const edges = edgesOf(rows, settings);
  return { ...specOf(settings, mainMeasure(rows), besides), ...(edges && { edges }) };
}

/** What windows are measured by: bytes where there are any, else whatever comes first. */
export function mainMeasure({ measures }: Rows): string | undefined {
  return measures.includes("bytes") ? "bytes" : measures[0];
}

/** The positions of one window's rows: `[start, fresh)` are repeated, `[fresh, end)` fresh. */
export function range(windows: Ranges, index: number): [start: number, fresh: number, end: number] {
  return [windows.start[index]!, freshOf(windows, index), windows.end[index]!];
}

/** The position of a window's first row that the window before does not hold. */
export function freshOf({ start, end }: Ranges, index: number): number {
  return Math.min(Math.max(index > 0 ? end[index - 1]! : 0, start[index]!), end[index]!);
}

/** How many tokens an amount of the main measure is. */
export function tokensOf(amount: number, { measure, settings }: Pick<Windows, "measure" | "settings">): number {
  return measure === "bytes" ? amount / (settings.bytesPerToken || 4) : amount;
}

/** All that is sent, repeated as often as it is. */
export function sent({ measure, total, stats }: Windows): number {
  return measure === undefined ? 0 : total + (stats.repeated[measure] ?? 0);
}
