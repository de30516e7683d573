import type { ReactiveController, ReactiveControllerHost } from "lit";

/** What comes in from anywhere on a page. */
export interface Taken {
  files(files: File[]): void;
  text(text: string): void;
  /** Whether files are above the page now. */
  dropping(isDropping: boolean): void;
  key(event: KeyboardEvent): void;
  /** Whether files are taken. */
  takes(): boolean;
}

const all = new Set<Intake>();

/** Listens on the whole page: for files that are dropped, text that is pasted outside fields, and keys. */
export class Intake implements ReactiveController {
  readonly #host: EventTarget;
  readonly #taken: Taken;

  constructor(host: ReactiveControllerHost & EventTarget, taken: Taken) {
    this.#host = host;
    this.#taken = taken;
    host.addController(this);
  }

  hostConnected(): void {
    all.add(this);
    for (const [name, listen] of Object.entries(this.#listeners)) addEventListener(name, listen as EventListener);
  }

  hostDisconnected(): void {
    all.delete(this);
    for (const [name, listen] of Object.entries(this.#listeners)) removeEventListener(name, listen as EventListener);
  }

  /** Whether an event is this element's: of several, the one it is in, or else the first that takes files. */
  #isMine(event: Event): boolean {
    const path = event.composedPath();
    const within = [...all].find((other) => path.includes(other.#host));
    return this === (within ?? [...all].find((other) => other.#taken.takes()) ?? this);
  }

  #takes(event: Event): boolean {
    return this.#taken.takes() && this.#isMine(event);
  }

  /** A folder is among the files that are dropped, and cannot be read as one. */
  async #takeFolders(files: File[], folders: FileSystemDirectoryEntry[]): Promise<void> {
    const names = new Set(folders.map(({ name }) => name));
    const within = await Promise.all(folders.map((folder) => filesIn(folder).catch(() => [])));
    const all = [...files.filter(({ name }) => !names.has(name)), ...within.flat()];
    this.#taken.files(all.length > 0 ? all : files);
  }

  readonly #listeners = {
    dragover: (event: DragEvent) => {
      if (!this.#takes(event) || !event.dataTransfer?.types.includes("Files")) return;
      event.preventDefault();
      this.#taken.dropping(true);
    },
    // It also leaves each element on its way.
    dragleave: (event: DragEvent) => !event.relatedTarget && this.#taken.dropping(false),
    drop: (event: DragEvent) => {
      this.#taken.dropping(false);
      if (!this.#takes(event) || !event.dataTransfer?.types.includes("Files")) return;
      // Else the browser would leave the page to show the file.
      event.preventDefault();
      const folders = [...event.dataTransfer.items]
        .map((item) => item.webkitGetAsEntry?.())
        .filter((entry) => entry?.isDirectory);
      const files = [...event.dataTransfer.files];
      if (folders.length > 0) void this.#takeFolders(files, folders as FileSystemDirectoryEntry[]);
      else if (files.length > 0) this.#taken.files(files);
    },
    paste: (event: ClipboardEvent) => {
      const [target] = event.composedPath();
      const writes = target instanceof HTMLElement && target.matches("input, textarea, [contenteditable]");
      if (!this.#takes(event) || writes) return;
      const files = [...(event.clipboardData?.files ?? [])];
      const text = event.clipboardData?.getData("text/plain") ?? "";
      if (files.length > 0) this.#taken.files(files);
      else if (text.trim() !== "") this.#taken.text(text);
    },
    keydown: (event: KeyboardEvent) => this.#isMine(event) && this.#taken.key(event),
  };
}

/** All files of a folder and of the folders in it. */
async function filesIn(folder: FileSystemDirectoryEntry): Promise<File[]> {
  const reader = folder.createReader();
  const entries: FileSystemEntry[] = [];
  // Browsers give a hundred at a time.
  for (let more; (more = await new Promise<FileSystemEntry[]>((yes, no) => reader.readEntries(yes, no))).length > 0;)
    entries.push(...more);
  const all = await Promise.all(
    entries.map((entry) =>
      entry.isDirectory
        ? filesIn(entry as FileSystemDirectoryEntry)
        : new Promise<File>((yes, no) => (entry as FileSystemFileEntry).file(yes, no)),
    ),
  );
  return all.flat();
}
