import type { Engine, Watch } from "./engine.js";
import { literal } from "./sql.js";

/** Counts the rows of a query's result. */
export async function countRows(engine: Engine, sql: string, { signal }: Watch): Promise<number> {
  const { rows } = await engine.columns(`SELECT count(*)::DOUBLE AS rows FROM query(${literal(sql)})`, { signal });
  return rows![0] as number;
}
