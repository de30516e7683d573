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

/** Listens on the whole page: for files that are dropped, text that is pasted outside fields, and keys. */
export class Intake implements ReactiveController {
  readonly #taken: Taken;

  constructor(host: ReactiveControllerHost, taken: Taken) {
    this.#taken = taken;
    host.addController(this);
  }

  hostConnected(): void {
    for (const [name, listen] of Object.entries(this.#listeners)) addEventListener(name, listen as EventListener);
  }

  hostDisconnected(): void {
    for (const [name, listen] of Object.entries(this.#listeners)) removeEventListener(name, listen as EventListener);
  }

  readonly #listeners = {
    dragover: (event: DragEvent) => {
      if (!this.#taken.takes() || !event.dataTransfer?.types.includes("Files")) return;
      event.preventDefault();
      this.#taken.dropping(true);
    },
    // It also leaves each element on its way.
    dragleave: (event: DragEvent) => !event.relatedTarget && this.#taken.dropping(false),
    drop: (event: DragEvent) => {
      this.#taken.dropping(false);
      if (!this.#taken.takes() || !event.dataTransfer?.types.includes("Files")) return;
      // Else the browser would leave the page to show the file.
      event.preventDefault();
      const files = [...event.dataTransfer.files];
      if (files.length > 0) this.#taken.files(files);
    },
    paste: (event: ClipboardEvent) => {
      const [target] = event.composedPath();
      const writes = target instanceof HTMLElement && target.matches("input, textarea, [contenteditable]");
      if (!this.#taken.takes() || writes) return;
      const files = [...(event.clipboardData?.files ?? [])];
      const text = event.clipboardData?.getData("text/plain") ?? "";
      if (files.length > 0) this.#taken.files(files);
      else if (text.trim() !== "") this.#taken.text(text);
    },
    keydown: (event: KeyboardEvent) => this.#taken.key(event),
  };
}
