// DuckDB-WASM in a worker of the page's own origin.
import { AsyncDuckDB, VoidLogger } from "@duckdb/duckdb-wasm";

const dist = "/node_modules/@duckdb/duckdb-wasm/dist";

export async function openDuckDB() {
  const database = new AsyncDuckDB(new VoidLogger(), new Worker(`${dist}/duckdb-browser-eh.worker.js`));
  await database.instantiate(`${dist}/duckdb-eh.wasm`);
  const connection = await database.connect();
  await connection.query("SET autoload_known_extensions = false");
  return connection;
}
