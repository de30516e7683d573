/**
 * Counting tokens, exactly where the encoding is public.
 *
 * @packageDocumentation
 */
export { type WorkerCounter, workerCounter } from "./away.js";
export { type TokenCounter, type TokenOptions, tokenCounter } from "./counter.js";
export { ENCODING_NAMES as encodings } from "./encodings.js";
export { type EstimateOptions, tokenEstimate } from "./estimate.js";
export { restoreCounts, savedCounts } from "./saved.js";
