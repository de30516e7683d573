import type { Amounts, Spec } from "../../spec.js";
import type { Rows } from "../../rows.js";
import { DAY, rowColumns } from "./row-columns.js";
import { DEFAULTS, type Settings } from "./settings.js";

/** More midnights than anyone reads, and than a slider is quick with. */
const MOST = 50_000;

/** The cut of settings over rows: a pause cannot be looked for without times, where prompts are cut when full. */
export const cutOf = ({ cut }: Settings, rows: Rows | undefined): Settings["cut"] =>
  cut === "quiet" && rows && rows.timeUnit === undefined ? "full" : cut;

/** The spec that settings say over rows with such a measure, and what a spec has besides. */
export function specOf(settings: Settings, measure: string | undefined, besides: Spec = {}, rows?: Rows): Spec {
  const { limit, rows: messages, duration, gap, overlap, day, over } = settings;
  const cut = cutOf(settings, rows);
  const max: Amounts = { ...besides.max };
  if (limit !== undefined) max[measure ?? "rows"] = limit;
  if (messages !== undefined) max.rows = messages;
  if (duration !== "") max.duration = duration;
  const spec: Spec = { ...besides };
  if (Object.keys(max).length > 0) spec.max = max;
  if (gap !== "") spec.gap = gap;
  if (besides.overlap === undefined && overlap > 0) spec.overlap = overlap;
  if (cut !== "full") spec.cut = cut;
  if (over) spec.oversize = "error";
  if (day && rows) spec.edges = midnights(rows);
  return spec;
}

/** The settings that say a spec, and what of it they cannot say. */
export function settingsOf(spec: Spec, settings: Settings, measure: string | undefined): [settings: Settings, besides: Spec] {
  const { max = {}, gap, overlap, cut = "full", oversize, ...rest } = spec;
  const besides: Spec = rest;
  const { rows, duration, ...measures } = max;
  const key = measure ?? "rows";
  const limit = measure === undefined ? undefined : measures[key];
  const others = Object.fromEntries(Object.entries(measures).filter(([name]) => name !== measure));
  if (Object.keys(others).length > 0) besides.max = others as Amounts;
  if (typeof overlap === "object") besides.overlap = overlap;
  const number = (value: unknown) => (value === undefined ? undefined : Number(value));
  const said: Settings = {
    ...settings,
    limit: number(limit),
    rows: number(rows),
    duration: written(duration),
    gap: written(gap),
    overlap: typeof overlap === "number" ? overlap : 0,
    cut,
    over: oversize === "error",
    day: DEFAULTS.day,
  };
  return [said, besides];
}

/** A duration as a field shows it. */
function written(duration: Spec["gap"]): string {
  if (duration === undefined) return "";
  if (typeof duration === "number") return `${duration}ms`;
  if (typeof duration === "string") return duration;
  const units = { weeks: "w", days: "d", hours: "h", minutes: "m", seconds: "s", milliseconds: "ms" } as const;
  return Object.entries(units)
    .flatMap(([name, unit]) => {
      const amount = duration[name as keyof typeof units];
      return amount ? `${amount}${unit}` : [];
    })
    .join(" ");
}

const kept = new WeakMap<Rows, Date[]>();

/** The midnights after the first row and up to the last, on the clock that the times are of. */
function midnights(rows: Rows): Date[] {
  let found = kept.get(rows);
  if (!found) {
    const { from, to } = rowColumns(rows);
    const first = Math.floor(from / DAY) + 1;
    const length = Math.min(Math.max(Math.floor(to / DAY) - first + 1, 0), MOST);
    kept.set(rows, (found = Array.from({ length: Number.isFinite(length) ? length : 0 }, (_, i) => new Date((first + i) * DAY))));
  }
  return found;
}
