import { WindowError } from "../error.js";
import { type ArrowBatch, checkStream, readArrow } from "./arrow/read.js";
import { valuesOf } from "./arrow/values.js";
import { END_OF_STREAM, batchMessage, schemaMessage } from "./arrow/write.js";
import { type Appender, append, createTable } from "./append.js";
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
import { bytesOf, rowCountOf, sqlOf, tableNameOf, tableOptionsOf, watchOf } from "./checks.js";
import { countRows } from "./count.js";
import { insertError, miscounted, queryError } from "./errors.js";
import { nativeFile } from "./files.js";
import { guardMethods } from "../methods.js";
import { text } from "../options.js";
import { type TableName, tableName } from "./sql.js";
import { type Turns, turnsOf } from "./turns.js";
import { type Chunk, type ColumnType, type VectorReader, vectorReader } from "./vectors.js";

/** A connection of native DuckDB (`@duckdb/node-api`). It stays the caller's. */
export interface NativeConnection {
  run(sql: string): Promise<NativeResult>;
  stream(sql: string): Promise<NativeResult>;
  createAppender(table: string, schema?: string | null, catalog?: string | null): Promise<Appender>;
  interrupt(): void;
  readonly progress: { percentage: number };
}

export interface NativeResult {
  columnNames(): string[];
  columnTypes(): ColumnType[];
  fetchChunk(): Promise<Chunk | null>;
}

/** How often a watched query is polled, in milliseconds. */
const LOOK = 20;

/** An engine over native DuckDB in Node. */
export class NativeEngine implements Engine {
  readonly kind = "duckdb-node";
  readonly reads: ReadonlySet<FileKind> = new Set<FileKind>(["csv", "json", "parquet", "gzip", "zstd"]);
  readonly #connection: NativeConnection;
  readonly #turns: Turns;
  /** Whether the connection reports progress. */
  #tells = false;

  static {
    guardMethods(this, (value) => #connection in value);
  }

  constructor(connection: NativeConnection) {
    [this.#connection, this.#turns] = [connection, turnsOf(connection)];
  }

  async run(sql: string, watching?: Watch): Promise<void> {
    const watch = watchOf(watching);
    sqlOf(sql);
    await this.#turns.take(async () => void (await this.#result(sql, watch)));
  }

  async columns(sql: string, watching?: Watch): Promise<ColumnValues> {
    const watch = watchOf(watching);
    sqlOf(sql);
    return await this.#turns.take(async () => {
      const result = await this.#result(sql, watch);
      const [names, readers] = [result.columnNames(), readersOf(result)];
      const batches: ArrowBatch[] = [];
      for (let batch; (batch = await nextBatch(result, readers));) batches.push(batch);
      return valuesOf({ fields: readers.map(({ type }, i) => ({ name: names[i]!, type })), batches });
    });
  }

