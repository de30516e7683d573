import type { ErrorCode } from "../error.js";
import type { WasmModule } from "../init.js";
import type { Stats } from "../stats.js";
import type { TimeUnit } from "../rows.js";

/** What the page asks of the worker: a call, and the number of the rows or plan it is on. */
export interface Question {
  id: number;
  call: string;
  on: number;
  args: readonly unknown[];
}

/** What the worker answers. The answer 0 comes unasked, when the script runs. */
export type Answer =
  | { id: number; value: unknown }
  | { id: number; error: { code: ErrorCode; message: string } };

/** Where the worker takes the WebAssembly from, as it can be sent. */
export type SentSource = string | WasmModule;

/** Rows that stay in the worker, and what is known of them. */
export interface SentRows {
  handle: number;
  length: number;
  timeUnit: TimeUnit | undefined;
  measures: string[];
  hasKeys: boolean;
}

/** A plan that stays in the worker, and all its columns. */
export interface SentPlan {
  handle: number;
  length: number;
  start: Uint32Array;
  fresh: Uint32Array;
  end: Uint32Array;
  oversize: Uint8Array;
  firstTime: BigInt64Array | undefined;
  lastTime: BigInt64Array | undefined;
  opens: BigInt64Array | undefined;
  closes: BigInt64Array | undefined;
  id: BigUint64Array | undefined;
  sums: Record<string, Float64Array>;
  stats: Stats;
}
