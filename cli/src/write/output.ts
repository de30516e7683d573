import { once } from "node:events";
import { type FileHandle, open } from "node:fs/promises";
import { WindowError } from "windrow";
import { LONGEST_ESCAPE, escape } from "./escape.js";
import { requireOther } from "./kept.js";

/** Bytes to write at once. */
const BLOCK = 1 << 20;
/** Bytes of a text to escape at once: each may take six. */
const PIECE = 1 << 16;

/**
 * A destination of windows: standard output, or a file. Written in blocks, each after its reader has taken the one
 * before.
 */
export class Output {
  readonly #name: string;
  readonly #file: FileHandle | undefined;
  #block = Buffer.allocUnsafe(BLOCK);
  #length = 0;

  private constructor(name: string, file?: FileHandle) {
    [this.#name, this.#file] = [name, file];
  }

  /** Standard output. A reader that stops early, as `head` does, is not an error; the output then ends. */
  static stdout(): Output {
    if (process.stdout.listenerCount("error") === 0) {
      process.stdout.on("error", (error: NodeJS.ErrnoException) => {
        if (error.code === "EPIPE") process.exit(0);
        process.stderr.write(`windrow: the output cannot be written: ${error.message}\n`);
        process.exit(1);
      });
    }
    return new Output("the output");
  }

  /** Creates or truncates a file, unless it is one that is read. @throws WindowError: `BAD_FILE` */
  static async file(path: string): Promise<Output> {
    requireOther(path);
    return new Output(path, await open(path, "w").catch((cause: unknown) => unwritable(path, cause)));
  }

  async text(text: string): Promise<void> {
    if (this.#length + 3 * text.length > BLOCK) {
      await this.#flush();
      if (3 * text.length > BLOCK) return this.#write(Buffer.from(text));
    }
    this.#length += this.#block.write(text, this.#length);
  }

  /** Writes UTF-8 as the inside of a JSON string. */
  async json(bytes: Uint8Array): Promise<void> {
    for (let at = 0; at < bytes.length; at += PIECE) {
      const end = Math.min(at + PIECE, bytes.length);
      if (this.#length + LONGEST_ESCAPE * (end - at) > BLOCK) await this.#flush();
      this.#length = escape(bytes, at, end, this.#block, this.#length);
    }
  }

  async bytes(bytes: Uint8Array): Promise<void> {
    await this.#flush();
    await this.#write(bytes);
  }

  /** Writes the remaining bytes, and closes a file. */
  async end(): Promise<void> {
    await this.#flush();
    await this.#file?.close();
  }

  async #flush(): Promise<void> {
    const block = this.#block.subarray(0, this.#length);
    this.#length = 0;
    if (block.length === 0) return;
    // Standard output may still use a block that it was given.
    if (!this.#file) this.#block = Buffer.allocUnsafe(BLOCK);
    await this.#write(block);
  }

  async #write(bytes: Uint8Array): Promise<void> {
    if (this.#file) {
      for (let at = 0; at < bytes.length;) {
        at += (await this.#file.write(bytes, at).catch((cause: unknown) => unwritable(this.#name, cause))).bytesWritten;
      }
    } else if (!process.stdout.write(bytes)) await once(process.stdout, "drain");
    // A closed pipe is reported in a later turn of the event loop.
    else await new Promise(setImmediate);
  }
}

function unwritable(path: string, cause: unknown): never {
  throw new WindowError("BAD_FILE", `${path} cannot be written: ${(cause as Error).message}`, { cause });
}
