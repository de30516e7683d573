import type { Plan } from "../plan.js";
import type { Rows, TimeUnit } from "../rows.js";
import type { Spec } from "../spec.js";
import type { Stats } from "../stats.js";
import type { Settings } from "./settings.js";
import { hopsOf, specOf } from "./settings-spec.js";

/** A plan, its columns, and what it took to make it. All that is shown is drawn from this. */
export interface Windows {
  rows: Rows;
  plan: Plan;
  settings: Settings;
  /** What the plan was made of; undefined for windows of the clock. */
  spec: Spec | undefined;
  stats: Stats;
  /** How long it took, in milliseconds. */
  took: number;
  length: number;
  start: Uint32Array;
  fresh: Uint32Array;
  end: Uint32Array;
  oversize: Uint8Array;
  /** The name of the measure that is shown, and its sum in each window. */
  measure: string | undefined;
  sizes: Float64Array | undefined;
  /** Its sum over all rows. */
  total: number;
  firstTime: BigInt64Array | undefined;
  lastTime: BigInt64Array | undefined;
  timeUnit: TimeUnit | undefined;
}

/** Computes all windows. The plan is the caller's to free. */
export function computeWindows(rows: Rows, settings: Settings, besides: Spec): Windows {
  const measure = mainMeasure(rows);
  const isClock = settings.by === "clock";
  const spec = isClock ? undefined : specOf(settings, measure, besides);
  const before = performance.now();
  const plan = spec ? rows.windows(spec) : rows.hops(hopsOf(settings));
  const took = performance.now() - before;
  const { length, start, fresh, end, oversize, firstTime, lastTime } = plan;
  const sizes = measure === undefined ? undefined : plan.sum(measure);
  const total = measure === undefined ? 0 : rows.total(measure);
  const { timeUnit } = rows;
  const of = { rows, plan, settings, spec, stats: plan.stats(), took };
  return { ...of, length, start, fresh, end, oversize, measure, sizes, total, firstTime, lastTime, timeUnit };
}

/** What windows are measured by: bytes where there are any, else whatever comes first. */
export function mainMeasure({ measures }: Rows): string | undefined {
  return measures.includes("bytes") ? "bytes" : measures[0];
}

/** The positions of one window's rows: `[start, fresh)` are repeated, `[fresh, end)` fresh. */
export function range({ start, fresh, end }: Windows, index: number): [start: number, fresh: number, end: number] {
  return [start[index]!, fresh[index]!, end[index]!];
}

/** How many tokens an amount of the main measure is. */
export function tokensOf(amount: number, { measure, settings }: Pick<Windows, "measure" | "settings">): number {
  return measure === "bytes" ? amount / (settings.bytesPerToken || 4) : amount;
}

/** All that is sent, repeated as often as it is. */
export function sent({ measure, total, stats }: Windows): number {
  return measure === undefined ? 0 : total + (stats.repeated[measure] ?? 0);
}