  /** The result is materialised in the database first. Its errors are thrown, and no other query can end it. */
  async arrow(sql: string, watching?: RowCount): Promise<Uint8Array[]> {
    const watch = rowCountOf(watching);
    sqlOf(sql);
    return await this.#turns.take(async () => {
      const pieces: Uint8Array[] = [];
      const result = await this.#result(sql, watch);
      for await (const { message } of messages(result, watch)) pieces.push(...message);
      return [...pieces, END_OF_STREAM];
    });
  }

  async *batches(sql: string, watching?: RowCount): AsyncGenerator<Uint8Array[], void, void> {
    const watch = rowCountOf(watching);
    sqlOf(sql);
    const { signal } = watch;
    signal?.throwIfAborted();
    const rows = watch.rows ?? (await countRows(this, sql, watch));
    let came = 0;
    for await (const { message, rows } of this.#turns.stream(() => this.#streamed(sql, watch))) {
      came += rows;
      yield message;
    }
    if (came === rows) return;
    // A failed stream ends like a complete one. Running the query again throws its error.
    await this.run(`EXPLAIN ANALYZE ${sql}`, { signal });
    throw miscounted(came, rows);
  }

  async insert(table: TableName, given: Uint8Array, options?: TableOptions): Promise<void> {
    const { replace = false } = tableOptionsOf(options);
    const ipc = bytesOf("the Arrow data", given);
    const [name, schema, catalog, more] = [tableNameOf("table", table)].flat().reverse();
    const sql = tableName(table);
    if (name === undefined || more !== undefined)
      throw new WindowError("BAD_OPTION", "table is no name; give one, [schema, name] or [catalog, schema, name]");
    checkStream(ipc);
    const read = readArrow(ipc);
    await this.#turns.take(async () => {
      if (replace) await this.#result(`DROP TABLE IF EXISTS ${sql}`, {});
      const made = await this.#connection.run(createTable(sql, read.fields)).catch((cause: unknown) => {
        throw insertError(name, cause);
      });
      try {
        const appender = await this.#connection.createAppender(name, schema ?? null, catalog ?? null);
        append(appender, read, (await made.fetchChunk())!);
      } catch (cause) {
        await this.#connection.run(`DROP TABLE IF EXISTS ${sql}`);
        throw queryError(cause);
      }
    });
  }

  async drop(table: TableName): Promise<void> {
    return this.run(`DROP TABLE IF EXISTS ${tableName(table)}`);
  }

  async file(content: FileContent, ending = ""): Promise<EngineFile> {
    text("ending", ending, '".csv"');
    return nativeFile(content, ending);
  }

  async *#streamed(sql: string, watch: Watch): AsyncGenerator<Batch, void, void> {
    const { signal } = watch;
    const result = await this.#watched(() => this.#connection.stream(sql), { signal });
    yield* messages(result, watch, (next) => this.#watched(next, { signal }));
  }

  #result(sql: string, watch: Watch): Promise<NativeResult> {
    return this.#watched(() => this.#connection.run(sql), watch);
  }

  /** An interrupt before the query has begun is lost, so it is repeated until the query has ended. */
  async #watched<T>(ask: () => Promise<T>, { signal, onProgress }: Watch): Promise<T> {
    signal?.throwIfAborted();
    let timer: ReturnType<typeof setInterval> | undefined;
    const look = () => {
      if (signal?.aborted) return this.#connection.interrupt();
      const done = this.#connection.progress.percentage / 100;
      if (done >= 0) onProgress?.({ bytes: 0, batches: 0, done: Math.min(done, 1) });
    };
    try {
      if (onProgress && !this.#tells) {
        // The progress is -1 without the bar, which must not be printed among the caller's own output.
        await this.#connection.run("SET enable_progress_bar = true; SET enable_progress_bar_print = false");
        this.#tells = true;
      }
      const asked = ask();
      if (signal || onProgress) timer = setInterval(look, LOOK);
      const result = await asked;
      signal?.throwIfAborted();
      return result;
    } catch (cause) {
      signal?.throwIfAborted();
      throw queryError(cause);
    } finally {
      clearInterval(timer);
    }
  }
}

interface Batch {
  message: Uint8Array[];
  rows: number;
}

/** @param ask fetches a batch; of a stream, this runs part of the query, so it may have to be interrupted */
async function* messages(
  result: NativeResult,
  { signal, onProgress }: Watch,
  ask: <T>(next: () => Promise<T>) => Promise<T> = (next) => next(),
): AsyncGenerator<Batch, void, void> {
  const [names, readers] = [result.columnNames(), readersOf(result)];
  yield { message: [schemaMessage(readers.map(({ type }, i) => ({ name: names[i]!, type })))], rows: 0 };
  const progress: Progress = { bytes: 0, batches: 0 };
  for (;;) {
    signal?.throwIfAborted();
    const batch = await ask(() => nextBatch(result, readers));
    if (!batch) return;
    const message = batchMessage(batch.length, batch.columns);
    yield { message, rows: batch.length };
    progress.bytes += message.reduce((sum, { length }) => sum + length, 0);
    progress.batches++;
    onProgress?.({ ...progress });
  }
}

function readersOf(result: NativeResult): VectorReader[] {
  const names = result.columnNames();
  return result.columnTypes().map((type, i) => vectorReader(names[i]!, type));
}

async function nextBatch(result: NativeResult, readers: readonly VectorReader[]): Promise<ArrowBatch | undefined> {
  try {
    const chunk = await result.fetchChunk();
    const rows = chunk?.rowCount ?? 0;
    if (!chunk || rows === 0) return undefined;
    return { length: rows, columns: readers.map(({ read }, i) => read(chunk.getColumnVector(i), rows)) };
  } catch (cause) {
    throw queryError(cause);
  }
}
