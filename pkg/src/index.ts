/**
 * Cuts an ordered table of messages into windows: at most so many rows, so many bytes, with some
 * overlap.
 *
 * @packageDocumentation
 */
import { type WasmSource, load } from "./init.js";

export * from "./interface.js";

/**
 * Loads the WebAssembly module; everything else waits for it. Calls after the first share its
 * result, and a load that failed can be tried again.
 *
 * @param source where the module is, if not where the package or its bundler put it: a URL, a
 *   Response, its bytes, or the compiled module
 * @throws {@link WindowError} `LOAD_FAILED`
 */
export function init(source?: WasmSource | Promise<WasmSource>): Promise<void> {
  // A literal, so that bundlers find the file and carry it along.
  return load(() => source ?? new URL("./wasm/windrow.wasm", import.meta.url));
}
