import type { Plan } from "../../plan.js";
import type { Rows } from "../../rows.js";
import type { Spec } from "../../spec.js";
import type { Stats } from "../../stats.js";
import { modelOf } from "./models.js";
import { DAY, mainMeasure, rowColumns } from "./row-columns.js";
import { firstPlace } from "./search.js";
import type { Settings } from "./settings.js";
import { specOf } from "./settings-spec.js";

/** Cuts rows by a spec. What fetches rows with a line keeps what is sent within the limits. */
export type Cutter = (spec: Spec, settings: Settings) => Plan;

/** How much of the main measure stands around the lines of a prompt of a plan. */
export type AroundOf = (settings: Settings, plan: Plan) => number;

/** A plan and its columns: all that is shown is drawn from this and from the columns of its rows. */
export interface Planned {
  rows: Rows;
  plan: Plan;
  settings: Settings;
  spec: Spec;
  stats: Stats;
  /** How long it took, in milliseconds. */
  took: number;
  length: number;
  start: Uint32Array;
  fresh: Uint32Array;
  end: Uint32Array;
  oversize: Uint8Array;
  /** The size of each prompt as it is sent, in the main measure. Without measures, the number of its rows. */
  sizes: Float64Array;
  measure: string | undefined;
  /** What of {@link sizes} the texts around the lines are. */
  around: number;
  /** All that is sent of the main measure. */
  sent: number;
}

/** Computes all windows. The plan is the caller's to free. */
export function plan(
  rows: Rows,
  settings: Settings,
  besides: Spec,
  cut: Cutter | undefined,
  aroundOf: AroundOf | undefined,
): Planned {
  const measure = mainMeasure(rows);
  const spec = specOf(settings, measure, besides, rows);
  const before = performance.now();
  const made = cut ? cut(spec, settings) : rows.windows(spec);
  const took = performance.now() - before;
  const { length, start, fresh, end, oversize } = made;
  const around = measure === undefined ? 0 : (aroundOf?.(settings, made) ?? 0);
  const sizes =
    measure === undefined
      ? Float64Array.from(start, (from, i) => end[i]! - from)
      : made.sum(measure).map((size) => size + around);
  const sent = sizes.reduce((sum, size) => sum + size, 0);
  return {
    rows,
    plan: made,
    settings,
    spec,
    stats: made.stats(),
    took,
    length,
    start,
    fresh,
    end,
    oversize,
    sizes,
    measure,
    around,
    sent,
  };
}

/** The limit of the main measure. */
export const limitOf = ({ settings, measure }: Pick<Planned, "settings" | "measure">) =>
  measure === undefined ? (settings.rows ?? settings.limit) : settings.limit;

/** What all prompts cost, in dollars; undefined without tokens or a price. */
export function costOf({ sent, measure, settings }: Pick<Planned, "sent" | "measure" | "settings">): number | undefined {
  const { price } = modelOf(settings);
  return measure === "tokens" && price > 0 ? (sent * price) / 1e6 : undefined;
}

/** The prompt that a row is new in. */
export function promptAt({ end, length }: Pick<Planned, "end" | "length">, row: number): number {
  return Math.min(
    firstPlace(0, length, (i) => end[i]! > row),
    Math.max(length - 1, 0),
  );
}

/** Why a prompt ends where it does. */
export interface Reason {
  kind: "end" | "over" | "chat" | "day" | "pause" | "full" | "even" | "stable";
  /** How long the pause is, in milliseconds. */
  pause?: number;
}

export function reasonOf({ rows, spec, settings, end, oversize, length }: Planned, index: number): Reason {
  const { time, partitionEnds } = rowColumns(rows);
  const after = end[index]!;
  if (oversize[index]) return { kind: "over" };
  if (after >= rows.length || index === length - 1) return { kind: "end" };
  const place = firstPlace(0, partitionEnds.length, (i) => partitionEnds[i]! >= after);
  if (partitionEnds[place] === after) return { kind: "chat" };
  const pause = time ? time[after]! - time[after - 1]! : 0;
  if (settings.day && time && Math.floor(time[after]! / DAY) > Math.floor(time[after - 1]! / DAY)) return { kind: "day" };
  if (time && pause > 0 && (settings.cut === "quiet" || (settings.gap !== "" && pause >= 60_000)))
    return { kind: "pause", pause };
  return { kind: spec.cut === "even" ? "even" : spec.cut === "stable" ? "stable" : "full" };
}

/** The times of a prompt's first and last row in milliseconds; undefined without times. */
export function timesOf({ rows, start, end }: Planned, index: number): [first: number, last: number] | undefined {
  const { time } = rowColumns(rows);
  return time && [time[start[index]!]!, time[end[index]! - 1]!];
}
