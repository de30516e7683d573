import { requireSize } from "../limits.js";
import { unreadable } from "../options.js";

/**
 * All bytes of a file, for a reader that needs it whole.
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
