import { type TableName, identifier, literal, tableName } from "../engine/sql.js";
import { WindowError } from "../error.js";

/** The source of rows: a table or view by its name, or a query. */
export type From = TableName | { sql: string };

/** The source as a FROM clause's operand. A query is passed as text, which DuckDB accepts only as one SELECT. */
export function source(from: From): string {
  if (typeof from === "string" || Array.isArray(from)) return `${tableName(from as TableName)} AS t`;
  const { sql } = (from ?? {}) as { sql?: unknown };
  if (typeof sql === "string") return `query(${literal(sql)}) AS t`;
  throw new WindowError("BAD_OPTION", 'from is no name; give that of a table, or { sql: "SELECT …" }');
}

/** A column of {@link source}, qualified so that nothing else can have its name. */
export function column(name: string): string {
  return `t.${identifier(name)}`;
}
