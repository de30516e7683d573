import { WindowError } from "./error.js";
import { instantiate, isInstantiated } from "./instance.js";

/** WebAssembly, compiled or as bytes. */
export type WasmModule = WebAssembly.Module | BufferSource;

/** Where to take the WebAssembly from. */
export type WasmSource = WasmModule | URL | string | Request | Response;

let loading: Promise<void> | undefined;

/**
 * Loads from a source unless that has been done, or is being done.
 *
 * @internal
 */
export function load(source: () => WasmSource | Promise<WasmSource>): Promise<void> {
  if (isInstantiated()) return Promise.resolve();
  loading ??= start(source).finally(() => {
    loading = undefined;
  });
  return loading;
}

async function start(source: () => WasmSource | Promise<WasmSource>): Promise<void> {
  let from = "";
  try {
    const given = await source();
    const address = given instanceof Request || given instanceof Response ? given.url : given;
    if (typeof address === "string" || address instanceof URL) from = ` from ${address}`;
    initSync(await compiled(given));
  } catch (cause) {
    if (cause instanceof WindowError) throw cause;
    const sentence = `windrow's WebAssembly could not be loaded${from} (${reason(cause)}); give init() its URL, a Response, its bytes or the compiled module`;
    throw new WindowError("LOAD_FAILED", sentence, { cause });
  }
}

async function compiled(source: WasmSource): Promise<WebAssembly.Module> {
  if (source instanceof WebAssembly.Module) return source;
  if (source instanceof ArrayBuffer || ArrayBuffer.isView(source)) return WebAssembly.compile(source);
  const response = source instanceof Response ? source : await fetch(source as URL | string | Request);
  if (!response.ok) throw new Error(`the server answered ${response.status} ${response.statusText}`.trim());
  // Compiling while it arrives is for servers that name the type, without parameters.
  const isNamed = response.headers.get("content-type") === "application/wasm";
  return isNamed && "compileStreaming" in WebAssembly
    ? WebAssembly.compileStreaming(response)
    : WebAssembly.compile(await response.arrayBuffer());
}

/**
 * Starts from a module that is there already, at once. Does nothing where windrow has started.
 *
 * @param module the module, or its bytes where these may be compiled at once, as they may not at the
 *   edge, nor on a page's main thread
 * @throws {@link WindowError} `LOAD_FAILED`
 */
export function initSync(module: WasmModule): void {
  if (isInstantiated()) return;
  try {
    instantiate(module);
  } catch (cause) {
    throw new WindowError("LOAD_FAILED", `that is not windrow's WebAssembly (${reason(cause)})`, { cause });
  }
}

const reason = (cause: unknown) => (cause instanceof Error ? cause.message : String(cause));
