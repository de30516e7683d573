import type { Rows } from "windrow";
import { fetchRows, identifier, literal } from "windrow/duckdb";
import type { Database } from "./database.js";
import { execute, loadMessages, PROBLEM, type Problem, type Source, type Watch } from "windrow/etl";
import { type Choice, type Column, isNumber, isText, isTime } from "./guess.js";

/** Messages in a table where a row's position is its rowid, and what windows need of them. */
export interface Messages {
  table: string;
  columns: string[];
  choice: Choice;
  rows: Rows;
  /** How many queries were asked from when the table was in order. */
  queries: number;
  fetchMs: number;
  /** What of the file is not in these messages, or not for sure as it was meant. */
  problems: readonly Problem[];
}

const SOURCE = "source";
/** Among so many rows it is looked for texts that are times. */
const SAMPLE_ROWS = 10_000;
let tables = 0;

/** A file as it is in the database. */
export interface Inspected {
  columns: Column[];
  problems: readonly Problem[];
  /** Whether some of its rows have a problem, and are no messages. */
  hasProblems: boolean;
  /** Whether {@link reload} tells what does not fit the chosen columns. */
  checksChoice: boolean;
}

/** Loads a file as it is, and tells its columns and what was not understood in it. */
export async function inspect(database: Database, source: Source, watch: Watch): Promise<Inspected> {
  const { problems, hasProblems, checksChoice } = await loadMessages(database.connection, source, SOURCE, watch);
  const sql = `SELECT column_name, column_type FROM (DESCRIBE ${SOURCE})`;
  const columns = (await database.read(sql))
    .map(([name, type]): Column => ({ name: String(name), type: String(type), length: 0, holdsTimes: false, holdsIntegers: false }))
    .filter(({ name }) => !(hasProblems && name === PROBLEM));
  if (columns.some(({ name }) => name.toLowerCase() === "rowid")) {
    throw new Error("a column is called rowid, as DuckDB calls its own; rename it in the file");
  }
  await measure(database, columns.filter(isText));
  return { columns, problems, hasProblems, checksChoice };
}

async function measure(database: Database, texts: Column[]): Promise<void> {
  if (texts.length === 0) return;
  const asked = texts.flatMap(({ name }) => {
    const value = identifier(name);
    const first = `if(rowid < ${SAMPLE_ROWS}, ${value}, NULL)`;
    const are = (type: string) => `count(TRY_CAST(${first} AS ${type})) > 0 AND count(TRY_CAST(${first} AS ${type})) = count(${first})`;
    return [`avg(strlen(${value}))`, are("TIMESTAMP"), are("UBIGINT")];
  });
  const [found] = await database.read(`SELECT ${asked.join(", ")} FROM ${SOURCE}`);
  texts.forEach((column, i) => {
    column.length = Number(found?.[3 * i] ?? 0);
    column.holdsTimes = Boolean(found?.[3 * i + 1]);
    column.holdsIntegers = Boolean(found?.[3 * i + 2]);
  });
}

/** Loads a file once more, so that what does not fit the chosen columns is told with its line. */
export async function reload(database: Database, source: Source, choice: Choice, watch: Watch): Promise<void> {
  await loadMessages(database.connection, source, SOURCE, { ...watch, choice });
}

/** Whether the chosen columns are of the right types as they were found. */
export function fits({ columns, checksChoice }: Inspected, { time, text }: Choice): boolean {
  if (!checksChoice) return true;
  const find = (name: string) => columns.find((column) => column.name === name);
  const [timeColumn, textColumn] = [time === undefined ? undefined : find(time), find(text)];
  return (!timeColumn || isTime(timeColumn)) && textColumn !== undefined && isText(textColumn);
}

