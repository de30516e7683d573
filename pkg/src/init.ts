import { WindowError } from "./error.js";
import wasmInit, { initSync as wasmInitSync } from "./wasm/windrow.js";

/** WebAssembly, compiled or as bytes. */
export type WasmModule = WebAssembly.Module | BufferSource;

/** Where to take the WebAssembly from. */
export type WasmSource = WasmModule | URL | string | Request | Response;

let isReady = false;
let loading: Promise<void> | undefined;
let defaultSource: (url: URL) => WasmSource | Promise<WasmSource> = (url) => url;

/** @internal */
export function setDefaultSource(source: typeof defaultSource): void {
  defaultSource = source;
}

/**
 * Loads the WebAssembly module; everything else waits for it. Calls after the first share its
 * result, and a load that failed can be tried again.
 *
 * @param source where the module is, if not beside this file
 * @throws {@link WindowError} `LOAD_FAILED`
 */
export function init(source?: WasmSource | Promise<WasmSource>): Promise<void> {
  if (isReady) return Promise.resolve();
  loading ??= load(source).finally(() => {
    loading = undefined;
  });
  return loading;
}

async function load(source: WasmSource | Promise<WasmSource> | undefined): Promise<void> {
  try {
    // A literal, so that bundlers find the file and carry it along.
    source ??= defaultSource(new URL("./wasm/windrow.wasm", import.meta.url));
    await wasmInit({ module_or_path: await source });
    isReady = true;
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    const sentence = `windrow's WebAssembly could not be loaded (${reason}); give init() its URL, a Response, its bytes or the compiled module`;
    throw new WindowError("LOAD_FAILED", sentence, { cause });
  }
}

/**
 * Starts from a module that is there already, as at the edge, where nothing may be compiled.
 *
 * @param module the module, or its bytes where these may be compiled at once
 * @throws {@link WindowError} `LOAD_FAILED`
 */
export function initSync(module: WasmModule): void {
  if (isReady) return;
  try {
    wasmInitSync({ module });
    isReady = true;
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new WindowError("LOAD_FAILED", `that is not windrow's WebAssembly (${reason})`, { cause });
  }
}

/** @internal */
export function requireInit(): void {
  if (!isReady) {
    throw new WindowError("NOT_INITIALISED", "windrow is not loaded yet; call `await init()` first");
  }
}
