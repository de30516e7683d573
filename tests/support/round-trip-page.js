// The round trip in a page.
import { tableFromIPC } from "apache-arrow";
import * as windrow from "windrow";
import * as adapter from "windrow/duckdb";
import { openDuckDB } from "./duckdb-page.js";
import { roundTrip } from "./round-trip.js";

const decode = (ipc) =>
  tableFromIPC(ipc)
    .toArray()
    .map((row) => [...row].map(([, value]) => value));

/** The errors of the round trip. */
globalThis.roundTrip = async () => {
  await windrow.init();
  const connection = await openDuckDB();
  const run = async (sql) => (await connection.query(sql)).toArray().map((row) => [...row].map(([, value]) => value));
  return roundTrip({ connection, run, toInsert: 1, windrow, adapter, decode });
};

/** The error of a loop over the database, and whether an abort left the connection usable. */
globalThis.auditAndAbort = async () => {
  const connection = await openDuckDB();
  const audit = adapter.auditQueries(connection, { maxRepeats: 3, onExceeded: "throw" });
  const loop = async () => {
    for (let i = 0; i < 9; i++) await audit.connection.query(`SELECT ${i}`);
  };
  const told = await loop().catch(({ code }) => code);
  const controller = new AbortController();
  setTimeout(() => controller.abort(), 50);
  const endless = {
    from: { sql: "SELECT i AS n FROM range(10000000000) AS r(i) WHERE hash(i) % 1000003 = 0" },
    measures: { n: "n" },
  };
  const began = performance.now();
  const aborted = await adapter.fetchRows(connection, endless, { signal: controller.signal }).catch(({ name }) => name);
  const ms = performance.now() - began;
  const { rows } = await adapter.fetchRows(connection, { from: { sql: "SELECT 7 AS n" }, measures: { n: "n" } });
  return { told, aborted, ms, total: rows.total("n"), queries: audit.queries.length };
};

globalThis.ready = true;
