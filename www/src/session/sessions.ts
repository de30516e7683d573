import { SessionError, explained, gone, quota } from "./error.js";
import { foldersIn, orUndefined, readFile, removeFrom, writeBlob } from "./files.js";
import { type Kept, MANIFEST, type Manifest, type Session, type SessionInfo, VERSION, manifestOf } from "./session.js";

const FOLDER = "windrow sessions";
const COUNTS = "counts";
const fileName = (i: number) => `file ${i}`;

/** What of the browser's storage is asked. */
interface Storage {
  getDirectory?(): Promise<FileSystemDirectoryHandle>;
  estimate?(): Promise<{ quota?: number; usage?: number }>;
  persist?(): Promise<boolean>;
}

/** How to watch a session being kept, and how to end it. */
interface Watch {
  signal?: AbortSignal | undefined;
  /** Called with how much is written, from 0 to 1. */
  onProgress?: ((share: number) => void) | undefined;
}

/**
 * The sessions of this browser; undefined where it cannot keep files. Nothing is written, or asked of the person,
 * before {@link Sessions.keep}.
 */
export async function openSessions(
  storage: Storage | undefined = globalThis.navigator?.storage as Storage | undefined,
): Promise<Sessions | undefined> {
  if (!storage?.getDirectory) return undefined;
  try {
    const root = await storage.getDirectory();
    const canWrite = typeof FileSystemFileHandle === "undefined" || "createWritable" in FileSystemFileHandle.prototype;
    return canWrite ? new Sessions(root, storage) : undefined;
  } catch {
    return undefined; // a private window may say so only now
  }
}

/** Sessions in a folder of the page's own files: each is a folder, whose manifest is written last. */
export class Sessions {
  readonly #root: FileSystemDirectoryHandle;
  readonly #storage: Storage;

