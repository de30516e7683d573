import type { Rows } from "windrow";
import { fetchRows, identifier, loadCsv } from "windrow/duckdb";
import type { Database } from "./database.js";
import { type Choice, type Column, isText, isTime } from "./guess.js";

/** Messages in a table where a row's position is its rowid, and what windows need of them. */
export interface Messages {
  table: string;
  columns: string[];
  choice: Choice;
  rows: Rows;
  /** How many queries were asked from when the table was in order. */
  queries: number;
  fetchMs: number;
}

const SOURCE = "source";
let tables = 0;

/** Loads a file as it is, and tells its columns. */
export async function inspect(database: Database, csv: Uint8Array): Promise<Column[]> {
  await loadCsv(database.connection, csv, { into: SOURCE });
  const sql = `SELECT column_name, column_type FROM (DESCRIBE ${SOURCE})`;
  const columns = (await database.read(sql)).map(
    ([name, type]): Column => ({ name: String(name), type: String(type), length: 0 }),
  );
  if (columns.some(({ name }) => name.toLowerCase() === "rowid")) {
    throw new Error("a column is called rowid, as DuckDB calls its own; rename it in the file");
  }
  await measure(database, columns.filter(isText));
  return columns;
}

async function measure(database: Database, texts: Column[]): Promise<void> {
  if (texts.length === 0) return;
  const means = texts.map(({ name }) => `avg(strlen(${identifier(name)}))`);
  const [lengths] = await database.read(`SELECT ${means.join(", ")} FROM ${SOURCE}`);
  texts.forEach((column, i) => {
    column.length = Number(lengths?.[i] ?? 0);
  });
}

/** Loads a file once more, so that what does not fit the chosen columns is told with its line. */
export async function reload(database: Database, csv: Uint8Array, choice: Choice): Promise<void> {
  await loadCsv(database.connection, csv, { into: SOURCE, ...choice });
}

/** Whether the chosen columns are of the right types as they were found. */
export function fits(columns: readonly Column[], { time, text }: Choice): boolean {
  const find = (name: string) => columns.find((column) => column.name === name);
  const [timeColumn, textColumn] = [time === undefined ? undefined : find(time), find(text)];
  return (!timeColumn || isTime(timeColumn)) && textColumn !== undefined && isText(textColumn);
}

/** Puts what was loaded in order, and fetches what windows are computed from. */
export async function arrange(
  database: Database,
  columns: readonly Column[],
  choice: Choice,
): Promise<Messages> {
  // A table of its own, so that rows of the plan that is still shown can be read meanwhile.
  const table = `messages ${++tables}`;
  const order = choice.time === undefined ? "rowid" : `${identifier(choice.time)}, rowid`;
  await database.run(`CREATE TABLE ${identifier(table)} AS FROM ${SOURCE} ORDER BY ${order}`);
  await database.run(`DROP TABLE ${SOURCE}`);
  try {
    const [before, start] = [database.queries, performance.now()];
    const { rows } = await fetchRows(database.connection, { from: table, ...choice });
    const [fetchMs, queries] = [performance.now() - start, database.queries - before];
    return { table, columns: columns.map(({ name }) => name), choice, rows, queries, fetchMs };
  } catch (error) {
    await drop(database, table);
    throw error;
  }
}

/** Gives the memory of messages back. */
export async function release(database: Database, { rows, table }: Messages): Promise<void> {
  rows.free();
  await drop(database, table);
}

async function drop(database: Database, table: string): Promise<void> {
  await database.run(`DROP TABLE IF EXISTS ${identifier(table)}`);
}
