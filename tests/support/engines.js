// The databases that one suite runs on: both kinds of connection of both lines of DuckDB-WASM, and native DuckDB.
import { CURRENT, NEXT, openAsyncDuckDB, openDuckDB, openNativeDuckDB } from "../../scripts/lib/duckdb.js";

const wasm = (open, version) => async () => {
  const { database, connection, close = () => {} } = await open(version);
  return {
    connection,
    connect: () => database.connect(),
    rows: async (sql) => (await connection.query(sql)).toArray().map((row) => [...row].map(([, value]) => value)),
    close,
  };
};

const native = async () => {
  const { database, connection, close } = await openNativeDuckDB();
  const rows = async (sql) => (await connection.runAndReadAll(sql)).getRowsJS();
  return { connection, connect: () => database.connect(), rows, close };
};

/**
 * @typedef {object} OpenEngine
 * @property {any} connection
 * @property {() => any} connect another connection of the same database
 * @property {(sql: string) => Promise<unknown[][]>} rows runs SQL without windrow
 * @property {() => unknown} close
 */

/** @type {{ name: string, isNative: boolean, open: () => Promise<OpenEngine> }[]} */
export const ENGINES = [
  { name: "DuckDB-WASM, asynchronous", isNative: false, open: wasm(openAsyncDuckDB, CURRENT) },
  { name: "DuckDB-WASM, blocking", isNative: false, open: wasm(openDuckDB, CURRENT) },
  { name: "DuckDB-WASM to come, asynchronous", isNative: false, open: wasm(openAsyncDuckDB, NEXT) },
  { name: "DuckDB-WASM to come, blocking", isNative: false, open: wasm(openDuckDB, NEXT) },
  { name: "native DuckDB", isNative: true, open: native },
];
