import { Rows } from "../rows.js";
import { type Connection, runQuery } from "./connection.js";
import type { RowsQuery } from "./query.js";
import { column, source } from "./sql.js";

/**
 * The columns of a query that are ENUMs: DuckDB-WASM loses their values where a result comes batch by
 * batch. What is no text is not to be cast, as a key of another type is another key; so this asks of
 * what type columns are, if there are any that matter. The database looks at no row to answer.
 */
export async function enums(connection: Connection, query: RowsQuery): Promise<Set<string>> {
  const { from, partition, key, include = [] } = query;
  const names = [...new Set([partition, key, ...include].filter((name) => name !== undefined))];
  if (names.length === 0) return new Set();
  const columns = names.map((name, i) => `${column(name)} AS c${i}`).join(", ");
  const described = `DESCRIBE SELECT ${columns} FROM ${source(from)}`;
  // A list of ENUMs ends otherwise.
  const sql = `SELECT (column_type LIKE 'ENUM(%)')::UTINYINT AS is_enum FROM (${described})`;
  const rows = Rows.fromArrow(await runQuery(connection, sql), { measures: { is_enum: "is_enum" } });
  const each = rows.windows({ max: { rows: 1 } });
  const flags = each.sum("is_enum");
  each.free();
  rows.free();
  return new Set(names.filter((_, i) => flags[i] === 1));
}
