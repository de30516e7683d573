import { WindowError } from "./error.js";
import { guarded } from "./instance.js";
import { isA } from "./options.js";
import { Plan } from "./plan.js";
import { diff as wasmDiff } from "./wasm/windrow.js";

/** Which windows of two plans hold the same rows, compared by id, as indices into the plans. */
export interface Diff {
  /** The windows in both: `kept.before[i]` of the plan before is `kept.after[i]` of the one after. */
  kept: { before: Uint32Array; after: Uint32Array };
  /** The windows that are only in the plan after. */
  added: Uint32Array;
  /** The windows that were only in the plan before. */
  removed: Uint32Array;
}

/**
 * Compares two plans with keys, which may be of different rows. Work done for windows that are kept need not be
 * repeated.
 *
 * @throws {@link WindowError} `MISSING_COLUMN` where rows have no key, `BAD_OPTION` for an argument that is not a plan
 */
export function diff(before: Plan, after: Plan): Diff {
  if (!(isA(before, Plan) && isA(after, Plan))) {
    throw new WindowError("BAD_OPTION", "there are no two plans to compare; give two of rows.windows() or rows.hops()");
  }
  return guarded(() => wasmDiff(before.resident, after.resident) as Diff);
}
