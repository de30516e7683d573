// Connections of each database are taken by their own types.
import type { AsyncDuckDBConnection } from "@duckdb/duckdb-wasm";
import type { DuckDBConnection as BlockingConnection } from "@duckdb/duckdb-wasm/blocking";
import type { DuckDBConnection as NativeConnection } from "@duckdb/node-api";
import { auditQueries, engineOf, fetchRows, type Connection, type Engine } from "windrow/duckdb";

declare const asynchronous: AsyncDuckDBConnection;
declare const blocking: BlockingConnection;
declare const native: NativeConnection;
declare const engine: Engine;

for (const connection of [asynchronous, blocking, native, engine] satisfies Connection[]) {
  void fetchRows(connection, { from: "t" });
}
export const audited: NativeConnection = auditQueries(native).connection;
export const readsJson: boolean = engineOf(native).reads.has("json");
