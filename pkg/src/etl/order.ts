import type { DatabaseStage } from "./stage.js";

/** Rows whose order is checked before that of all others: rows that are not sorted show it soon. */
const FIRST_ROWS = 100_000;

/** Whether the rows of a table are stored in the order of some columns, whose names are quoted for SQL. */
export async function liesIn(
  { engine, watch }: DatabaseStage,
  table: string,
  order: readonly string[],
  rows: number,
): Promise<boolean> {
  if (order.length === 0) return true;
  const keys = order.map((name, i) => `${name} AS key${i}, lag(${name}) OVER (ORDER BY rowid) AS before${i}`);
  const tuple = (name: string) => `(${order.map((_, i) => `${name}${i}`).join(", ")})`;
  for (const end of rows > FIRST_ROWS ? [FIRST_ROWS, rows] : [rows]) {
    const { moves } = await engine.columns(
      `SELECT count_if(${tuple("before")} > ${tuple("key")})::DOUBLE AS moves
       FROM (SELECT rowid AS place, ${keys.join(", ")} FROM ${table} WHERE rowid < ${end}) WHERE place > 0`,
      watch,
    );
    if (moves![0] !== 0) return false;
  }
  return true;
}
