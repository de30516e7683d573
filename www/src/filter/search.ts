import { type Connection, engineOf, identifier, literal, type Watch } from "windrow/duckdb";
import type { Loaded } from "windrow/etl";

/** Where a text is found. */
export interface Hits {
  /** The positions of the messages that hold it, ascending; the first of them where there are many. */
  positions: Uint32Array;
  /** How many messages hold it. */
  total: number;
}

/**
 * The messages whose text holds another, whatever its case and accents, by one query.
 *
 * @param loaded what is shown: of a filter, the filtered messages
 * @param most how many positions to give at most
 */
export async function search(
  connection: Connection,
  { table, columns }: Pick<Loaded, "table" | "columns">,
  text: string,
  most = 10_000,
  watch: Watch = {},
): Promise<Hits> {
  if (text === "" || text.includes("\0")) return { positions: new Uint32Array(), total: 0 };
  const plain = (sql: string) => `strip_accents(lower(${sql}))`;
  const found = await engineOf(connection).columns(
    // Not by rowid, which can be a column's name.
    `SELECT position, (count(*) OVER ())::DOUBLE AS total
     FROM (SELECT (row_number() OVER () - 1)::UINTEGER AS position, ${identifier(columns.text)}::VARCHAR AS text FROM ${identifier(table)})
     WHERE contains(${plain("text")}, ${plain(literal(text))}) ORDER BY position LIMIT ${most}`,
    watch,
  );
  return { positions: Uint32Array.from(found.position as number[]), total: (found.total![0] as number | undefined) ?? 0 };
}
