import { type FileHandle, open } from "node:fs/promises";
import { WindowError } from "../error.js";
import type { Progress } from "./progress.js";

/** The least that is read at once. */
const STEP = 4 << 20;

/** A file, or standard input, read from its start. */
export class Source {
  readonly #next: (least: number) => Promise<Buffer | undefined>;
  readonly #progress: Progress;
  #head: Buffer | undefined;
  #read = 0;

  private constructor(
    readonly name: string,
    /** The number of bytes, where it is known before they are read. */
    readonly size: number | undefined,
    readonly file: FileHandle | undefined,
    next: (least: number) => Promise<Buffer | undefined>,
    progress: Progress,
  ) {
    this.#next = next;
    this.#progress = progress;
  }

  /** Opens a file. @throws {@link WindowError} `BAD_FILE` */
  static async open(path: string, progress: Progress): Promise<Source> {
    try {
      const file = await open(path);
      const stat = await file.stat();
      if (stat.isDirectory()) {
        await file.close();
        throw new WindowError("BAD_FILE", `${path} is a folder; give a file`);
      }
      // Of a named pipe, such as a shell's <(…), the size is not known, nor can it be read twice.
      if (!stat.isFile())
        return new Source(path, undefined, undefined, chunksOf(file.createReadStream()), progress);
      const next = async (least: number) => {
        const { buffer, bytesRead } = await file.read(Buffer.allocUnsafe(least), 0, least, null);
        return bytesRead > 0 ? buffer.subarray(0, bytesRead) : undefined;
      };
      return new Source(path, stat.size, file, next, progress);
    } catch (cause) {
      throw fileError(path, cause);
    }
  }

  static stdin(progress: Progress): Source {
    return new Source("standard input", undefined, undefined, chunksOf(process.stdin), progress);
  }

  /** What comes first, without being taken. */
  async peek(): Promise<Buffer> {
    this.#head ??= (await this.#chunk(STEP)) ?? Buffer.alloc(0);
    return this.#head;
  }

  /** What comes next, at least so many bytes unless it ends before; undefined at the end. */
  async next(least = STEP): Promise<Buffer | undefined> {
    const head = this.#head;
    this.#head = undefined;
    const chunk = head && head.length > 0 ? head : await this.#chunk(Math.max(least, STEP));
    this.#read += chunk?.length ?? 0;
    this.#progress.at(this.#read, this.size);
    return chunk;
  }

  /** All that is left. */
  async all(): Promise<Buffer> {
    const chunks: Buffer[] = [];
    for (let chunk; (chunk = await this.next(64 << 20));) chunks.push(chunk);
    return chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks);
  }

  async close(): Promise<void> {
    await this.file?.close();
  }

  /** Says how far a reader is that finds its own way through the file. */
  report(done: number, of: number): void {
    this.#progress.at(done, of);
  }

  async #chunk(least: number): Promise<Buffer | undefined> {
    try {
      return await this.#next(least);
    } catch (cause) {
      throw fileError(this.name, cause);
    }
  }
}

function chunksOf(stream: AsyncIterable<Buffer>): (least: number) => Promise<Buffer | undefined> {
  const iterator = stream[Symbol.asyncIterator]();
  return async (least) => {
    const chunks: Buffer[] = [];
    for (let length = 0; length < least;) {
      const { done, value } = await iterator.next();
      if (done) break;
      chunks.push(value);
      length += value.length;
    }
    return chunks.length > 0 ? Buffer.concat(chunks) : undefined;
  };
}

function fileError(name: string, cause: unknown): unknown {
  const { code, message } = cause as NodeJS.ErrnoException;
  if (cause instanceof WindowError || code === undefined) return cause;
  const sentence =
    code === "ENOENT"
      ? `there is no file ${name}`
      : code === "EACCES"
        ? `${name} may not be read; change its permissions`
        : `${name} cannot be read: ${message}`;
  return new WindowError("BAD_FILE", sentence, { cause });
}
