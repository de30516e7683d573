// All exports but the source of the WebAssembly, which depends on the runtime.
export { initSync, type WasmModule, type WasmSource } from "./init.js";
export { guessColumns, type ColumnGuess, type ColumnSketch } from "./guess.js";
export { diff, type Diff } from "./diff.js";
export type { Duration, DurationLike } from "./duration.js";
export { EgregoraPlan, type Egregora, type EgregoraWindow } from "./egregora.js";
export {
  Rows,
  type ArrowBytes,
  type ArrowChunk,
  type ArrowColumns,
  type Columns,
  type MeasureColumn,
  type TimeUnit,
} from "./rows.js";
export { Plan } from "./plan.js";
export type { Window } from "./window.js";
export { WindowError, type ErrorCode } from "./error.js";
export { Stream, WindowStream, type Batch, type SealedWindow } from "./stream.js";
export type { Amounts, Hops, Spec } from "./spec.js";
export type { Stats } from "./stats.js";
