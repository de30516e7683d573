/**
 * windrow's queries for DuckDB, in WebAssembly or natively: a fixed number, whatever the number of windows.
 *
 * @packageDocumentation
 */
export { repeatedNames } from "./apart.js";
export { auditQueries, type Audit, type AuditedQuery, type AuditOptions, type QueryShape } from "./audit.js";
export { loadCsv, type CsvLoad } from "./csv.js";
export type { TokensEstimate } from "./estimate.js";
export { fetchRows } from "./fetch.js";
export type { Fetched } from "./fetched.js";
export type { RowOrder } from "./order.js";
export { selectRows } from "./select.js";
export type { Sending } from "./line.js";
export type { Sent, SentRows } from "./sent.js";
export { insertPlan, type PlanTable } from "./plan-table.js";
export type { RowsQuery } from "./query.js";
export { readWindow, readWindows, type Reading } from "./read.js";
export type { From } from "./source.js";
export { streamRows, type StreamWatch } from "./stream.js";
export {
  engineOf,
  identifier,
  literal,
  tableName,
  type ColumnValues,
  type Connection,
  type Engine,
  type EngineFile,
  type FileContent,
  type FileKind,
  type NativeConnection,
  type Progress,
  type RowCount,
  type TableName,
  type TableOptions,
  type Value,
  type WasmConnection,
  type Watch,
} from "../engine/index.js";
