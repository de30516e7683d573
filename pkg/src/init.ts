import { builtin } from "./builtin.js";
import { WindowError } from "./error.js";
import { instantiate, isInstantiated } from "./instance.js";
import { isA, written } from "./options.js";

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
    const address = addressOf(given);
    if (address) from = ` from ${address}`;
    initSync(await compiled(given, address));
  } catch (cause) {
    if (cause instanceof WindowError) throw cause;
    const sentence = `windrow's WebAssembly could not be loaded${from} (${reason(cause)}); ${remedy(from)}`;
    throw new WindowError("LOAD_FAILED", sentence, { cause });
  }
}

/** What kind of object a value is. `instanceof` fails for those of another realm, such as a sandbox of a test runner. */
const kindOf = (value: unknown) => Object.prototype.toString.call(value).slice("[object ".length, -1);

/** Where a source is fetched from, if it is. */
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
  // Node's fetch takes no URLs of files.
  const fs = address.startsWith("file:") && builtin<typeof import("node:fs/promises")>("node:fs/promises");
  if (fs) return WebAssembly.compile(await fs.readFile(new URL(address)));
  const response = kind === "Response" ? (source as Response) : await fetch(source as URL | string | Request);
  if (!response.ok) throw new Error(`the server answered ${response.status} ${response.statusText}`.trim());
  const type = response.headers.get("content-type") ?? "";
  // Servers of single-page apps answer so to whatever they do not have.
  if (type.startsWith("text/html")) throw new Error("the server answered with a page, and not with the file");
  // Compiling while it arrives is for servers that name the type, without parameters.
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

const reason = (cause: unknown) => (isA(cause, Error) ? cause.message : written(cause));
