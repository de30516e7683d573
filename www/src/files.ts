import { find } from "./dom.js";

/** A file to open, read only when its turn comes. */
export interface SourceFile {
  name: string;
  read(): Promise<Blob>;
}

export const sample: SourceFile = {
  name: "sample.csv",
  async read() {
    const response = await fetch("./sample.csv");
    const { ok, status } = response;
    if (!ok) throw new Error(`it could not be fetched (${status}); choose a file instead`);
    return response.blob();
  },
};

/** Calls `open` for each file that is chosen, dropped anywhere on the page, or the sample. */
export function listenForFiles(open: (file: SourceFile) => void): void {
  const input = find<HTMLInputElement>("#file");
  input.addEventListener("change", () => {
    const [file] = input.files ?? [];
    if (file) open(local(file));
    // Else the same file, mended, could not be chosen again.
    input.value = "";
  });
  find("#sample").addEventListener("click", () => open(sample));
  listenForDrops((file) => open(local(file)));
}

function local(file: File): SourceFile {
  return {
    name: file.name,
    async read() {
      try {
        await file.slice(0, 1).arrayBuffer();
        return file;
      } catch (cause) {
        throw new Error("it could not be read; choose it once more", { cause });
      }
    },
  };
}

function listenForDrops(open: (file: File) => void): void {
  const { classList } = document.documentElement;
  addEventListener("dragover", (event) => {
    if (!event.dataTransfer?.types.includes("Files")) return;
    event.preventDefault();
    classList.add("dropping");
  });
  addEventListener("dragleave", (event) => {
    // It also leaves each element on its way.
    if (!event.relatedTarget) classList.remove("dropping");
  });
  addEventListener("drop", (event) => {
    classList.remove("dropping");
    if (!event.dataTransfer?.types.includes("Files")) return;
    // Else the browser would leave the page to show the file.
    event.preventDefault();
    const [file] = event.dataTransfer.files;
    if (file) open(file);
  });
}
