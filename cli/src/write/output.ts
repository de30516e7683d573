import { once } from "node:events";
import { type FileHandle, open } from "node:fs/promises";
import { WindowError } from "windrow";

/** What is written at once. */
const BLOCK = 1 << 18;
/** How much of a text is escaped at once: a window may be longer than a string can be. */
const PIECE = 1 << 15;

/** Where windows are written: standard output, or a file. In blocks that its reader can keep up with. */
export class Output {
  readonly #name: string;
  readonly #file: FileHandle | undefined;
  #block = Buffer.allocUnsafe(BLOCK);
  #length = 0;

  private constructor(name: string, file?: FileHandle) {
    [this.#name, this.#file] = [name, file];
  }

  /** Its reader may go, as `head` does: that is no error, and there is nothing left to do. */
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

  /** Makes a file, or empties it. @throws WindowError: `BAD_FILE` */
  static async file(path: string): Promise<Output> {
    return new Output(path, await open(path, "w").catch((cause: unknown) => unwritable(path, cause)));
  }

  async text(text: string): Promise<void> {
    if (this.#length + 3 * text.length > BLOCK) {
      await this.#flush();
      if (3 * text.length > BLOCK) return this.#write(Buffer.from(text));
    }
    this.#length += this.#block.write(text, this.#length);
  }

  /** UTF-8 as the inside of a JSON string. Bytes are escaped as if they were Latin-1, which leaves all but ASCII as it is. */
  async json(bytes: Buffer): Promise<void> {
    for (let at = 0; at < bytes.length; at += PIECE) {
      const quoted = JSON.stringify(bytes.toString("latin1", at, at + PIECE));
      if (this.#length + quoted.length > BLOCK) await this.#flush();
      this.#length += this.#block.write(quoted.slice(1, -1), this.#length, "latin1");
    }
  }

  async bytes(bytes: Uint8Array): Promise<void> {
    await this.#flush();
    await this.#write(bytes);
  }

  /** Writes what is left, and closes a file. */
  async end(): Promise<void> {
    await this.#flush();
    await this.#file?.close();
  }

  async #flush(): Promise<void> {
    const block = this.#block.subarray(0, this.#length);
    // Standard output may still hold the last one.
    [this.#block, this.#length] = [Buffer.allocUnsafe(BLOCK), 0];
    if (block.length > 0) await this.#write(block);
  }

  async #write(bytes: Uint8Array): Promise<void> {
    if (this.#file) {
      for (let at = 0; at < bytes.length; ) {
        at += (await this.#file.write(bytes, at).catch((cause: unknown) => unwritable(this.#name, cause))).bytesWritten;
      }
    } else if (!process.stdout.write(bytes)) await once(process.stdout, "drain");
    // That the reader has gone is told in a turn of its own.
    else await new Promise(setImmediate);
  }
}

function unwritable(path: string, cause: unknown): never {
  throw new WindowError("BAD_FILE", `${path} cannot be written: ${(cause as Error).message}`, { cause });
}
