import type { Engine } from "../engine/index.js";
import { follows } from "./order.js";
import type { RowsQuery } from "./query.js";
import { column, source } from "./source.js";

/** Facts about rows before they are fetched. */
export interface Survey {
  /** Number of rows. */
  rows: number;
  /** Whether the rows are stored in the requested order; only where `by` was given. */
  inOrder: boolean;
  /** The columns to fetch as text. */
  asText: ReadonlySet<string>;
}

/**
 * Types of partitions and keys that are fetched as text. Arrow has them as numbers that cannot be keys, or not exactly,
 * and some are lost in results that come batch by batch.
 */
const AS_TEXT = /^(?:UHUGEINT|FLOAT|DOUBLE|BOOLEAN|DATE|TIME|TIME_NS|TIMESTAMP.*)$/;
const ENUM = /^ENUM\([^]*\)$/;

/**
 * Queries, in one statement, what must be known of rows that come batch by batch.
 *
 * @param by columns to check the order of the rows by
 */
export async function survey(engine: Engine, query: RowsQuery, by: readonly string[], signal?: AbortSignal): Promise<Survey> {
  const { from, partition, key, include = [] } = query;
  const names = [...new Set([partition, key, ...include].filter((name) => name !== undefined))];
  const asked = ["count(*)::DOUBLE AS rows"];
  if (by.length > 0) asked.push("count(*) FILTER (NOT follows)::DOUBLE AS breaks");
  // The database knows types without reading rows, but `any_value` needs one: the types of an empty table are null.
  names.forEach((_, i) => asked.push(`any_value(typeof(c${i})) AS type${i}`));
  const columns = names.map((name, i) => `${column(name)} AS c${i}`);
  if (by.length > 0) columns.push(`${follows(by)}::BOOLEAN AS follows`);
  const sql = `SELECT ${asked.join(", ")} FROM (SELECT ${columns.join(", ") || "1"} FROM ${source(from)})`;
  const answer = await engine.columns(sql, { signal });
  const [rows, breaks] = [answer.rows![0] as number, (answer.breaks?.[0] ?? 0) as number];
  const isText = (name: string, i: number) => {
    const type = String(answer[`type${i}`]![0] ?? "");
    return ENUM.test(type) || (AS_TEXT.test(type) && (name === partition || name === key));
  };
  return { rows, inOrder: breaks <= 1, asText: new Set(names.filter(isText)) };
}
