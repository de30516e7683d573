import { builtin } from "./builtin.js";
import { WindowError } from "./error.js";
import { instantiate, isInstantiated } from "./instance.js";
import { isA, written } from "./options.js";

/** WebAssembly, compiled or as bytes. */
export type WasmModule = WebAssembly.Module | BufferSource;

/** A source of the WebAssembly. */
export type WasmSource = WasmModule | URL | string | Request | Response;

let loading: Promise<void> | undefined;

/**
 * Loads from a source, unless the module is loaded or being loaded.
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
    const address = addressOf(given);
    if (address) from = ` from ${address}`;
    initSync(await compiled(given, address));
  } catch (cause) {
    if (cause instanceof WindowError) throw cause;
    const sentence = `windrow's WebAssembly could not be loaded${from} (${reason(cause)}); ${remedy(from)}`;
    throw new WindowError("LOAD_FAILED", sentence, { cause });
  }
}

/** The class name of a value. `instanceof` fails for objects of another realm, such as a test runner's sandbox. */
const kindOf = (value: unknown) => Object.prototype.toString.call(value).slice("[object ".length, -1);

/** The address to fetch a source from; undefined for a source that is not fetched. */
function addressOf(source: WasmSource): string | undefined {
  if (typeof source === "string") return source;
  const kind = kindOf(source);
  if (kind === "Request" || kind === "Response") return (source as Response).url;
  return kind === "URL" ? String(source) : undefined;
}

async function compiled(source: WasmSource, address: string | undefined): Promise<WebAssembly.Module> {
  const kind = kindOf(source);
  if (kind === "WebAssembly.Module") return source as WebAssembly.Module;
  if (address === undefined) return WebAssembly.compile(source as BufferSource);
  // Node's fetch does not support file URLs.
  const fs = address.startsWith("file:") && builtin<typeof import("node:fs/promises")>("node:fs/promises");
  if (fs) return WebAssembly.compile(await fs.readFile(new URL(address)));
  const response = kind === "Response" ? (source as Response) : await fetch(source as URL | string | Request);
  if (!response.ok) throw new Error(`the server answered ${response.status} ${response.statusText}`.trim());
  const type = response.headers.get("content-type") ?? "";
  // Servers of single-page apps send their page for every file that does not exist.
  if (type.startsWith("text/html")) throw new Error("the server answered with a page, and not with the file");
  // Streaming compilation requires exactly this type, without parameters.
  return type === "application/wasm" && "compileStreaming" in WebAssembly
    ? WebAssembly.compileStreaming(response)
    : WebAssembly.compile(await response.arrayBuffer());
}

function remedy(from: string): string {
  return from
    ? 'see that windrow.wasm is served there, or import "windrow" and call init() without a source, which needs no file'
    : "give init() its URL, a Response, its bytes or the compiled module";
}

/**
 * Starts from a module that is in memory, synchronously. Does nothing once windrow has started.
 *
 * @param module the compiled module, or its bytes where synchronous compilation is allowed: neither in edge runtimes
 *   nor on a page's main thread
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

const reason = (cause: unknown) => (isA(cause, Error) ? cause.message : written(cause));
