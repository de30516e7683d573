import type { Rows } from "../../rows.js";
import { sumsBefore } from "./row-columns.js";

/** Half-open ranges of rows, one after the other, and what they add up to. */
export interface Facts {
  prompts: number;
  over: number;
  /** How many hold nothing that one before has not. */
  redundant: number;
  largest: number;
  /** The share of what is sent that is repeated. */
  repeated: number;
  sent: number;
  start: Uint32Array;
  end: Uint32Array;
}

/** `O(w)` for `w` ranges, and `O(n)` the first time. */
export function factsOf(rows: Rows, { start, end }: { start: Uint32Array; end: Uint32Array }, limit: number, around = 0): Facts {
  const before = sumsBefore(rows);
  let [over, redundant, largest, sent, seen] = [0, 0, 0, 0, 0];
  for (let i = 0; i < start.length; i++) {
    const size = before[end[i]!]! - before[start[i]!]! + around;
    if (size > limit) over++;
    if (end[i]! <= seen) redundant++;
    seen = Math.max(seen, end[i]!);
    largest = Math.max(largest, size);
    sent += size;
  }
  const once = before[rows.length]! + around * start.length;
  return { prompts: start.length, over, redundant, largest, repeated: sent > 0 ? 1 - once / sent : 0, sent, start, end };
}
