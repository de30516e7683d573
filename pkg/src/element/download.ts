/** How many characters are kept here before the browser has them: a file may be larger than what a page may hold. */
const PIECE = 1 << 20;
/** How long the page may stand still, in milliseconds. */
const BREATH = 30;

/** Makes a file of many parts, in pieces between which the page lives on. */
export async function fileOf(parts: Iterable<string | Uint8Array>, type: string): Promise<Blob> {
  const pieces: Blob[] = [];
  let [piece, length, breathed]: [BlobPart[], number, number] = [[], 0, performance.now()];
  for (const part of parts) {
    piece.push(part as BlobPart);
    length += part.length;
    if (length < PIECE) continue;
    pieces.push(new Blob(piece));
    [piece, length] = [[], 0];
    if (performance.now() - breathed < BREATH) continue;
    await new Promise((resolve) => setTimeout(resolve));
    breathed = performance.now();
  }
  return new Blob([...pieces, ...piece], { type });
}

/** Has the browser save a file. */
export function download(name: string, file: Blob): void {
  const url = URL.createObjectURL(file);
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  // The browser has begun to read it by then.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
