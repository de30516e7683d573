import { joined } from "./bytes.js";
import type { Destination, FileWriter } from "./destination.js";
import type { Piece } from "./source.js";

/** How far a file is. */
export interface Progress {
  /** From 0 to 1; it never decreases. */
  share: number;
  /** How many windows are written. */
  windows: number;
  bytes: number;
}

/** How to watch a file being written, and how to end it. */
export interface SaveOptions {
  signal?: AbortSignal | undefined;
  onProgress?: ((progress: Progress) => void) | undefined;
}

/** What has been written. */
export interface Saved {
  files: number;
  bytes: number;
  windows: number;
}

/** How many bytes are gathered before they are written: each write is a message to another process. */
const BLOCK = 256 << 10;
/** How long the page may stand still, in milliseconds. */
const BREATH = 16;

/**
 * Writes pieces as they come, and keeps no more than a block of them. Where it ends early, by the signal or an error,
 * no half-written file is left behind.
 *
 * @throws the signal's reason; what the pieces or the destination throw, such as a disk that is full
 */
export async function save(
  pieces: AsyncIterable<Piece>,
  to: Destination,
  { signal, onProgress }: SaveOptions = {},
): Promise<Saved> {
  const encoder = new TextEncoder();
  const progress: Progress = { share: 0, windows: 0, bytes: 0 };
  let [open, files, writer]: [number, number, FileWriter | undefined] = [-1, 0, undefined];
  let [block, length, breathed]: [Uint8Array[], number, number] = [[], 0, performance.now()];
  const flush = async () => {
    if (length > 0) await writer!.write(joined(block));
    [block, length] = [[], 0];
    onProgress?.({ ...progress });
    if (performance.now() - breathed < BREATH) return;
    await new Promise((resolve) => setTimeout(resolve));
    breathed = performance.now();
  };
  try {
    signal?.throwIfAborted();
    for await (const { data, windows, share, file = 0 } of pieces) {
      if (file !== open) {
        await flush();
        await writer?.close();
        [writer, open, files] = [await to.open(file), file, files + 1];
      }
      const bytes = typeof data === "string" ? encoder.encode(data) : data;
      block.push(bytes);
      length += bytes.length;
      progress.bytes += bytes.length;
      [progress.windows, progress.share] = [windows, Math.max(progress.share, Math.min(share, 1))];
      if (length >= BLOCK) await flush();
      signal?.throwIfAborted();
    }
    // A file of nothing is one all the same.
    if (!writer) [writer, files] = [await to.open(0), 1];
    progress.share = 1;
    await flush();
    signal?.throwIfAborted();
    await writer.close();
    writer = undefined;
  } finally {
    // What failed is what is told.
    await writer?.abort().catch(() => {});
  }
  return { files, bytes: progress.bytes, windows: progress.windows };
}
