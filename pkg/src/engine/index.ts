/** The port to a database: one interface, and adapters for DuckDB-WASM and for native DuckDB. */
export type {
  ColumnValues,
  Engine,
  EngineFile,
  FileContent,
  FileKind,
  Progress,
  RowCount,
  TableOptions,
  Value,
  Watch,
} from "./engine.js";
export { WATCH, contentOf, tableNameOf, watchOf } from "./checks.js";
export { rowsOf } from "./arrow/read.js";
export { END_OF_STREAM } from "./arrow/write.js";
export type { NativeConnection } from "./native.js";
export { type Connection, engineOf } from "./of.js";
export { concatenated } from "./pieces.js";
export { identifier, literal, tableName, type TableName } from "./sql.js";
export { shareTurns } from "./turns.js";
export type { WasmConnection } from "./wasm.js";
