/** Writes a blob as it is read, and says how many bytes have been written. */
export async function writeBlob(
  folder: FileSystemDirectoryHandle,
  name: string,
  blob: Blob,
  signal?: AbortSignal,
  onBytes?: (bytes: number) => void,
): Promise<void> {
  const handle = await folder.getFileHandle(name, { create: true });
  const writable = await handle.createWritable();
  const counted = new TransformStream<Uint8Array, Uint8Array>({
    transform(chunk, controller) {
      onBytes?.(chunk.length);
      controller.enqueue(chunk);
    },
  });
  // What fails, or is ended, leaves the file as it was before.
  await blob
    .stream()
    .pipeThrough(counted)
    .pipeTo(writable as WritableStream<Uint8Array>, signal ? { signal } : {});
}

/** What is asked for, or undefined where it is not there. */
export async function orUndefined<T>(asked: Promise<T>): Promise<T | undefined> {
  try {
    return await asked;
  } catch (error) {
    if ((error as { name?: string }).name === "NotFoundError") return undefined;
    throw error;
  }
}

/** A file of a folder; undefined where there is none. */
export async function readFile(folder: FileSystemDirectoryHandle, name: string): Promise<File | undefined> {
  return orUndefined(folder.getFileHandle(name).then((handle) => handle.getFile()));
}

/** Removes a file or a folder, whatever is in it. */
export async function removeFrom(folder: FileSystemDirectoryHandle | undefined, name: string): Promise<void> {
  if (folder) await orUndefined(folder.removeEntry(name, { recursive: true }));
}

/** The folders in a folder. */
export async function foldersIn(folder: FileSystemDirectoryHandle): Promise<FileSystemDirectoryHandle[]> {
  const found: FileSystemDirectoryHandle[] = [];
  const { values } = folder as unknown as { values(): AsyncIterable<FileSystemHandle> };
  for await (const handle of values.call(folder))
    if (handle.kind === "directory") found.push(handle as FileSystemDirectoryHandle);
  return found;
}
