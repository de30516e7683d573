/** A file that is being written. */
export interface FileWriter {
  write(bytes: Uint8Array): Promise<void>;
  close(): Promise<void>;
  /** Lets go of what has been written; an older file of that name stays as it was. */
  abort(): Promise<void>;
}

/** Where files go. */
export interface Destination {
  /** @param file which file of an output, counted from 0 */
  open(file: number): Promise<FileWriter>;
}

interface PickerWindow {
  showSaveFilePicker?(options: {
    suggestedName: string;
    types: { accept: Record<string, string[]> }[];
  }): Promise<FileSystemFileHandle>;
}

/**
 * Asks where a file is to go, where the browser can write files as they come; else it is made in memory that the
 * browser manages, and downloaded once it is whole. To be called by a click, which browsers ask for.
 *
 * @throws DOMException: `AbortError` where the person thinks better of it
 */
export async function chooseFile(name: string, type: string): Promise<Destination> {
  const { showSaveFilePicker } = globalThis as PickerWindow;
  if (!showSaveFilePicker) return blobs(name, type, download);
  const ending = /\.[a-z]+$/.exec(name)?.[0] ?? ".txt";
  const handle = await showSaveFilePicker.call(globalThis, { suggestedName: name, types: [{ accept: { [type]: [ending] } }] });
  const more = blobs(name, type, download);
  // Only one file was asked for; a batch that is cut into several downloads the others.
  return { open: async (file) => (file === 0 ? handleWriter(await handle.createWritable()) : more.open(file)) };
}

function handleWriter(stream: FileSystemWritableFileStream): FileWriter {
  return {
    write: (bytes) => stream.write(bytes as Uint8Array<ArrayBuffer>),
    close: () => stream.close(),
    abort: () => stream.abort(),
  };
}

/** Makes blobs, and hands each over once it is whole. */
export function blobs(name: string, type: string, done: (name: string, file: Blob) => void): Destination {
  return {
    async open(file) {
      const pieces: Blob[] = [];
      return {
        // Each is a blob by then, which browsers keep on disk where memory is short.
        write: async (bytes) => void pieces.push(new Blob([bytes as Uint8Array<ArrayBuffer>])),
        close: async () => done(numbered(name, file), new Blob(pieces, { type })),
        abort: async () => void pieces.splice(0),
      };
    },
  };
}

/** `prompts.jsonl`, `prompts-2.jsonl`, … */
function numbered(name: string, file: number): string {
  return file === 0 ? name : name.replace(/(\.[^.]*)?$/, `-${file + 1}$1`);
}

/** Has the browser save a file. */
export function download(name: string, file: Blob): void {
  const url = URL.createObjectURL(file);
  const link = document.createElement("a");
  [link.href, link.download] = [url, name];
  link.click();
  // The browser has begun to read it by then.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
