import { createRequire } from "node:module";
import { dirname, join } from "node:path";

const require = createRequire(import.meta.url);
// As a module, it does not find itself.
const Worker = require("web-worker");

/** The version of DuckDB-WASM that this project pins; `NEXT` is the line to come. */
export const CURRENT = "@duckdb/duckdb-wasm";
export const NEXT = "duckdb-wasm-next";

// The `mvp` build is the fallback of engines without exceptions, and hides the text of SQL errors.
function ehOf(wasm) {
  const dist = dirname(require.resolve(`${wasm}/blocking`));
  return { mainModule: join(dist, "duckdb-eh.wasm"), mainWorker: join(dist, "duckdb-node-eh.worker.cjs") };
}

/**
 * Opens DuckDB-WASM in this process, and counts every query that reaches it.
 *
 * @param {string} wasm which package: `CURRENT` or `NEXT`
 * @returns {Promise<{
 *   database: import("@duckdb/duckdb-wasm/blocking").DuckDBNodeBindings,
 *   connection: import("@duckdb/duckdb-wasm/blocking").DuckDBConnection,
 *   queries: () => number,
 * }>}
 */
export async function openDuckDB(wasm = CURRENT) {
  const duckdb = await import(`${wasm}/blocking`);
  const eh = ehOf(wasm);
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
  // Missing extensions would be fetched from the network, which never ends without one.
  connection.query("SET autoload_known_extensions = false");
  count = 0;
  return { database, connection, queries: () => count };
}

/**
 * Opens DuckDB-WASM in a worker, as a browser would.
 *
 * @returns {Promise<{
 *   database: import("@duckdb/duckdb-wasm").AsyncDuckDB,
 *   connection: import("@duckdb/duckdb-wasm").AsyncDuckDBConnection,
 *   close: () => Promise<void>,
 * }>}
 */
export async function openAsyncDuckDB(wasm = CURRENT) {
  const { AsyncDuckDB, VoidLogger } = await import(wasm);
  const eh = ehOf(wasm);
  const database = new AsyncDuckDB(new VoidLogger(), new Worker(eh.mainWorker));
  await database.instantiate(eh.mainModule);
  const connection = await database.connect();
  await connection.query("SET autoload_known_extensions = false");
  return { database, connection, close: () => database.terminate() };
}

/**
 * Opens native DuckDB in this process.
 *
 * @returns {Promise<{
 *   database: import("@duckdb/node-api").DuckDBInstance,
 *   connection: import("@duckdb/node-api").DuckDBConnection,
 *   close: () => void,
 * }>}
 */
export async function openNativeDuckDB() {
  const { DuckDBInstance } = await import("@duckdb/node-api");
  const quiet = { autoinstall_known_extensions: "false", autoload_known_extensions: "false" };
  const database = await DuckDBInstance.create(":memory:", quiet);
  const connection = await database.connect();
  const close = () => {
    connection.closeSync();
    database.closeSync();
  };
  return { database, connection, close };
}
