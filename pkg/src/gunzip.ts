import { builtin } from "./builtin.js";

/**
 * Decompresses a gzip file given in base64.
 *
 * @internal
 */
export async function gunzip(base64: string): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
  const zlib = builtin<typeof import("node:zlib")>("node:zlib");
  if (zlib) return Uint8Array.from(zlib.gunzipSync(bytes));
  if (typeof DecompressionStream !== "function") throw new Error("this browser has no DecompressionStream");
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}
