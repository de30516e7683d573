// Loads files into a database, in this process.
import { DuckDBInstance } from "@duckdb/node-api";
import { openDuckDB } from "../../scripts/lib/duckdb.js";

export { loadMessages } from "windrow/etl";

/** A file as a person would choose it. */
export const source = (name, ...parts) => ({ name, blob: new Blob(parts) });

/** Connections to both databases, each with a function that reads a small result as rows. */
export async function openBoth({ threads = 2 } = {}) {
  const { connection: wasm } = await openDuckDB();
  const native = await openNative(threads);
  return [
    {
      name: "DuckDB-WASM",
      connection: wasm,
      rows: async (sql) =>
        wasm
          .query(sql)
          .toArray()
          .map((row) => Object.values(row.toJSON())),
    },
    { name: "native DuckDB", connection: native, rows: async (sql) => (await native.runAndReadAll(sql)).getRowsJS() },
  ];
}

export async function openNative(threads) {
  const connection = await (await DuckDBInstance.create(":memory:", { threads: String(threads) })).connect();
  await connection.run("SET autoinstall_known_extensions = false; SET autoload_known_extensions = false");
  return connection;
}

/** The columns of messages that tests look at, as texts, in the table's order. */
export const MESSAGES = "SELECT strftime(time, '%Y-%m-%d %H:%M:%S') AS time, author, text, chat, kind FROM source ORDER BY rowid";
