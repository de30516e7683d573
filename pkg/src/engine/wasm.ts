import { WindowError } from "../error.js";
import { checkStream, readArrow, rowsOf } from "./arrow/read.js";
import { valuesOf } from "./arrow/values.js";
import { END_OF_STREAM } from "./arrow/write.js";
import type {
  ColumnValues,
  Engine,
  EngineFile,
  FileContent,
  FileKind,
  Progress,
  RowCount,
  TableOptions,
  Watch,
} from "./engine.js";
import { bytesOf, contentOf, rowCountOf, sqlOf, tableNameOf, tableOptionsOf, watchOf } from "./checks.js";
import { countRows } from "./count.js";
import { insertError, miscounted, queryError } from "./errors.js";
import { isContent } from "./files.js";
import { ownName } from "./names.js";
import { concatenated } from "./pieces.js";
import { guardMethods } from "../methods.js";
import { text } from "../options.js";
import { type TableName, tableName } from "./sql.js";
import { type Turns, turnsOf } from "./turns.js";

/** A connection of DuckDB-WASM, asynchronous or blocking. It stays the caller's. */
export interface WasmConnection {
  useUnsafe<T>(use: (bindings: WasmBindings, connection: number) => T): T;
}

type Eventually<T> = T | Promise<T>;

export interface WasmBindings {
  runQuery(connection: number, sql: string): Eventually<Uint8Array>;
  startPendingQuery(connection: number, sql: string, stream: boolean): Eventually<Uint8Array | null>;
  pollPendingQuery(connection: number): Eventually<Uint8Array | null>;
  cancelPendingQuery(connection: number): Eventually<boolean>;
  fetchQueryResults(connection: number): Eventually<Uint8Array | null>;
  insertArrowFromIPCStream(
    connection: number,
    ipc: Uint8Array,
    options: { name: string; schema?: string; create: boolean },
  ): Eventually<void>;
  registerFileBuffer(name: string, buffer: Uint8Array): Eventually<void>;
  registerFileHandle?(name: string, handle: unknown, protocol: number, direct: boolean): Eventually<void>;
  dropFile(name: string): unknown;
}

/**
 * Batches to request ahead: an asynchronous database computes the next ones while the last is in transit. More would
 * only delay an abort.
 */
const AHEAD = 4;

/** How long a blocking database may block the thread, in milliseconds. */
const BREATH = 10;

/** DuckDB-WASM's protocol for a File that the worker reads in place. */
const FILE_READER = 2;

/** An engine over DuckDB-WASM. */
export class WasmEngine implements Engine {
  readonly kind = "duckdb-wasm";
  // Parquet, JSON and zstd are extensions that DuckDB-WASM would download.
  readonly reads: ReadonlySet<FileKind> = new Set<FileKind>(["csv", "gzip"]);
  readonly #connection: WasmConnection;
  readonly #turns: Turns;

  static {
    guardMethods(this, (value) => #connection in value);
  }

  constructor(connection: WasmConnection) {
    [this.#connection, this.#turns] = [connection, turnsOf(connection)];
  }

  async run(sql: string, watching?: Watch): Promise<void> {
    const watch = watchOf(watching);
    sqlOf(sql);
    await this.#turns.take(async () => {
      if (!isWatched(watch)) return void (await this.#query(sql));
      for await (const message of this.#messages(sql, watch)) void message;
    });
  }

  async columns(sql: string, watching?: Watch): Promise<ColumnValues> {
    const watch = watchOf(watching);
    sqlOf(sql);
    const pieces = await this.#turns.take(async () => (isWatched(watch) ? this.#watched(sql, watch) : [await this.#query(sql)]));
    return valuesOf(readArrow(concatenated(pieces)));
  }

  async arrow(sql: string, watching?: RowCount): Promise<Uint8Array[]> {
    const watch = rowCountOf(watching);
    sqlOf(sql);
    if (!isWatched(watch)) return await this.#turns.take(async () => [await this.#query(sql)]);
    watch.signal?.throwIfAborted();
    const rows = watch.rows ?? (await countRows(this, sql, watch));
    const pieces = await this.#turns.take(() => this.#watched(sql, watch));
    const came = pieces.reduce((sum, piece) => sum + rowsOf(piece), 0);
    if (came !== rows) throw miscounted(came, rows);
    return [...pieces, END_OF_STREAM];
  }

  async *batches(sql: string, watching?: RowCount): AsyncGenerator<Uint8Array[], void, void> {
    const watch = rowCountOf(watching);
    sqlOf(sql);
    watch.signal?.throwIfAborted();
    const rows = watch.rows ?? (await countRows(this, sql, watch));
    let came = 0;
    for await (const message of this.#turns.stream(() => this.#messages(sql, watch))) {
      came += rowsOf(message);
      yield [message];
    }
    if (came !== rows) throw miscounted(came, rows);
  }

  async insert(table: TableName, given: Uint8Array, options?: TableOptions): Promise<void> {
    const { replace = false } = tableOptionsOf(options);
    const ipc = bytesOf("the Arrow data", given);
    const [name, schema, catalog] = [tableNameOf("table", table)].flat().reverse();
    const sql = tableName(table); // checks the name: the insert would accept ones that no query can use
    if (name === undefined || catalog !== undefined) {
      throw new WindowError(
        "BAD_OPTION",
        "DuckDB-WASM cannot insert into a table of an attached database; give table as a name, or [schema, name]",
      );
    }
    checkStream(ipc);
    await this.#turns.take(async () => {
      if (replace) await this.#query(`DROP TABLE IF EXISTS ${sql}`);
      const into = { name, create: true, ...(schema !== undefined && { schema }) };
      try {
        // An asynchronous connection detaches the bytes, hence the copy.
        await this.#connection.useUnsafe((bindings, id) => bindings.insertArrowFromIPCStream(id, ipc.slice(), into));
      } catch (cause) {
        throw insertError(name, cause);
      }
    });
  }

