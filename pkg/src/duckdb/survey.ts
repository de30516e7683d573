import type { Engine } from "../engine/index.js";
import { follows } from "./order.js";
import type { RowsQuery } from "./query.js";
import { column, source } from "./source.js";

/** What is known of rows before they are fetched. */
export interface Survey {
  /** How many there are. */
  rows: number;
  /** Whether they lie in the order asked for; only where that was asked. */
  inOrder: boolean;
  /** The columns to be fetched as text. */
  asText: ReadonlySet<string>;
}

/**
 * Types of which a partition or a key is fetched as text, as Arrow has them as numbers that are no keys, or not
 * exactly; and which of them are lost on the way where a result comes batch by batch.
 */
const AS_TEXT = /^(?:UHUGEINT|FLOAT|DOUBLE|BOOLEAN|DATE|TIME|TIME_NS|TIMESTAMP.*)$/;
const ENUM = /^ENUM\([^]*\)$/;

/**
 * Asks in one query what has to be known of rows that come batch by batch.
 *
 * @param by columns of which it is asked whether the rows lie in their order
 */
export async function survey(engine: Engine, query: RowsQuery, by: readonly string[], signal?: AbortSignal): Promise<Survey> {
  const { from, partition, key, include = [] } = query;
  const names = [...new Set([partition, key, ...include].filter((name) => name !== undefined))];
  const asked = ["count(*)::DOUBLE AS rows"];
  if (by.length > 0) asked.push("count(*) FILTER (NOT follows)::DOUBLE AS breaks");
  // The database knows types without looking at a row, but for any value of them it needs one.
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
