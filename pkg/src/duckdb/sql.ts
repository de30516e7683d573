import { WindowError } from "../error.js";

/**
 * A name of a column or table that can be nothing else, whatever is in it.
 *
 * @throws WindowError: `BAD_OPTION` for what no SQL can name: nothing, or a NUL
 */
export function identifier(name: string): string {
  if (name === "" || name.includes("\0")) {
    throw new WindowError("BAD_OPTION", `no SQL can name ${JSON.stringify(name)}; rename it`);
  }
  return `"${name.replaceAll('"', '""')}"`;
}

/**
 * A string that can be nothing else, whatever is in it.
 *
 * @throws WindowError: `BAD_OPTION` for one with a NUL, which would end the query
 */
export function literal(text: string): string {
  if (text.includes("\0")) {
    throw new WindowError("BAD_OPTION", `no SQL can hold the NUL in ${JSON.stringify(text)}; leave it out`);
  }
  return `'${text.replaceAll("'", "''")}'`;
}

/** The name of a table or view, alone or after those of its catalog and schema. */
export type TableName = string | readonly string[];

/** Where rows come from: a table or view by its name, or a query. */
export type From = TableName | { sql: string };

export function tableName(name: TableName): string {
  return [name].flat().map(identifier).join(".");
}

/** What stands after FROM. A query is passed as text that DuckDB itself takes for one SELECT. */
export function source(from: From): string {
  if (typeof from === "string" || Array.isArray(from)) return `${tableName(from as TableName)} AS t`;
  const { sql } = from as { sql?: unknown };
  if (typeof sql === "string") return `query(${literal(sql)}) AS t`;
  throw new WindowError("BAD_OPTION", "from is no name; give that of a table, or { sql: \"SELECT …\" }");
}

/** A column of {@link source}, which nothing else in a query can be taken for. */
export function column(name: string): string {
  return `t.${identifier(name)}`;
}