  async drop(table: TableName): Promise<void> {
    return this.run(`DROP TABLE IF EXISTS ${tableName(table)}`);
  }

  async file(given: FileContent, ending = ""): Promise<EngineFile> {
    text("ending", ending, '".csv"');
    const content = isContent(given) ? contentOf("content", given) : undefined;
    if (!content)
      throw new WindowError(
        "BAD_OPTION",
        "content is not a file that DuckDB-WASM can read; give a Blob or a Uint8Array, not a path",
      );
    const name = ownName(ending);
    await this.#connection.useUnsafe(async (bindings) => {
      // A worker in a browser reads a file in place.
      const hasReader = typeof FileReader === "function" && "terminate" in bindings;
      if (content instanceof Blob && hasReader && bindings.registerFileHandle) {
        return bindings.registerFileHandle(name, content, FILE_READER, true);
      }
      // The database takes over the buffer, hence the copy.
      const bytes = content instanceof Blob ? new Uint8Array(await content.arrayBuffer()) : content.slice();
      return bindings.registerFileBuffer(name, bytes);
    });
    const drop = async () => {
      try {
        await this.#connection.useUnsafe((bindings) => bindings.dropFile(name));
      } catch (error) {
        // To drop a file, DuckDB-WASM asks whether it is of this class, which WebKitGTK lacks. A handle takes no memory.
        if (!String(error).includes("FileSystemSyncAccessHandle")) throw error;
      }
    };
    return { name, drop };
  }

  async #query(sql: string): Promise<Uint8Array> {
    try {
      return await this.#connection.useUnsafe((bindings, id) => bindings.runQuery(id, sql));
    } catch (cause) {
      throw queryError(cause);
    }
  }

  async #watched(sql: string, watch: Watch): Promise<Uint8Array[]> {
    const pieces: Uint8Array[] = [];
    for await (const message of this.#messages(sql, watch)) pieces.push(message);
    return pieces;
  }

  /**
   * Runs a query and yields the messages of its result: the schema, then record batches as the database computes them.
   * The connection is busy until the query has ended.
   */
  async *#messages(sql: string, { signal, onProgress }: Watch): AsyncGenerator<Uint8Array, void, void> {
    const connection = this.#connection;
    let breathed = performance.now();
    const step = async <T>(use: (bindings: WasmBindings, id: number) => Eventually<T>): Promise<T> => {
      signal?.throwIfAborted();
      try {
        const result = connection.useUnsafe(use);
        if (result instanceof Promise) return await result;
        // A blocking database needs a pause in which a signal can abort it.
        if (performance.now() - breathed > BREATH) {
          await new Promise((resolve) => setTimeout(resolve));
          breathed = performance.now();
        }
        return result;
      } catch (cause) {
        throw queryError(cause);
      }
    };
    const coming: Eventually<Uint8Array | null>[] = [];
    const next = (bindings: WasmBindings, id: number) => {
      do {
        const batch = bindings.fetchQueryResults(id);
        if (batch instanceof Promise) batch.catch(() => {}); // an error is thrown when the batch is awaited
        coming.push(batch);
      } while (coming[0] instanceof Promise && coming.length < AHEAD);
      return coming.shift() as Eventually<Uint8Array | null>;
    };
    const progress: Progress = { bytes: 0, batches: 0 };
    signal?.throwIfAborted();
    let hasEnded = false;
    try {
      let message = await step((bindings, id) => bindings.startPendingQuery(id, sql, true));
      while (message === null) message = await step((bindings, id) => bindings.pollPendingQuery(id));
      for (;;) {
        yield message;
        do message = await step(next);
        while (message === null);
        if (message.length === 0) break;
        progress.bytes += message.length;
        progress.batches++;
        onProgress?.({ ...progress });
      }
      hasEnded = true;
    } finally {
      await Promise.allSettled(coming);
      if (!hasEnded) await this.#cancel();
    }
  }

  /** Aborts the running query and frees its result, which takes another query. */
  async #cancel(): Promise<void> {
    try {
      await this.#connection.useUnsafe((bindings, id) => bindings.cancelPendingQuery(id));
      await this.#connection.useUnsafe((bindings, id) => bindings.runQuery(id, "SELECT NULL"));
    } catch {
      // The error that ended the query is the one to throw.
    }
  }
}

function isWatched({ signal, onProgress }: Watch): boolean {
  return signal !== undefined || onProgress !== undefined;
}
