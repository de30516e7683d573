import type { Rows } from "../rows.js";
import { rowColumns } from "./row-columns.js";
import type { Settings } from "./settings.js";
import { egregoraOf } from "./settings-spec.js";

/** What Egregora makes of the same rows. */
export interface EgregoraWindows {
  length: number;
  start: Uint32Array;
  end: Uint32Array;
  /** How many rows its windows hold, each as often as it is in one. */
  rows: number;
  /** The same of the main measure. */
  sent: number;
  /** The most of it in one window. */
  largest: number;
  /** How many of its windows hold nothing that one before has not. */
  redundant: number;
}

/** `O(w)` for `w` windows, and `O(n)` the first time. */
export function egregoraWindows(rows: Rows, settings: Settings): EgregoraWindows {
  const plan = rows.egregora(egregoraOf(settings));
  const { length, start, end } = plan;
  plan.free();
  const { before } = rowColumns(rows);
  const found = { length, start, end, rows: 0, sent: 0, largest: 0, redundant: 0 };
  let seen = 0;
  for (let i = 0; i < length; i++) {
    const [from, to] = [start[i]!, end[i]!];
    const size = before ? before[to]! - before[from]! : 0;
    found.rows += to - from;
    found.sent += size;
    found.largest = Math.max(found.largest, size);
    if (to <= seen) found.redundant++;
    seen = Math.max(seen, to);
  }
  return found;
}
