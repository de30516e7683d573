// The way from a table to a plan, in a page.
import { openDuckDB } from "../tests/support/duckdb-page.js";
import * as fetching from "./fetch.js";

let connection;

/** Calls what measures, after it has begun, with a number of rows. */
globalThis.measure = async (name, ...args) => {
  if (name !== "begin") return fetching[name](...args);
  connection ??= await openDuckDB();
  return fetching.begin(connection, ...args);
};

globalThis.ready = true;
