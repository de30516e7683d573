/**
 * The few questions that DuckDB-WASM is asked, whatever the number of windows.
 *
 * @packageDocumentation
 */
export { auditQueries, type Audit, type AuditedQuery, type AuditOptions, type QueryShape } from "./audit.js";
export type { Connection, Progress, Watch } from "./connection.js";
export { loadCsv, type CsvLoad } from "./csv.js";
export { fetchRows, type Fetched } from "./fetch.js";
export type { RowOrder } from "./order.js";
export { insertPlan, type PlanTable } from "./plan-table.js";
export type { RowsQuery } from "./query.js";
export { readWindow, readWindows, type Reading } from "./read.js";
export { identifier, literal, type From, type TableName } from "./sql.js";
export { streamRows, type StreamWatch } from "./stream.js";
