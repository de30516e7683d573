import { type UnzipFileInfo, unzipSync } from "fflate";

/** What is unpacked is in memory at once; a zip can be a thousandth of what it holds. */
const MOST_BYTES = 1 << 30;

export function isZip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x50 && bytes[1] === 0x4b && (bytes[2] === 3 || bytes[2] === 5);
}

/** The names within a zip: read from its directory, and nothing unpacked. */
export function namesIn(zip: Uint8Array): string[] {
  const names: string[] = [];
  walk(zip, ({ name }) => {
    if (!name.endsWith("/") && !name.startsWith("__MACOSX/")) names.push(name);
    return false;
  });
  return names;
}

/** Unpacks what is chosen by its name. */
export function unpack(zip: Uint8Array, isWanted: (name: string) => boolean): Map<string, Uint8Array> {
  let total = 0;
  const files = walk(zip, ({ name, originalSize }) => {
    if (name.endsWith("/") || !isWanted(name)) return false;
    total += originalSize;
    if (total > MOST_BYTES) throw new Error("more than 1 GB is packed into it; unpack it, and choose a smaller file");
    return true;
  });
  return new Map(Object.entries(files));
}

function walk(zip: Uint8Array, filter: (file: UnzipFileInfo) => boolean): Record<string, Uint8Array> {
  let asked = false;
  try {
    const ask = (file: UnzipFileInfo) => {
      asked = true;
      return filter(file);
    };
    return unzipSync(zip, { filter: ask });
  } catch (cause) {
    if (!(cause instanceof Error) || !("code" in cause)) throw cause;
    const reason = asked ? "what is packed into it is damaged" : "it is cut short or damaged";
    throw new Error(`the zip cannot be unpacked: ${reason}; export it once more, or unpack it and choose a file of it`, { cause });
  }
}
