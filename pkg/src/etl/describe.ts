import type { Engine } from "../engine/index.js";
import type { Column } from "./loaded.js";

/** The columns of a table, whose name is quoted for SQL, or of a SELECT in parentheses. */
export async function columnsOf(engine: Engine, table: string): Promise<Column[]> {
  const { name, type } = await engine.columns(
    `SELECT column_name AS name, column_type AS type FROM (DESCRIBE SELECT * FROM ${table})`,
  );
  return name!.map((name, i) => ({ name: String(name), type: String(type![i]) }));
}

/** The number of rows in a table, whose name is quoted for SQL. */
export async function countRows(engine: Engine, table: string): Promise<number> {
  const { rows } = await engine.columns(`SELECT count(*)::DOUBLE AS rows FROM ${table}`);
  return Number(rows![0]);
}
