import type { Rows } from "../rows.js";
import type { Spec } from "../spec.js";
import type { Windows } from "./windows.js";

/** What one limit would cost. */
export interface Cost {
  limit: number;
  windows: number;
  /** How much of the measure is repeated or, without one, how many rows. */
  repeated: number;
}

/** The costs of limits, and which of a spec's limits they are of. */
export interface Curve {
  limit: string;
  costs: Cost[];
}

const POINTS = 36;
/** How long a slice of the work may keep the page waiting, in milliseconds. */
const SLICE = 6;

/** The limit that a curve is of: the measure's, if the spec has one, else that of rows. */
export function sweptLimit({ spec, measure }: Windows): string | undefined {
  if (!spec) return undefined;
  if (measure !== undefined && spec.max?.[measure] !== undefined) return measure;
  return spec.max?.rows === undefined ? measure : "rows";
}

/** What decides a curve: all of a spec but the limit that is swept. */
export function curveKey({ spec, settings }: Windows, limit: string): string {
  const { edges, ...rest } = spec ?? {};
  return JSON.stringify([limit, settings.partition, edges?.length, settings.edges, settings.zone, settings.times, { ...rest, max: { ...rest.max, [limit]: 0 } }], (_, value: unknown) =>
    typeof value === "bigint" ? String(value) : value,
  );
}

/** Sweeps a limit from small to one window, in slices between which the page lives on. Undefined if it was called off. */
export async function sweepLimit(windows: Windows, limit: string, isWanted: () => boolean): Promise<Curve | undefined> {
  const { rows, spec = {}, total, measure } = windows;
  const all = limit === "rows" ? rows.length : total;
  const [least, most] = limit === "rows" ? [5, Math.max(all, 10)] : [1_000, Math.max(all, 2_000)];
  const costs: Cost[] = [];
  let since = performance.now();
  for (let i = 0; i < POINTS; i++) {
    if (performance.now() - since > SLICE) {
      await new Promise((resolve) => setTimeout(resolve));
      since = performance.now();
    }
    if (!isWanted()) return undefined;
    const value = Math.round(least * (most / least) ** (i / (POINTS - 1)));
    const stats = swept(rows, { ...spec, max: { ...spec.max, [limit]: value } });
    if (stats) costs.push({ limit: value, windows: stats.windows, repeated: measure === undefined ? stats.repeatedRows : (stats.repeated[measure] ?? 0) });
  }
  return { limit, costs };
}

/** A budget of overlap may be no less than a small limit: there is no plan of that one. */
function swept(rows: Rows, spec: Spec) {
  try {
    return rows.sweep([spec])[0];
  } catch {
    return undefined;
  }
}
