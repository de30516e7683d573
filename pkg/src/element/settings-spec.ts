import type { Egregora } from "../egregora.js";
import type { Amounts, Hops, Spec } from "../spec.js";
import { DEFAULTS, type Settings } from "./settings.js";

/** The spec that settings say, and what a spec has besides. */
export function specOf(settings: Settings, measure: string | undefined, besides: Spec = {}): Spec {
  const { size, rows, duration, gap, overlap, cut, minFill } = settings;
  const max: Amounts = { ...besides.max };
  if (measure !== undefined && size !== undefined) max[measure] = size;
  if (rows !== undefined) max.rows = rows;
  if (duration !== "") max.duration = duration;
  const spec: Spec = { ...besides, max };
  if (Object.keys(max).length === 0) delete spec.max;
  if (gap !== "") spec.gap = gap;
  if (spec.overlap === undefined && overlap) spec.overlap = overlap;
  if (cut !== "full") spec.cut = cut;
  if ((cut === "quiet" || cut === "stable") && minFill !== DEFAULTS.minFill) spec.minFill = minFill;
  return spec;
}

/** The settings that say a spec, and what of it they cannot say, such as edges. */
export function settingsOf(spec: Spec, settings: Settings, measure: string | undefined): [Settings, besides: Spec] {
  const { max = {}, gap, overlap, cut = "full", minFill = DEFAULTS.minFill, ...besides } = spec;
  const { rows, duration, ...measures } = max;
  const size = measure === undefined ? undefined : measures[measure];
  if (measure !== undefined) delete measures[measure];
  const said: Settings = {
    ...settings,
    by: "limits",
    size: size === undefined ? undefined : Number(size),
    rows: rows === undefined ? undefined : Number(rows),
    duration: written(duration),
    gap: written(gap),
    overlap: typeof overlap === "number" ? overlap : undefined,
    cut,
    minFill,
  };
  const kept: Spec = { ...besides };
  if (Object.keys(measures).length > 0) kept.max = measures;
  if (typeof overlap === "object") kept.overlap = overlap;
  return [said, kept];
}

export function hopsOf({ every, span, empty }: Settings): Hops {
  return { every, ...(span !== "" && { span }), ...(empty && { empty }) };
}

export function egregoraOf({ stepSize, stepUnit, overlapRatio, maxBytesPerWindow }: Settings): Egregora {
  return { stepSize, stepUnit, overlapRatio, maxBytesPerWindow };
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
