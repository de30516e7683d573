import type { ErrorCode } from "../error.js";
import type { WasmModule } from "../init.js";
import type { Stats } from "../stats.js";
import type { TimeUnit } from "../rows.js";

/** A message to the worker: a call, and the handle of the rows or plan to call it on. */
export interface Question {
  id: number;
  call: string;
  on: number;
  args: readonly unknown[];
}

/** A message from the worker. Id 0 answers no question: it is sent when the script has started. */
export type Answer = { id: number; value: unknown } | { id: number; error: { code: ErrorCode; message: string } };

/** The source of the WebAssembly in a form that can be posted. */
export type SentSource = string | WasmModule;

/** Facts about rows that stay in the worker. */
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
