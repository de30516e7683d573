// A browser's private files of a page, in memory, with as much room as a test gives them.
const fail = (name) => {
  throw new DOMException(name, name);
};

/** @param {{ quota: number }} room */
export function memoryStorage(room = { quota: Infinity }) {
  let usage = 0;
  const folder = (name) => ({ kind: "directory", name, entries: new Map() });
  const handleOf = (entry) => (entry.kind === "directory" ? directory(entry) : file(entry));
  const file = (entry) => ({
    kind: "file",
    name: entry.name,
    getFile: async () => new File([entry.blob], entry.name),
    createWritable: async () => {
      const parts = [];
      let length = 0;
      return new WritableStream({
        write(chunk) {
          length += chunk.length;
          if (usage + length > room.quota) fail("QuotaExceededError");
          parts.push(chunk);
        },
        close() {
          usage += length - entry.blob.size;
          entry.blob = new Blob(parts);
        },
      });
    },
  });
  const child = (entry, name, kind, create, make) => {
    const found = entry.entries.get(name);
    if (found && found.kind !== kind) fail("TypeMismatchError");
    if (!found && !create) fail("NotFoundError");
    if (!found) entry.entries.set(name, make());
    return handleOf(entry.entries.get(name));
  };
  const directory = (entry) => ({
    kind: "directory",
    name: entry.name,
    getDirectoryHandle: async (name, { create = false } = {}) => child(entry, name, "directory", create, () => folder(name)),
    getFileHandle: async (name, { create = false } = {}) =>
      child(entry, name, "file", create, () => ({ kind: "file", name, blob: new Blob([]) })),
    removeEntry: async (name) => void (entry.entries.delete(name) || fail("NotFoundError")),
    async *values() {
      yield* [...entry.entries.values()].map(handleOf);
    },
  });
  const root = folder("");
  return {
    root,
    getDirectory: async () => directory(root),
    estimate: async () => ({ quota: room.estimated ?? room.quota, usage }),
    persist: async () => true,
  };
}
