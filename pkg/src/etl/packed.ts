import { WindowError } from "../error.js";
import type { Source } from "./format.js";
import { peer } from "./peer.js";

/** Decompresses a file: gzip by the platform, Zstandard by fzstd. */
export async function unpacked(source: Source): Promise<Source> {
  const [first, second, third, fourth] = new Uint8Array(await source.blob.slice(0, 4).arrayBuffer());
  const isGzip = first === 0x1f && second === 0x8b;
  if (!isGzip && !(first === 0x28 && second === 0xb5 && third === 0x2f && fourth === 0xfd)) return source;
  const name = source.name.replace(/\.(gz|gzip|zst|zstd)$/i, "");
  try {
    return { name, blob: isGzip ? await gunzipped(source.blob) : await unzstandard(source.blob) };
  } catch (cause) {
    if (cause instanceof WindowError) throw cause;
    const program = isGzip ? "gzip" : "Zstandard";
    throw new WindowError("BAD_FILE", `${source.name} is compressed by ${program}, and damaged or cut short; write it once more`, { cause });
  }
}

function gunzipped(blob: Blob): Promise<Blob> {
  return new Response(blob.stream().pipeThrough(new DecompressionStream("gzip"))).blob();
}

async function unzstandard(blob: Blob): Promise<Blob> {
  const { Decompress } = await peer("fzstd", "Zstandard", () => import("fzstd"));
  const parts: Uint8Array<ArrayBuffer>[] = [];
  const stream = new Decompress((part) => void parts.push(part as Uint8Array<ArrayBuffer>));
  const reader = blob.stream().getReader();
  for (;;) {
    const { done, value } = await reader.read();
    stream.push(value ?? new Uint8Array(), done);
    if (done) return new Blob(parts);
  }
}
