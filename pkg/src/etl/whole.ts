import { requireSize } from "../limits.js";
import { unreadable } from "../options.js";

/**
 * Reads a whole file into memory.
 *
 * @throws WindowError: `TOO_LARGE`, `OUT_OF_MEMORY`
 */
export async function wholeFile(name: string, blob: Blob): Promise<Uint8Array<ArrayBuffer>> {
  requireSize("file", name, blob.size);
  try {
    return new Uint8Array(await blob.arrayBuffer());
  } catch (cause) {
    throw unreadable(name, cause);
  }
}
