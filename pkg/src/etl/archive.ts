import type { Entry as ZipEntry, FileEntry } from "@zip.js/zip.js";
import { WindowError } from "../error.js";
import { requireSize } from "../limits.js";
import type { Entry } from "./format.js";
import { peer } from "./peer.js";

export function isZip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x50 && bytes[1] === 0x4b && (bytes[2] === 3 || bytes[2] === 5);
}

/** Entries that macOS and Windows add to a zip by themselves. */
const NOBODYS = /(^|\/)(__MACOSX\/|\.DS_Store$|Thumbs\.db$|desktop\.ini$)/;

/**
 * The files in a zip, from its directory. Each is unpacked on demand.
 *
 * @throws WindowError: `BAD_FILE` for a damaged or encrypted zip, `MISSING_PEER`
 */
export async function entriesOf(blob: Blob): Promise<Entry[]> {
  const { BlobReader, BlobWriter, ZipReader, configure } = await peer("@zip.js/zip.js", "a zip", () => import("@zip.js/zip.js"));
  configure({ useWebWorkers: false });
  const entries = await zipped(() => new ZipReader(new BlobReader(blob)).getEntries(), "it is cut short or damaged");
  requireSize("entries", "the zip", entries.length);
  return entries.filter(isFile).map((entry) => ({
    name: entry.filename.replaceAll("\\", "/"),
    size: entry.uncompressedSize,
    blob: async () => {
      const { filename, encrypted, uncompressedSize } = entry;
      if (encrypted)
        throw new WindowError("BAD_FILE", `${filename} in the zip is encrypted; unpack it with its password, and give the file`);
      // The unpacked size can be a thousand times the packed size.
      requireSize("expanded", `${filename} in the zip`, uncompressedSize);
      return zipped(() => entry.getData(new BlobWriter(), { checkSignature: true }), `${filename} in it is damaged`);
    },
  }));
}

function isFile(entry: ZipEntry): entry is FileEntry {
  return !entry.directory && !entry.filename.endsWith("\\") && !NOBODYS.test(entry.filename);
}

async function zipped<T>(work: () => Promise<T>, reason: string): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    const sentence = `the zip cannot be unpacked: ${reason}; export it once more, or unpack it and give a file of it`;
    throw new WindowError("BAD_FILE", sentence, { cause });
  }
}
