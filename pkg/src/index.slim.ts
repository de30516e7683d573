// For who wants the WebAssembly as a file of its own: smaller to send, and compiled while it arrives.
import type { init as Init } from "./index.js";
import { load } from "./init.js";

export * from "./interface.js";

// A literal, so that bundlers find the file and carry it along.
export const init: typeof Init = (source) => load(() => source ?? new URL("./wasm/windrow.wasm", import.meta.url));
