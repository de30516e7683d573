/**
 * Cuts an ordered table of messages into windows: up to a number of rows and of bytes, with overlap.
 *
 * @packageDocumentation
 */
import { gunzip } from "./gunzip.js";
import { type WasmSource, load } from "./init.js";
import base64 from "./wasm/gzipped.js";

export * from "./interface.js";

/**
 * Loads the WebAssembly module, which everything else needs. Later calls share the result of the first; a failed load
 * can be retried.
 *
 * @param source the module, if not the copy inside the package's JavaScript: a URL, a Response, its bytes, or the
 *   compiled module
 * @throws {@link WindowError} `LOAD_FAILED`
 */
export function init(source?: WasmSource | Promise<WasmSource>): Promise<void> {
  return load(() => source ?? gunzip(base64));
}