/** Puts what was loaded in order, and fetches what windows are computed from. */
export async function arrange(
  database: Database,
  { columns, problems, hasProblems }: Inspected,
  choice: Choice,
  { signal }: Watch,
): Promise<Messages> {
  const values = columns.map((column) => `${valueOf(column, choice)} AS ${identifier(column.name)}`);
  const problem = hasProblems ? PROBLEM : "NULL";
  const typed = `SELECT ${values.join(", ")}, ${problem} AS "${PROBLEM_HERE}", rowid AS "${ROW_HERE}" FROM ${SOURCE}`;
  const found = hasProblems || choice.time !== undefined ? await problemsOf(database, typed, choice) : [];
  // A table of its own, so that rows of the plan that is still shown can be read meanwhile.
  const table = `messages ${++tables}`;
  const isMessage = [`"${PROBLEM_HERE}" IS NULL`];
  if (choice.time !== undefined) isMessage.push(`${identifier(choice.time)} IS NOT NULL`);
  const by = [choice.partition, choice.time].filter((name) => name !== undefined).map(identifier);
  const order = [...by, `"${ROW_HERE}"`].join(", ");
  await execute(
    database.connection,
    `CREATE TABLE ${identifier(table)} AS SELECT * EXCLUDE ("${PROBLEM_HERE}", "${ROW_HERE}")
     FROM (${typed}) WHERE ${isMessage.join(" AND ")} ORDER BY ${order}`,
    signal,
  );
  await database.run(`DROP TABLE ${SOURCE}`);
  try {
    const [before, start] = [database.queries, performance.now()];
    // Names that have a meaning already get another one.
    const named = choice.measures.map((name) => [/^(bytes|rows|duration)$/i.test(name) ? `${name} column` : name, name]);
    const { rows } = await fetchRows(database.connection, { from: table, ...choice, measures: Object.fromEntries(named) });
    const [fetchMs, queries] = [performance.now() - start, database.queries - before];
    return {
      table,
      columns: columns.map(({ name }) => name),
      choice,
      rows,
      queries,
      fetchMs,
      problems: [...problems, ...found],
    };
  } catch (error) {
    await drop(database, table);
    throw error;
  }
}

/** Names that no column has. */
const PROBLEM_HERE = "windrow's problem";
const ROW_HERE = "windrow's row";

/** What is chosen is read as what it is chosen for, whatever it was found to be. */
function valueOf(column: Column, { time, text, measures }: Choice): string {
  const { name } = column;
  if (name === time && isNumber(column)) return epoch(identifier(name));
  if (name === time && !isTime(column)) return `TRY_CAST(${identifier(name)}::VARCHAR AS TIMESTAMP)`;
  if (measures.includes(name) && isText(column)) return `TRY_CAST(${identifier(name)} AS UBIGINT)`;
  if (name === text && !isText(column)) return `${identifier(name)}::VARCHAR`;
  return identifier(name);
}

/** A number is seconds since 1970, or the thousandths, millionths or billionths that reach our days. */
function epoch(value: string): string {
  const per = `CASE WHEN abs(${value}) < 1e11 THEN 1e6 WHEN abs(${value}) < 1e14 THEN 1e3 WHEN abs(${value}) < 1e17 THEN 1 ELSE 1e-3 END`;
  return `make_timestamp(TRY_CAST(round(${value}::DOUBLE * ${per}) AS BIGINT))`;
}

/** What rows are no messages, and why; also those without a time, as windows need one. */
async function problemsOf(database: Database, typed: string, { time, text }: Choice): Promise<Problem[]> {
  const untimed = time === undefined ? "NULL" : `if(${identifier(time)} IS NULL, ${literal(`rows without a time in column ${time}`)}, NULL)`;
  const rows = await database.read(
    `SELECT what, count(*)::INTEGER, arg_min(left(coalesce(${identifier(text)}, ''), ${LONGEST_SAMPLE}), "${ROW_HERE}", 3)
     FROM (SELECT *, coalesce("${PROBLEM_HERE}", ${untimed}) AS what FROM (${typed}))
     WHERE what IS NOT NULL GROUP BY what ORDER BY min("${ROW_HERE}")`,
  );
  return rows.map(([what, count, samples]) => ({
    what: String(what),
    count: Number(count),
    samples: [...(samples as Iterable<unknown>)].map(String),
  }));
}

const LONGEST_SAMPLE = 200;

/** Gives the memory of messages back. */
export async function release(database: Database, { rows, table }: Messages): Promise<void> {
  rows.free();
  await drop(database, table);
}

async function drop(database: Database, table: string): Promise<void> {
  await database.run(`DROP TABLE IF EXISTS ${identifier(table)}`);
}
