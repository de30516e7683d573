import { identifier, literal } from "../engine/index.js";
import { type Sketch, choose } from "./choose.js";
import { columnsOf, countRows } from "./describe.js";
import type { Arranged, Column, Roles, Staged } from "./loaded.js";
import { problemsIn } from "./problems.js";
import type { DatabaseStage } from "./stage.js";

/** In so many rows it is looked for texts that are times. */
const SAMPLE_ROWS = 10_000;

/** Finds out which columns of a table hold times, texts and chats, and puts its rows in their order. */
export async function arrangeTable(stage: DatabaseStage, staged: readonly Staged[], table: string): Promise<Arranged> {
  const { engine, options } = stage;
  const read = staged.length === 1 ? staged[0]!.table : await stage.create(staged.map(({ table }) => `FROM ${table}`).join(" UNION ALL BY NAME "));
  const columns = await sketches(stage, read);
  const roles = choose(columns, options.columns ?? {});
  const values = columns.map((column) => `${valueOf(column, roles)} AS ${identifier(column.name)}`);
  const typed = `(SELECT ${values.join(", ")}, rowid AS "${ROW}" FROM ${read})`;
  const { time, chat } = roles;
  if (time !== undefined) {
    const untimed = `if(${identifier(time)} IS NULL, ${literal(`rows without a time in column ${time}`)}, NULL)`;
    await problemsIn(stage, typed, untimed, `"${ROW}"`, `${identifier(roles.text)}::VARCHAR`);
  }
  const isMessage = time === undefined ? "true" : `${identifier(time)} IS NOT NULL`;
  const order = [chat, time].filter((name) => name !== undefined).map(identifier);
  await engine.run(
    `CREATE OR REPLACE TABLE ${identifier(table)} AS
     SELECT * EXCLUDE ("${ROW}") FROM ${typed} WHERE ${isMessage} ORDER BY ${[...order, `"${ROW}"`].join(", ")}`,
    stage.watch,
  );
  const all = await columnsOf(engine, identifier(table));
  return { table, columns: roles, all, rows: await countRows(engine, table), zone: undefined };
}

/** A name that no column has. */
const ROW = "windrow's row";

/** What is in the columns of a table, by two queries. */
async function sketches(stage: DatabaseStage, table: string): Promise<Sketch[]> {
  const columns = await columnsOf(stage.engine, table);
  const asked = columns.filter(isText).flatMap(({ name }, i) => {
    const value = identifier(name);
    const first = `if(rowid < ${SAMPLE_ROWS}, ${value}, NULL)`;
    return [
      `coalesce(avg(strlen(${value})), 0)::DOUBLE AS length${i}`,
      `count(TRY_CAST(${first} AS TIMESTAMP)) > 0 AND count(TRY_CAST(${first} AS TIMESTAMP)) = count(${first}) AS times${i}`,
    ];
  });
  const found = asked.length === 0 ? {} : await stage.engine.columns(`SELECT ${asked.join(", ")} FROM ${table}`, stage.watch);
  let text = 0;
  return columns.map((column) => {
    if (!isText(column)) return { ...column, length: 0, holdsTimes: /^(TIMESTAMP|DATE)/.test(column.type) };
    const i = text++;
    return { ...column, length: Number(found[`length${i}`]![0]), holdsTimes: found[`times${i}`]![0] === true };
  });
}

const isText = ({ type }: Column) => type === "VARCHAR";
const isNumber = ({ type }: Column) => /^(U?(TINY|SMALL|BIG|HUGE)?INT(EGER)?$|DOUBLE|FLOAT|DECIMAL)/.test(type);

/** What is chosen is read as what it is chosen for, whatever it was found to be. */
function valueOf(column: Column, { time, text, measures }: Roles): string {
  const { name, type } = column;
  if (name === time && isNumber(column)) return epoch(identifier(name));
  if (name === time && !/^(TIMESTAMP|DATE)/.test(type)) return `TRY_CAST(${identifier(name)}::VARCHAR AS TIMESTAMP)`;
  if (measures.includes(name) && isText(column)) return `TRY_CAST(${identifier(name)} AS UBIGINT)`;
  if (name === text && !isText(column)) return `${identifier(name)}::VARCHAR`;
  return identifier(name);
}

/** A number is seconds since 1970, or the thousandths, millionths or billionths that reach our days. */
function epoch(value: string): string {
  const per = `CASE WHEN abs(${value}) < 1e11 THEN 1e6 WHEN abs(${value}) < 1e14 THEN 1e3 WHEN abs(${value}) < 1e17 THEN 1 ELSE 1e-3 END`;
  return `make_timestamp(TRY_CAST(round(${value}::DOUBLE * ${per}) AS BIGINT))`;
}
