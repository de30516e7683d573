// For what has to be one file: the WebAssembly is text inside it, a third longer.
import type { init as Init } from "./index.js";
import { load } from "./init.js";
import base64 from "./wasm/inline.js";

export * from "./interface.js";

export const init: typeof Init = (source) =>
  load(() => source ?? Uint8Array.from(atob(base64), (character) => character.charCodeAt(0)));
