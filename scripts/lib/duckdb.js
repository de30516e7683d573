import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import * as duckdb from "@duckdb/duckdb-wasm/blocking";
import { AsyncDuckDB } from "@duckdb/duckdb-wasm";

const require = createRequire(import.meta.url);
const dist = dirname(require.resolve("@duckdb/duckdb-wasm/blocking"));
// As a module, it does not find itself.
const Worker = require("web-worker");
// The `mvp` build is the fallback of engines without exceptions, and hides what SQL errors say.
const eh = {
  mainModule: join(dist, "duckdb-eh.wasm"),
  mainWorker: join(dist, "duckdb-node-eh.worker.cjs"),
};

/**
 * Opens DuckDB-WASM in this process, and counts every query that reaches it.
 *
 * @returns {Promise<{
 *   database: duckdb.DuckDBNodeBindings,
 *   connection: duckdb.DuckDBConnection,
 *   queries: () => number,
 * }>}
 */
export async function openDuckDB() {
  const bundles = { mvp: eh, eh };
  const database = await duckdb.createDuckDB(bundles, new duckdb.VoidLogger(), duckdb.NODE_RUNTIME);
  await database.instantiate();
  let count = 0;
  for (const method of ["runQuery", "startPendingQuery", "runPrepared", "sendPrepared"]) {
    const call = database[method].bind(database);
    database[method] = (...args) => {
      count++;
      return call(...args);
    };
  }
  const connection = database.connect();
  // What is not inside would be fetched from the network, without end where there is none.
  connection.query("SET autoload_known_extensions = false");
  count = 0;
  return { database, connection, queries: () => count };
}

/**
 * Opens both, for what has to work with either.
 *
 * @returns {Promise<{
 *   blocking: duckdb.DuckDBConnection,
 *   asynchronous: import("@duckdb/duckdb-wasm").AsyncDuckDBConnection,
 *   close: () => Promise<void>,
 * }>}
 */
export async function openBothDuckDBs() {
  const { connection: blocking } = await openDuckDB();
  const { connection: asynchronous, close } = await openAsyncDuckDB();
  return { blocking, asynchronous, close };
}

/**
 * Opens DuckDB-WASM in a worker, as a browser would.
 *
 * @returns {Promise<{
 *   database: AsyncDuckDB,
 *   connection: import("@duckdb/duckdb-wasm").AsyncDuckDBConnection,
 *   close: () => Promise<void>,
 * }>}
 */
export async function openAsyncDuckDB() {
  const database = new AsyncDuckDB(new duckdb.VoidLogger(), new Worker(eh.mainWorker));
  await database.instantiate(eh.mainModule);
  const connection = await database.connect();
  await connection.query("SET autoload_known_extensions = false");
  return { database, connection, close: () => database.terminate() };
}
