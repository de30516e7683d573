import { Rows } from "../rows.js";
import { type Connection, runQuery } from "./connection.js";
import { identifier } from "./sql.js";

/** Which columns of a table to fetch. */
export interface RowsQuery {
  /** The table's name. */
  from: string;
  /** The column of times (TIMESTAMP of any kind, or DATE); rows are fetched in its order. */
  time?: string | undefined;
  /** The column of texts (VARCHAR): its lengths in bytes become the measure `bytes`. */
  text?: string | undefined;
  /** Columns of whole numbers, by the measure's name. */
  measures?: Record<string, string | undefined> | undefined;
  /** Columns that order what has the same time. What is the same in these stays as inserted. */
  orderBy?: readonly string[] | undefined;
}

/** What came of the one query. */
export interface Fetched {
  /** The rows, in the order of the query. */
  rows: Rows;
  /** The query. */
  sql: string;
  /** How many bytes came from the database. */
  bytes: number;
}

/**
 * Fetches the columns that windows are computed from, in *one* query, whatever the number of
 * windows: narrow, measured and ordered inside the database. The texts stay where they are.
 *
 * @throws {@link WindowError} `MISSING_COLUMN`, `QUERY_FAILED`, and what {@link Rows.fromArrow}
 *   throws
 */
export async function fetchRows(connection: Connection, query: RowsQuery): Promise<Fetched> {
  const measures = Object.entries(query.measures ?? {}).filter(hasColumn);
  const names = [...measures.map(([, column]) => column), ...(query.time ? [query.time] : [])];
  const lengths = query.text === undefined ? undefined : lengthsName(query.text, names);
  const sql = select(query, names, lengths);
  const ipc = await runQuery(connection, sql);
  const rows = Rows.fromArrow(ipc, {
    time: query.time,
    measures: { ...Object.fromEntries(measures), ...(lengths && { bytes: lengths }) },
  });
  return { rows, sql, bytes: ipc.byteLength };
}

function select(query: RowsQuery, names: string[], lengths: string | undefined): string {
  const columns = [...new Set(names)].map(identifier);
  if (query.text !== undefined && lengths !== undefined) {
    // strlen counts bytes, where length counts characters.
    columns.push(`coalesce(strlen(${identifier(query.text)}), 0)::UINTEGER AS ${identifier(lengths)}`);
  }
  if (columns.length === 0) columns.push("1::UTINYINT AS row"); // only the number of rows counts
  const order = [...(query.time ? [query.time] : []), ...(query.orderBy ?? [])].map(identifier);
  // What ties would come in any order, and in another one the next time, without the place in which
  // it was inserted. That is no `rowid`, which views do not have.
  if (order.length > 0) order.push("row_number() OVER ()");
  const ordered = order.length > 0 ? ` ORDER BY ${order.join(", ")}` : "";
  return `SELECT ${columns.join(", ")} FROM ${identifier(query.from)}${ordered}`;
}

/** A name for the lengths that no column fetched beside them has, and that errors can show. */
function lengthsName(text: string, taken: string[]): string {
  let name = `strlen(${text})`;
  while (taken.includes(name)) name += "'";
  return name;
}

function hasColumn(entry: [string, string | undefined]): entry is [string, string] {
  return entry[1] !== undefined;
}
