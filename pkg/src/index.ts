/**
 * Cuts an ordered table of messages into windows: at most so many rows, so many bytes, with some
 * overlap.
 *
 * @packageDocumentation
 */
import { gunzip } from "./gunzip.js";
import { type WasmSource, load } from "./init.js";
import base64 from "./wasm/gzipped.js";

export * from "./interface.js";

/**
 * Loads the WebAssembly module; everything else waits for it. Calls after the first share its
 * result, and a load that failed can be tried again.
 *
 * @param source where the module is, if not inside the package's JavaScript: a URL, a Response, its
 *   bytes, or the compiled module
 * @throws {@link WindowError} `LOAD_FAILED`
 */
export function init(source?: WasmSource | Promise<WasmSource>): Promise<void> {
  return load(() => source ?? gunzip(base64));
}
