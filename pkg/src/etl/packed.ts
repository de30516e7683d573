import { WindowError } from "../error.js";
import { requireSize } from "../limits.js";
import type { Source } from "./format.js";
import { peer } from "./peer.js";

type Write = (part: Uint8Array<ArrayBuffer>) => void;

/**
 * Decompresses a file: gzip by the platform, Zstandard by fzstd.
 *
 * @param most the most bytes that it may unpack to
 * @throws WindowError: `BAD_FILE`, `TOO_LARGE`
 */
export async function unpacked(source: Source, most?: number): Promise<Source> {
  const [first, second, third, fourth] = await bytesOf(source.blob, 0, 4);
  const isGzip = first === 0x1f && second === 0x8b;
  if (!isGzip && !(first === 0x28 && second === 0xb5 && third === 0x2f && fourth === 0xfd)) return source;
  const name = source.name.replace(/\.(gz|gzip|zst|zstd)$/i, "");
  const parts = new Parts(source.name, most);
  try {
    await (isGzip ? gunzip(source.blob, parts) : unzstandard(source.blob, (part) => parts.add(part)));
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

async function bytesOf(blob: Blob, start: number, end: number): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await blob.slice(start, end).arrayBuffer());
}

/** Some platforms refuse what follows the first member of a file, such as another log that was appended. */
async function gunzip(blob: Blob, parts: Parts): Promise<void> {
  let refused: unknown;
  try {
    await gunzipMember(blob, parts);
    // A file ends with the size of its last member.
    const size = new DataView((await bytesOf(blob, blob.size - 4, blob.size)).buffer).getUint32(0, true);
    if (parts.size % 2 ** 32 === size) return;
  } catch (error) {
    if (error instanceof WindowError) throw error;
    refused = error;
  }
  parts.truncate(0);
  await gunzipMembers(blob, parts, refused);
}

/** The bytes that a member begins with, and how many of them that begin none to try for the end of one. */
const MEMBER = [0x1f, 0x8b, 0x08] as const;
const MOST_TRIED = 64;

/** Reads member after member. One ends where another seems to begin, if its checksum holds there. */
async function gunzipMembers(blob: Blob, parts: Parts, refused: unknown): Promise<void> {
  const begins = await beginningsIn(blob);
  for (let start = 0, i = 0; start < blob.size;) {
    let end: number | undefined;
    for (let tried = 0; end === undefined && tried < MOST_TRIED && i <= begins.length; tried++) {
      const next = begins[i++] ?? blob.size;
      const before = parts.size;
      try {
        await gunzipMember(blob.slice(start, next), parts);
        end = next;
      } catch (error) {
        if (error instanceof WindowError) throw error;
        parts.truncate(before);
      }
    }
    if (end === undefined) throw refused ?? new Error();
    start = end;
  }
}

/** Where the bytes of a member's beginning are, but for the first one. */
async function beginningsIn(blob: Blob): Promise<number[]> {
  const begins: number[] = [];
  for (let from = 1; from < blob.size; from += SEARCHED) {
    const bytes = await bytesOf(blob, from, from + SEARCHED + 4);
    for (let at = bytes.indexOf(MEMBER[0]); at >= 0 && at < SEARCHED; at = bytes.indexOf(MEMBER[0], at + 1))
      // The upper three flags are reserved.
      if (bytes[at + 1] === MEMBER[1] && bytes[at + 2] === MEMBER[2] && bytes[at + 3]! < 0x20) begins.push(from + at);
  }
  return begins;
}

const SEARCHED = 1 << 20;

function gunzipMember(blob: Blob, parts: Parts): Promise<void> {
  const write: Write = (part) => parts.add(part);
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
  readonly #most: number | undefined;
  #whole = new Blob([]);
  #parts: Uint8Array<ArrayBuffer>[] = [];
  #kept = 0;

  constructor(name: string, most: number | undefined) {
    [this.#name, this.#most] = [name, most];
  }

  get size(): number {
    return this.#whole.size + this.#kept;
  }

  add(part: Uint8Array<ArrayBuffer>): void {
    this.#parts.push(part);
    this.#kept += part.length;
    requireSize("expanded", this.#name, this.size, this.#most);
    if (this.#kept >= KEPT) this.blob();
  }

  /** Removes what follows the first bytes. */
  truncate(size: number): void {
    this.#whole = this.blob().slice(0, size);
  }

  blob(): Blob {
    if (this.#kept > 0) this.#whole = new Blob([this.#whole, ...this.#parts]);
    [this.#parts, this.#kept] = [[], 0];
    return this.#whole;
  }
}
