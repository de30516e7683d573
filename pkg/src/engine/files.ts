import { WindowError } from "../error.js";
import { contentOf } from "./checks.js";
import type { EngineFile, FileContent } from "./engine.js";
import { ownName } from "./names.js";

import { isA, readOptions } from "../options.js";
import { typedKind } from "../typed.js";

type FileSystem = typeof import("node:fs");

/** A built-in module of Node, Deno or Bun. Not an import, which a bundler for browsers would try to resolve. */
function builtin<T>(name: string): T {
  const { process } = globalThis as unknown as { process: { getBuiltinModule(name: string): T } };
  return process.getBuiltinModule(name);
}

/** Whether a file's content is in memory. */
export function isContent(content: unknown): content is Blob | Uint8Array {
  return isA(content, Blob) || typedKind(content) === "Uint8Array";
}

/** Registers the caller's file by its path, or a temporary file with the given content. */
export async function nativeFile(content: FileContent, ending: string): Promise<EngineFile> {
  if (!isContent(content)) {
    const path = pathOf(content);
    if (typeof path === "string") return { name: unglobbed(path), drop: async () => {} };
    throw new WindowError("BAD_OPTION", "content is no file; give a Blob, a Uint8Array, or { path }");
  }
  try {
    return await temporaryFile(contentOf("content", content), ending);
  } catch (cause) {
    if (cause instanceof WindowError) throw cause;
    throw new WindowError("BAD_FILE", `a temporary file cannot be written: ${(cause as Error).message}`, { cause });
  }
}

function pathOf(content: unknown): unknown {
  let path: unknown;
  readOptions(content, "content", "{ path }", (option, value) => {
    if (option === "path") path = value;
  });
  return path;
}

/** Escapes a path so that it matches only itself: to DuckDB, `chat [1].csv` is a pattern that matches `chat 1.csv`. */
function unglobbed(path: string): string {
  return path.replace(/[[*?]/g, "[$&]");
}

/** Bytes to write at once. A stream of Node's Blob has the parts that the Blob was made of, and no write takes 2 GiB. */
const PIECE = 16 << 20;

async function temporaryFile(content: Blob | Uint8Array, ending: string): Promise<EngineFile> {
  const { promises } = builtin<FileSystem>("node:fs");
  const name = `${builtin<typeof import("node:os")>("node:os").tmpdir()}/${ownName(ending)}`;
  const drop = () => promises.rm(name, { force: true });
  const file = await promises.open(name, "wx", 0o600);
  try {
    if (content instanceof Uint8Array) await file.writeFile(content);
    else
      for (let at = 0; at < content.size; at += PIECE)
        await file.writeFile(new Uint8Array(await content.slice(at, at + PIECE).arrayBuffer()));
  } catch (cause) {
    await drop();
    throw cause;
  } finally {
    await file.close();
  }
  return { name, drop };
}
