/**
 * The one question that DuckDB-WASM is asked.
 *
 * @packageDocumentation
 */
export type { Connection } from "./connection.js";
export { loadCsv, type CsvLoad } from "./csv.js";
export { fetchRows, type Fetched, type RowsQuery } from "./fetch.js";
