import { AsyncDuckDB, type AsyncDuckDBConnection, VoidLogger } from "@duckdb/duckdb-wasm";
import workerUrl from "@duckdb/duckdb-wasm/dist/duckdb-browser-eh.worker.js?url";
import engineUrl from "@duckdb/duckdb-wasm/dist/duckdb-eh.wasm?url";

const NOT_STARTED = "the database could not be started; reload the page";

/** DuckDB in a worker of this page's own origin. */
export class Database {
  /** For loading and for the messages in sight; for prompts one by one; for files that are written. */
  readonly connection: AsyncDuckDBConnection;
  readonly reading: AsyncDuckDBConnection;
  readonly writing: AsyncDuckDBConnection;
  readonly #duckdb: ToldDuckDB;

  private constructor(
    duckdb: ToldDuckDB,
    [connection, reading, writing]: [AsyncDuckDBConnection, AsyncDuckDBConnection, AsyncDuckDBConnection],
  ) {
    this.#duckdb = duckdb;
    [this.connection, this.reading, this.writing] = [connection, reading, writing];
  }

  static async open(): Promise<Database> {
    const worker = new Worker(workerUrl);
    const duckdb = new ToldDuckDB(new VoidLogger(), worker);
    // A worker that cannot be loaded says so to nobody else, and would be waited for without end.
    const failed = new Promise<never>((_, reject) => {
      worker.addEventListener("error", () => reject(new Error(NOT_STARTED)));
    });
    try {
      await Promise.race([duckdb.instantiate(engineUrl), failed, refused()]);
    } catch (error) {
      worker.terminate();
      throw error;
    }
    const connection = await duckdb.connect();
    // What DuckDB does not have inside it would otherwise fetch from another origin.
    await connection.query("SET autoload_known_extensions = false");
    await connection.query("SET autoinstall_known_extensions = false");
    await connection.query("SET enable_progress_bar = true");
    await connection.query("SET progress_bar_time = 0");
    return new Database(duckdb, [connection, await duckdb.connect(), await duckdb.connect()]);
  }

  /** Is told how far each query is, between 0 and 1. */
  set onProgress(tell: (done: number) => void) {
    this.#duckdb.tell = tell;
  }

  async run(sql: string): Promise<void> {
    await this.connection.query(sql);
  }
}

/** Rejects if the engine cannot be fetched, which its worker does not report. Never resolves. */
async function refused(): Promise<never> {
  // What keeps the page's files has the engine, too, with a network and without.
  if (!navigator.serviceWorker?.controller) {
    const { ok, status } = await fetch(engineUrl, { method: "HEAD" }).catch(() => ({ ok: false, status: 0 }));
    // Not every server answers to HEAD.
    if (!ok && status !== 405 && status !== 501) throw new Error(NOT_STARTED);
  }
  return new Promise(() => {});
}

class ToldDuckDB extends AsyncDuckDB {
  tell: (done: number) => void = () => {};
  protected override _onExecutionProgress = [({ percentage }: { percentage: string }) => this.tell(Number(percentage) / 100)];
}
