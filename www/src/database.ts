import { AsyncDuckDB, type AsyncDuckDBConnection, VoidLogger } from "@duckdb/duckdb-wasm";
import workerUrl from "@duckdb/duckdb-wasm/dist/duckdb-browser-eh.worker.js?url";
import engineUrl from "@duckdb/duckdb-wasm/dist/duckdb-eh.wasm?url";

/** DuckDB in a worker of this page's own origin, with every query counted. */
export class Database {
  readonly connection: AsyncDuckDBConnection;
  readonly #duckdb: CountedDuckDB;
  #reads = 0;

  private constructor(duckdb: CountedDuckDB, connection: AsyncDuckDBConnection) {
    this.#duckdb = duckdb;
    this.connection = connection;
  }

  static async open(): Promise<Database> {
    const worker = new Worker(workerUrl);
    const duckdb = new CountedDuckDB(new VoidLogger(), worker);
    // A worker that cannot be loaded says so to nobody else, and would be waited for without end.
    const failed = new Promise<never>((_, reject) => {
      const error = new Error("the database could not be started; reload the page");
      worker.addEventListener("error", () => reject(error));
    });
    await Promise.race([duckdb.instantiate(engineUrl), failed]);
    const connection = await duckdb.connect();
    // What DuckDB does not have inside it would otherwise fetch from another origin.
    await connection.query("SET autoload_known_extensions = false");
    await connection.query("SET autoinstall_known_extensions = false");
    await connection.query("SET enable_progress_bar = true");
    await connection.query("SET progress_bar_time = 0");
    return new Database(duckdb, connection);
  }

  /** Is told how far each query is, between 0 and 1. */
  set onProgress(tell: (done: number) => void) {
    this.#duckdb.tell = tell;
  }

  /** How many queries there have been, but for {@link read}, on which no window depends. */
  get queries(): number {
    return this.#duckdb.queries - this.#reads;
  }

  async run(sql: string): Promise<void> {
    await this.connection.query(sql);
  }

  /** Reads rows to show them. */
  async read(sql: string): Promise<unknown[][]> {
    const columns = await this.readColumns(sql);
    const rowAt = (row: number) => columns.map((column) => column.at(row));
    return Array.from({ length: columns[0]?.length ?? 0 }, (_, row) => rowAt(row));
  }

  /** The same as columns, of which a value is decoded when it is asked for. */
  async readColumns(sql: string): Promise<ReadColumn[]> {
    const before = this.#duckdb.queries;
    const result = this.connection.query(sql);
    // It is sent by now, and nobody else could send anything in between.
    this.#reads += this.#duckdb.queries - before;
    const table = await result;
    return table.schema.fields.map((_, i) => {
      const column = table.getChildAt(i);
      return { length: table.numRows, at: (row) => column?.get(row) };
    });
  }
}

/** A column of what was read. */
export interface ReadColumn {
  length: number;
  at(row: number): unknown;
}

class CountedDuckDB extends AsyncDuckDB {
  queries = 0;
  tell: (done: number) => void = () => {};
  protected override _onExecutionProgress = [
    ({ percentage }: { percentage: string }) => this.tell(Number(percentage) / 100),
  ];

  override runQuery(...args: Parameters<AsyncDuckDB["runQuery"]>) {
    this.queries++;
    return super.runQuery(...args);
  }

  override startPendingQuery(...args: Parameters<AsyncDuckDB["startPendingQuery"]>) {
    this.queries++;
    return super.startPendingQuery(...args);
  }

  override runPrepared(...args: Parameters<AsyncDuckDB["runPrepared"]>) {
    this.queries++;
    return super.runPrepared(...args);
  }

  override sendPrepared(...args: Parameters<AsyncDuckDB["sendPrepared"]>) {
    this.queries++;
    return super.sendPrepared(...args);
  }
}
