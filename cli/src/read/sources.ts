import { createReadStream, createWriteStream, openAsBlob } from "node:fs";
import { stat } from "node:fs/promises";
import { basename, extname, join, resolve } from "node:path";
import { pipeline } from "node:stream/promises";
import { createGunzip } from "node:zlib";
import { WindowError } from "windrow";
import { type Engine, literal } from "windrow/duckdb";
import type { Source } from "windrow/etl";
import { keep } from "../write/kept.js";

/**
 * The files of paths and patterns, opened but not read. Standard input and pipes, which can be read only once, and files
 * compressed by gzip are copied into `folder` first, as the database reads a file several times.
 *
 * @param paths `-` is standard input
 * @param say shows the user a sentence
 * @throws WindowError: `BAD_FILE`
 */
export async function sourcesOf(
  paths: readonly string[],
  engine: Engine,
  folder: string,
  say: (sentence: string) => void,
): Promise<Source[]> {
  const sources: Source[] = [];
  const given = new Set<string>();
  for (const path of paths) {
    for (const file of path === "-" ? [path] : await matching(path, engine)) {
      if (given.has(resolve(file))) say(`${file} is given twice, and read twice`);
      given.add(resolve(file));
      sources.push(file === "-" ? await copied("standard input", process.stdin, folder) : await opened(file, folder));
    }
  }
  const endings = [...new Set(sources.map(({ name }) => extname(name).toLowerCase()).filter(Boolean))];
  if (endings.length > 1)
    say(
      `the files end with ${endings.join(", ")}, and are read as one; give a pattern such as '*${endings[0]}' to read one kind`,
    );
  return sources;
}

/** The path itself if there is such a file; otherwise the files that match it as a pattern, in order of their names. */
async function matching(path: string, engine: Engine): Promise<string[]> {
  if (!/[*?[]/.test(path) || (await exists(path))) return [path];
  const { file } = await engine.columns(`SELECT file FROM glob(${literal(path)}) ORDER BY file`);
  if (file!.length > 0) return file as string[];
  throw new WindowError("BAD_FILE", `there is no file that matches ${path}`);
}

const exists = (path: string) =>
  stat(path).then(
    () => true,
    () => false,
  );

async function opened(path: string, folder: string): Promise<Source> {
  try {
    const is = await stat(path);
    if (is.isDirectory())
      throw new WindowError("BAD_FILE", `${path} is a folder; give its files, such as ${join(path, "*.csv")}`);
    if (!is.isFile()) return await copied(path, createReadStream(path), folder);
    keep(path);
    const blob = await blobOf(path, is.size);
    const [first, second] = new Uint8Array(await blob.slice(0, 2).arrayBuffer());
    // The unpacked file may be larger than memory.
    if (first === 0x1f && second === 0x8b) {
      const copy = await copied(basename(path), createReadStream(path), folder, createGunzip());
      return { ...copy, name: copy.name.replace(/\.(gz|gzip)$/i, "") };
    }
    return { name: basename(path), path, blob };
  } catch (cause) {
    throw fileError(path, cause);
  }
}

/**
 * A file as a blob of its whole size: Node's own says the size modulo 2^32, so that what reads 5 GB would take the
 * first 0.7 for all of it. Readers that need the file whole refuse it by its size; databases read it by its path.
 */
async function blobOf(path: string, size: number): Promise<Blob> {
  const blob = await openAsBlob(path);
  return blob.size === size ? blob : Object.defineProperty(blob, "size", { value: size });
}

let copies = 0;

async function copied(
  name: string,
  stream: NodeJS.ReadableStream,
  folder: string,
  ...through: NodeJS.ReadWriteStream[]
): Promise<Source> {
  const path = join(folder, `input-${++copies}`);
  try {
    await pipeline([stream, ...through, createWriteStream(path, { flags: "wx", mode: 0o600 })]);
  } catch (cause) {
    throw fileError(name, cause);
  }
  return { name, path, blob: await blobOf(path, (await stat(path)).size) };
}

/** The error of a Blob whose file has changed since it was opened, as a WindowError; any other value is returned as it is. */
export function readFault(cause: unknown, name = "a file"): unknown {
  if (!(cause instanceof DOMException) || cause.name !== "NotReadableError") return cause;
  return new WindowError("BAD_FILE", `${name} changed while it was read; copy it first, or wait until it is written`, { cause });
}

/** An error of the file system as a WindowError; any other value is returned as it is. */
export function fileError(name: string, cause: unknown): unknown {
  const { code, message } = cause as NodeJS.ErrnoException;
  if (cause instanceof WindowError || typeof code !== "string") return readFault(cause, name);
  const sentences: Record<string, string> = {
    ENOENT: `there is no file ${name}`,
    EACCES: `${name} may not be read; change its permissions`,
    ENOSPC: `there is no space left for a copy of ${name}; set TMPDIR to a folder with more`,
  };
  // zlib's codes.
  if (code.startsWith("Z_"))
    return new WindowError("BAD_FILE", `${name} is compressed by gzip, and damaged or cut short; write it once more`, { cause });
  return new WindowError("BAD_FILE", sentences[code] ?? `${name} cannot be read: ${message}`, { cause });
}
