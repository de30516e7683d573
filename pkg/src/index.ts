/**
 * Cuts an ordered table of messages into windows: at most so many rows, so many bytes, with some
 * overlap.
 *
 * @packageDocumentation
 */
export { init, initSync, type WasmModule, type WasmSource } from "./init.js";
export { Rows, type ArrowBytes, type ArrowColumns, type Columns, type TimeUnit } from "./rows.js";
export { Plan, type Window } from "./plan.js";
export { WindowError, type ErrorCode } from "./error.js";
export type { Amounts, Spec } from "./spec.js";
