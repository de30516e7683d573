import type { Egregora } from "../egregora.js";
import type { TimeUnit } from "../rows.js";
import { type Amounts, fromMilliseconds, type Hops, type Spec } from "../spec.js";
import { millisecondsAt } from "./edges.js";
import { DEFAULTS, ofMeasures, type Settings } from "./settings.js";

/** The spec that settings say, but for what the calendar says, and what a spec has besides. */
export function specOf(settings: Settings, measure: string | undefined, besides: Spec = {}): Spec {
  const { size, rows, duration, gap, overlapBy, overlap, cut, minFill, oversize } = settings;
  const max = amounts(measure, size, rows, duration, ofMeasures(settings, "max"));
  const { overlapSize, overlapRows, overlapDuration } = settings;
  const repeated = amounts(measure, overlapSize, overlapRows, overlapDuration, ofMeasures(settings, "overlap"));
  const spec: Spec = { ...besides };
  if (Object.keys(max).length > 0) spec.max = max;
  if (gap !== "") spec.gap = gap;
  if (overlapBy === "share" && overlap) spec.overlap = overlap;
  if (overlapBy === "amounts" && Object.keys(repeated).length > 0) spec.overlap = repeated;
  if (cut !== "full") spec.cut = cut;
  if ((cut === "quiet" || cut === "stable") && minFill !== DEFAULTS.minFill) spec.minFill = minFill;
  if (oversize !== "alone") spec.oversize = oversize;
  return spec;
}

function amounts(measure: string | undefined, size: number | undefined, rows: number | undefined, duration: string, others: [string, number][]): Amounts {
  const all: Amounts = Object.fromEntries(others);
  if (measure !== undefined && size !== undefined) all[measure] = size;
  if (rows !== undefined) all.rows = rows;
  if (duration !== "") all.duration = duration;
  return all;
}

/** The settings that say a spec, and what of it they cannot say: edges, which are of no calendar. */
export function settingsOf(spec: Spec, settings: Settings, measure: string | undefined): [Settings, besides: Spec] {
  const { max = {}, gap, overlap, cut = "full", minFill = DEFAULTS.minFill, oversize = "alone", ...besides } = spec;
  const isShare = typeof overlap !== "object";
  const [limits, repeated] = [said(max, measure), said(isShare ? {} : overlap, measure)];
  const kept = Object.fromEntries(Object.entries(settings).filter(([name]) => !name.includes("."))) as unknown as Settings;
  const result: Settings = {
    ...kept,
    by: "limits",
    size: limits.size,
    rows: limits.rows,
    duration: limits.duration,
    gap: written(gap),
    overlapBy: isShare ? "share" : "amounts",
    overlap: isShare ? overlap : settings.overlap,
    overlapSize: repeated.size,
    overlapRows: repeated.rows,
    overlapDuration: repeated.duration,
    cut,
    minFill,
    edges: "none",
    oversize,
  };
  for (const [name, value] of limits.others) result[`max.${name}`] = value;
  for (const [name, value] of repeated.others) result[`overlap.${name}`] = value;
  return [result, besides];
}

function said({ rows, duration, ...measures }: Amounts, measure: string | undefined) {
  const number = (value: unknown) => (value === undefined ? undefined : Number(value));
  const others = Object.entries(measures).flatMap(([name, value]): [string, number][] =>
    name === measure || value === undefined ? [] : [[name, Number(value)]],
  );
  const size = measure === undefined ? undefined : number(measures[measure]);
  return { size, rows: number(rows), duration: written(duration), others };
}

export function hopsOf({ every, span, fromFirst, origin, empty }: Settings, unit: TimeUnit | undefined): Hops {
  const from = fromFirst ? "first" : origin === "" ? undefined : fromMilliseconds(millisecondsAt(origin), unit);
  return { every, ...(span !== "" && { span }), ...(from !== undefined && { origin: from }), ...(empty && { empty }) };
}

export function egregoraOf({ stepSize, stepUnit, overlapRatio, maxBytesPerWindow, maxWindowTime }: Settings): Egregora {
  return { stepSize, stepUnit, overlapRatio, maxBytesPerWindow, ...(maxWindowTime !== "" && { maxWindowTime }) };
}

/** A duration as the inputs show it. */
function written(duration: Spec["gap"]): string {
  if (duration === undefined) return "";
  if (typeof duration === "number") return `${duration}ms`;
  if (typeof duration === "string") return duration;
  const units = { weeks: "w", days: "d", hours: "h", minutes: "m", seconds: "s", milliseconds: "ms" } as const;
  const parts = Object.entries(units).flatMap(([name, unit]) => {
    const amount = duration[name as keyof typeof units];
    return amount ? `${amount}${unit}` : [];
  });
  return parts.join(" ");
}
