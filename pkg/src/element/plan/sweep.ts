import type { Cutter, Planned } from "./planned.js";
import { specOf } from "./settings-spec.js";
import type { Settings } from "./settings.js";

/** What one choice would cost. */
export interface Cost {
  /** The limit, or the overlap. */
  value: number;
  prompts: number;
  sent: number;
}

/** How long a slice of the work may keep the page waiting, in milliseconds. */
const SLICE = 6;

/** What a setting would cost at several values, in slices between which the page lives on. Undefined if called off. */
export async function sweep(
  { rows, settings, measure, around }: Planned,
  cut: Cutter | undefined,
  name: "limit" | "overlap",
  values: readonly number[],
  isWanted: () => boolean,
): Promise<Cost[] | undefined> {
  const costs: Cost[] = [];
  const all = measure === undefined ? rows.length : rows.total(measure);
  let since = performance.now();
  for (const value of values) {
    if (performance.now() - since > SLICE) {
      await new Promise((resolve) => setTimeout(resolve));
      since = performance.now();
    }
    if (!isWanted()) return undefined;
    const tried: Settings = { ...settings, [name]: value };
    try {
      const spec = specOf(tried, measure, {}, rows);
      const plan = cut ? cut(spec, tried) : rows.windows(spec);
      const { windows, repeated, repeatedRows } = plan.stats();
      plan.free();
      const again = measure === undefined ? repeatedRows : (repeated[measure] ?? 0);
      costs.push({ value, prompts: windows, sent: all + again + around * windows });
    } catch {
      // A limit may be too small for what is reserved: there is no plan of that one.
    }
  }
  return costs;
}

/** Values from one to another, at equal ratios. */
export function ratios(from: number, to: number, length: number): number[] {
  return Array.from({ length }, (_, i) => Math.round(from * (to / from) ** (i / (length - 1))));
}
