import type { AsyncDuckDB } from "@duckdb/duckdb-wasm";
import type { Connection } from "../duckdb/connection.js";
import { identifier } from "../duckdb/sql.js";
import type { Chosen, Problem, Stage } from "./format.js";

/** `DuckDBDataProtocol.BROWSER_FILEREADER` */
const FILE_READER = 2;
/** How long the page may stand still, in milliseconds. */
const BREATH = 30;

/** Holds what is brought into the database for one file, and lets go of it. */
export class DatabaseStage implements Stage {
  readonly connection: Connection;
  readonly table: string;
  readonly signal: AbortSignal;
  readonly choice: Chosen | undefined;
  readonly problems: Problem[] = [];
  readonly #onProgress: (done: number) => void;
  readonly #files: string[] = [];
  readonly #tables: string[] = [];
  #breathed = performance.now();

  constructor(
    connection: Connection,
    table: string,
    { signal, onProgress, choice }: { signal: AbortSignal; onProgress: (done: number) => void; choice?: Chosen },
  ) {
    [this.connection, this.table, this.choice] = [connection, table, choice];
    [this.signal, this.#onProgress] = [signal, onProgress];
  }

  async file(name: string, content: Uint8Array | Blob): Promise<void> {
    this.signal.throwIfAborted();
    this.#files.push(name);
    await this.connection.useUnsafe(async (bindings) => {
      if (content instanceof Uint8Array) await bindings.registerFileBuffer(name, content);
      // A worker reads a file where it lies.
      else if ("postTask" in bindings) await (bindings as unknown as AsyncDuckDB).registerFileHandle(name, content, FILE_READER, true);
      else await bindings.registerFileBuffer(name, new Uint8Array(await content.arrayBuffer()));
    });
  }

  async insert(name: string, ipc: Uint8Array): Promise<void> {
    this.signal.throwIfAborted();
    if (name !== this.table) this.#tables.push(name);
    await this.connection.useUnsafe((bindings, id) =>
      bindings.insertArrowFromIPCStream(id, ipc, { name, create: true }),
    );
  }

  report(problem: Problem): void {
    this.problems.push(problem);
  }

  async progress(done: number): Promise<void> {
    if (performance.now() - this.#breathed < BREATH) return;
    this.#onProgress(done);
    await new Promise((resolve) => setTimeout(resolve));
    this.signal.throwIfAborted();
    this.#breathed = performance.now();
  }

  /** Lets go of all but the table of messages. */
  async clear(): Promise<void> {
    for (const name of this.#files) {
      await this.connection.useUnsafe((bindings) => bindings.dropFile(name));
    }
    if (this.#tables.length === 0) return;
    const drops = this.#tables.map((name) => `DROP TABLE IF EXISTS ${identifier(name)}`);
    await this.connection.useUnsafe((bindings, id) => bindings.runQuery(id, drops.join("; ")));
  }
}
