// For Node, Deno and Bun: the file is read, as Node's fetch does not take the URLs that files have.
import { readFile } from "node:fs/promises";
import type { init as Init } from "./index.js";
import { load } from "./init.js";

export * from "./interface.js";

export const init: typeof Init = (source) =>
  load(async () => {
    const from = (await source) ?? new URL("./wasm/windrow.wasm", import.meta.url);
    const isFile = (typeof from === "string" || from instanceof URL) && String(from).startsWith("file:");
    return isFile ? readFile(new URL(from)) : from;
  });
