// The entry point with the WebAssembly as a separate file: a smaller download, compiled while it arrives.
import type { init as Init } from "./index.js";
import { load } from "./init.js";

export * from "./interface.js";

// A literal, so that bundlers find the file and include it.
export const init: typeof Init = (source) => load(() => source ?? new URL("./wasm/windrow.wasm", import.meta.url));
