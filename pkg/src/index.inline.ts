// For what has to be one file: the WebAssembly is text inside it, compressed.
import type { init as Init } from "./index.js";
import { load } from "./init.js";
import base64 from "./wasm/gzipped.js";

export * from "./interface.js";

export const init: typeof Init = (source) =>
  load(() => source ?? unpacked());

function unpacked(): Response {
  const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
  return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip")));
}