  constructor(root: FileSystemDirectoryHandle, storage: Storage) {
    [this.#root, this.#storage] = [root, storage];
  }

  /** All sessions, the newest first. */
  async list(): Promise<SessionInfo[]> {
    const found: SessionInfo[] = [];
    const sessions = await this.#folder();
    for (const folder of sessions ? await foldersIn(sessions) : []) {
      const file = await readFile(folder, MANIFEST);
      if (!file) continue; // it is being written, or was not to its end
      const manifest = manifestOf(await file.text());
      const { names = [], time = file.lastModified, bytes = 0 } = manifest ?? {};
      found.push({ id: folder.name, names, time, bytes, isReadable: manifest !== undefined });
    }
    return found.sort((a, b) => b.time - a.time);
  }

  /**
   * Keeps a session. Where it cannot, or is ended, nothing of it stays.
   *
   * @throws SessionError: `QUOTA`; the signal's reason
   */
  async keep({ files, choices, counts }: Session, { signal, onProgress }: Watch = {}): Promise<Kept> {
    signal?.throwIfAborted();
    const bytes = files.reduce((sum, { blob }) => sum + blob.size, counts?.length ?? 0);
    const isPersistent = (await this.#storage.persist?.().catch(() => false)) ?? false;
    const { quota: all, usage = 0 } = (await this.#storage.estimate?.()) ?? {};
    if (all !== undefined && bytes > all - usage) throw quota(bytes, Math.max(0, all - usage));
    const sessions = await this.#root.getDirectoryHandle(FOLDER, { create: true });
    await this.#removeUnfinished(sessions);
    const id = `${Date.now().toString(36)}-${crypto.randomUUID().slice(0, 8)}`;
    let written = 0;
    const onBytes = (more: number) => onProgress?.((written += more) / Math.max(1, bytes));
    try {
      await heldWhile(id, async () => {
        const folder = await sessions.getDirectoryHandle(id, { create: true });
        for (const [i, { blob }] of files.entries()) await writeBlob(folder, fileName(i), blob, signal, onBytes);
        if (counts) await writeBlob(folder, COUNTS, new Blob([counts as Uint8Array<ArrayBuffer>]), signal, onBytes);
        const names = files.map(({ name }) => name);
        await this.#write(folder, { version: VERSION, names, time: Date.now(), bytes, choices, hasCounts: counts !== undefined });
      });
    } catch (error) {
      await removeFrom(sessions, id).catch(() => {});
      signal?.throwIfAborted();
      throw explained(error, bytes);
    }
    return { id, names: files.map(({ name }) => name), time: Date.now(), bytes, isReadable: true, isPersistent };
  }

  /**
   * Keeps other choices, and what has been counted since, of a session that is kept; its files stay.
   *
   * @throws SessionError: `GONE`, `UNREADABLE`, `QUOTA`
   */
  async update(id: string, { choices, counts }: Pick<Session, "choices" | "counts">): Promise<void> {
    const { folder, manifest } = await this.#open(id);
    try {
      if (counts) await writeBlob(folder, COUNTS, new Blob([counts as Uint8Array<ArrayBuffer>]));
      await this.#write(folder, {
        ...manifest,
        time: Date.now(),
        choices,
        hasCounts: manifest.hasCounts || counts !== undefined,
      });
    } catch (error) {
      throw explained(error, counts?.length ?? 0);
    }
  }

  /**
   * A session as it was kept. Its files are read as they are needed, so it must not be thrown away while it is open.
   *
   * @throws SessionError: `GONE`, `UNREADABLE`
   */
  async restore(id: string): Promise<Session> {
    const { folder, manifest } = await this.#open(id);
    const files = await Promise.all(
      manifest.names.map(async (name, i) => {
        const blob = await readFile(folder, fileName(i));
        if (!blob) throw gone();
        return { name, blob };
      }),
    );
    const counts = manifest.hasCounts ? await readFile(folder, COUNTS) : undefined;
    return { files, choices: manifest.choices, ...(counts && { counts: new Uint8Array(await counts.arrayBuffer()) }) };
  }

  /** Throws a session away; one that is not there is no error. */
  async remove(id: string): Promise<void> {
    await removeFrom(await this.#folder(), id);
  }

  /** Throws all sessions away, and the folder. */
  async clear(): Promise<void> {
    await removeFrom(this.#root, FOLDER);
  }

  /** The folder of all sessions; undefined before the first. */
  async #folder(): Promise<FileSystemDirectoryHandle | undefined> {
    return orUndefined(this.#root.getDirectoryHandle(FOLDER));
  }

  async #open(id: string): Promise<{ folder: FileSystemDirectoryHandle; manifest: Manifest }> {
    const sessions = await this.#folder();
    const folder = sessions && (await orUndefined(sessions.getDirectoryHandle(id)));
    if (!folder) throw gone();
    const file = await readFile(folder, MANIFEST);
    if (!file) throw gone();
    const manifest = manifestOf(await file.text());
    if (manifest) return { folder, manifest };
    throw new SessionError(
      "UNREADABLE",
      "the session was kept by another version of this page, or is damaged; throw it away, and open the file again",
    );
  }

  #write(folder: FileSystemDirectoryHandle, manifest: Manifest): Promise<void> {
    return writeBlob(folder, MANIFEST, new Blob([JSON.stringify(manifest)]));
  }

  /** Removes what a page that was closed meanwhile has begun, and no page is writing. */
  async #removeUnfinished(sessions: FileSystemDirectoryHandle): Promise<void> {
    for (const folder of await foldersIn(sessions)) {
      if (await readFile(folder, MANIFEST)) continue;
      if (await isHeld(folder.name)) continue;
      await removeFrom(sessions, folder.name).catch(() => {});
    }
  }
}

const lockName = (id: string) => `windrow session ${id}`;

/** Tells other pages of this origin that a session is being written. */
function heldWhile(id: string, write: () => Promise<void>): Promise<void> {
  const { locks } = globalThis.navigator ?? {};
  return locks ? (locks.request(lockName(id), write) as Promise<void>) : write();
}

async function isHeld(id: string): Promise<boolean> {
  const { locks } = globalThis.navigator ?? {};
  const { held = [] } = (await locks?.query()) ?? {};
  return held.some(({ name }) => name === lockName(id));
}
