import { WindowError } from "../error.js";
import { requireSize } from "../limits.js";
import type { Source } from "./format.js";
import { peer } from "./peer.js";

type Write = (part: Uint8Array<ArrayBuffer>) => void;

/**
 * Decompresses a file: gzip by the platform, Zstandard by fzstd.
 *
 * @throws WindowError: `BAD_FILE`, `TOO_LARGE`
 */
export async function unpacked(source: Source): Promise<Source> {
  const [first, second, third, fourth] = new Uint8Array(await source.blob.slice(0, 4).arrayBuffer());
  const isGzip = first === 0x1f && second === 0x8b;
  if (!isGzip && !(first === 0x28 && second === 0xb5 && third === 0x2f && fourth === 0xfd)) return source;
  const name = source.name.replace(/\.(gz|gzip|zst|zstd)$/i, "");
  const parts = new Parts(source.name);
  const write: Write = (part) => parts.add(part);
  try {
    await (isGzip ? gunzip(source.blob, write) : unzstandard(source.blob, write));
  } catch (cause) {
    if (cause instanceof WindowError) throw cause;
    const program = isGzip ? "gzip" : "Zstandard";
    throw new WindowError(
      "BAD_FILE",
      `${source.name} is compressed by ${program}, and damaged or cut short; write it once more`,
      { cause },
    );
  }
  return { name, blob: parts.blob() };
}

function gunzip(blob: Blob, write: Write): Promise<void> {
  return blob.stream().pipeThrough(new DecompressionStream("gzip")).pipeTo(new WritableStream({ write }));
}

async function unzstandard(blob: Blob, write: Write): Promise<void> {
  const { Decompress } = await peer("fzstd", "Zstandard", () => import("fzstd"));
  const stream = new Decompress((part) => write(part as Uint8Array<ArrayBuffer>));
  await blob
    .stream()
    .pipeTo(
      new WritableStream<Uint8Array>({ write: (part) => stream.push(part), close: () => stream.push(new Uint8Array(), true) }),
    );
}

/** Bytes to keep before the browser gets them, which may put them on its disk. */
const KEPT = 64 << 20;

class Parts {
  readonly #name: string;
  readonly #blobs: Blob[] = [];
  #parts: Uint8Array<ArrayBuffer>[] = [];
  #kept = 0;
  #size = 0;

  constructor(name: string) {
    this.#name = name;
  }

  add(part: Uint8Array<ArrayBuffer>): void {
    this.#size += part.length;
    requireSize("expanded", this.#name, this.#size);
    this.#parts.push(part);
    this.#kept += part.length;
    if (this.#kept >= KEPT) this.#hand();
  }

  blob(): Blob {
    this.#hand();
    return new Blob(this.#blobs);
  }

  #hand(): void {
    this.#blobs.push(new Blob(this.#parts));
    [this.#parts, this.#kept] = [[], 0];
  }
}
