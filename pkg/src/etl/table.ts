import { identifier, literal } from "../engine/index.js";
import { ownName } from "../engine/names.js";
import { WindowError } from "../error.js";
import { TEXT_NAME } from "../guess.js";
import { NESTED, type Sketch, choose } from "./choose.js";
import { columnsOf, countRows } from "./describe.js";
import { type Arranged, type Column, PLACE, type Roles, type Staged } from "./loaded.js";
import { type ShapeOf, shaped } from "./shape.js";
import { liesIn } from "./order.js";
import { problemsIn } from "./problems.js";
import type { DatabaseStage } from "./stage.js";
import { type TimeColumn, clockColumn, isNumber, isUnnamed, timeColumn, withTimes } from "./times/column.js";
import { type DateOrder, EPOCH, WRITTEN_SHAPES, cleaned, hasShape, isoTime } from "./times/reading.js";

/** Rows to look at for whether a column has values, and for what they are. */
const [FILLED_ROWS, READ_ROWS] = [10_000, 2_000];
/** How many columns a table may have before fewer of its rows are looked at. */
const USUAL_COLUMNS = 200;
/** Names that no file's column has. */
const [TIME, CHAT, ROW] = [ownName(" time"), ownName(" chat"), PLACE].map(identifier) as [string, string, string];

/** Finds the columns of times, texts and chats in a table, and sorts its rows. */
export async function arrangeTable(
  stage: DatabaseStage,
  staged: readonly Staged[],
  table: string,
  shape?: ShapeOf,
): Promise<Arranged> {
  const { engine, options } = stage;
  const read =
    staged.length === 1
      ? staged[0]!.table
      : await stage.create(staged.map(({ table }) => `FROM ${table}`).join(" UNION ALL BY NAME "));
  const columns = await sketches(stage, read);
  let roles = choose(columns, options.columns ?? {}, stage.aliases);
  if (options.columns?.text === undefined)
    tellJson(
      stage,
      columns.find(({ name }) => name === roles.text),
    );
  const found = roles.time === undefined ? undefined : await readTimes(stage, read, columns, roles.time);
  if (!found) roles = { ...roles, time: undefined };
  const { time, chat } = roles;
  const values = columns.map((column) => `${column.name === time ? TIME : valueOf(column, roles)} AS ${identifier(column.name)}`);
  const timed = found ? withTimes(read, TIME, found) : `(SELECT *, rowid AS ${ROW} FROM ${read})`;
  await judge(stage, timed, columns, roles);
  if (options.columns?.text === undefined) await tellOtherTexts(stage, timed, columns, roles.text);
  const isSorted = options.sort !== false && (chat !== undefined || time !== undefined);
  const chatKey = isSorted && chat !== undefined ? [CHAT] : [];
  const key = chatKey.length > 0 ? [`${await chatOrder(stage, read, `${identifier(chat!)}::VARCHAR`)} AS ${CHAT}`] : [];
  const asFound = `SELECT ${[...values, ...key, ROW].join(", ")} FROM ${timed}${found && !found.isWhole ? ` WHERE ${TIME} IS NOT NULL` : ""}`;
  // A sort in the same statement as the parsing takes nearly twice the time.
  const laid = await stage.create(shape ? shaped(asFound, shape, { columns: roles, all: columns }) : asFound);
  const rows = await countRows(engine, laid);
  if (time !== undefined && rows < (await countRows(engine, read))) await tellUntimed(stage, timed, time, roles.text);
  const keys = isSorted ? [...chatKey, ...(time === undefined ? [] : [identifier(time)])] : [];
  const order = [...keys, ROW];
  const sorted = keys.length > 0 && rows > 1 && !(await liesIn(stage, laid, order, rows));
  const made = identifier(table);
  if (sorted) {
    await stage.drop(read);
    await engine.run(`CREATE OR REPLACE TABLE ${made} AS FROM ${laid} ORDER BY ${order.join(", ")}`, stage.watch);
  } else await engine.run(`DROP TABLE IF EXISTS ${made}; ALTER TABLE ${laid} RENAME TO ${made}`, stage.watch);
  const besides = [...chatKey, ...(options.places ? [] : [ROW])];
  if (besides.length > 0) await engine.run(besides.map((name) => `ALTER TABLE ${made} DROP COLUMN ${name}`).join("; "));
  const integers = new Map(columns.map(({ name, type, holdsIntegers }) => [name, holdsIntegers ?? /INT(EGER)?$/.test(type)]));
  const all = (await columnsOf(engine, made)).map((column) => ({ ...column, holdsIntegers: integers.get(column.name) ?? false }));
  return { table, columns: roles, all, rows, place: options.places ? PLACE : undefined, sorted, zone: found?.zone };
}

/**
 * SQL of a number that sorts chats by their first rows. A code of an ENUM is looked up in a third of the time of a join,
 * which would also give the rows back in another order.
 */
async function chatOrder(stage: DatabaseStage, table: string, chat: string): Promise<string> {
  const type = await stage.enumeration(`SELECT ${chat} FROM ${table} WHERE ${chat} IS NOT NULL GROUP BY ALL ORDER BY min(rowid)`);
  const code = `enum_code(${chat}::${type})::BIGINT`;
  const { first } = await stage.engine.columns(
    `SELECT min(rowid)::DOUBLE AS first FROM ${table} WHERE ${chat} IS NULL`,
    stage.watch,
  );
  if (first![0] === null) return code;
  // Rows without a chat stand between the codes of the chats that begin before and after them.
  const { before } = await stage.engine.columns(
    `SELECT coalesce(max(${code}), -1)::DOUBLE AS before FROM ${table} WHERE rowid < ${first![0]}`,
    stage.watch,
  );
  return `coalesce(2 * ${code}, ${2 * Number(before![0]) + 1})`;
}

/** Facts about the columns of a table, by three queries. */
async function sketches(stage: DatabaseStage, table: string): Promise<Sketch[]> {
  const columns = await columnsOf(stage.engine, table);
  const sample = (rows: number) => `(FROM ${table} LIMIT ${Math.ceil(rows * Math.min(1, USUAL_COLUMNS / columns.length))})`;
  // By one star, in the order of the columns: as expressions of their own, thousands take DuckDB twice the time.
  const found = await stage.engine.columns(`SELECT count(*), count(COLUMNS(*)) FROM ${sample(FILLED_ROWS)}`, stage.watch);
  const [rows, ...filled] = Object.values(found).map((value) => Number(value[0])) as [number, ...number[]];
  // Of a column without values in these rows, there are no facts in fewer of them.
  const texts = columns.filter((column, i) => isText(column) && filled[i]! > 0);
  const facts =
    texts.length > 0 ? await stage.engine.columns(factsOf(texts, sample(READ_ROWS), stage.options.dateOrder), stage.watch) : {};
  return columns.map((column, i) => {
    // Of no rows, none lacks a value.
    const share = rows === 0 ? 1 : filled[i]! / rows;
    if (!isText(column))
      return { ...column, length: 0, filled: share, holdsTimes: /^(TIMESTAMP|DATE)/.test(column.type), holdsJson: false };
    const fact = (name: string) => Number(facts[name]?.[texts.indexOf(column)] ?? 0);
    const areAll = (name: string) => fact("values") > 0 && fact(name) === fact("values");
    return {
      ...column,
      holdsIntegers: areAll("whole"),
      holdsJson: areAll("json"),
      holdsLists: areAll("lists"),
      length: fact("length"),
      filled: share,
      holdsTimes: areAll("times") || (isUnnamed(column.name) && areAll("epochs")),
    };
  });
}

/**
 * A query for the facts about columns of text, a row for each. The columns are one list, so that each expression is
 * compiled once: the time that DuckDB takes for expressions of each column grows by the square of their number.
 */
function factsOf(texts: readonly Column[], sample: string, order: DateOrder | undefined): string {
  const shapes = WRITTEN_SHAPES.map((shape) => hasShape("short", shape, order)).join(" OR ");
  // Long texts are no times, and are not matched.
  return `SELECT count(value)::DOUBLE AS values, count_if(${isoTime("value")} IS NOT NULL OR ${shapes})::DOUBLE AS times,
      count_if(regexp_matches(value, '${EPOCH}'))::DOUBLE AS epochs, count(TRY_CAST(value AS UBIGINT))::DOUBLE AS whole, coalesce(avg(strlen(value)), 0)::DOUBLE AS length,
      count_if(regexp_matches(value, '^\\s*[\\[{]\\s*["{}\\[\\]]'))::DOUBLE AS json,
      count_if(regexp_matches(value, '^\\s*\\['))::DOUBLE AS lists
    FROM (SELECT value, place, CASE WHEN length(value) BETWEEN 8 AND 50 THEN ${cleaned("value")} END AS short FROM (SELECT unnest([${texts.map(({ name }) => identifier(name)).join(", ")}]) AS value, unnest(range(${texts.length})) AS place FROM ${sample}))
    GROUP BY place ORDER BY place`;
}

/** Reports that the texts are most likely lists of messages, or other values of a JSON object. */
function tellJson(stage: DatabaseStage, text: Sketch | undefined): void {
  if (text && NESTED.test(text.type)) {
    const what = `column ${text.name} is nested, and was taken for the text of messages as the database writes it`;
    stage.guess({ what, from: text.type.slice(0, 200), alternatives: [] });
  }
  if (!text?.holdsJson) return;
  const { rowsPath } = stage;
  const path = `${rowsPath ? `${rowsPath}.` : ""}${text.name}[]`;
  const rows = rowsPath !== undefined && text.holdsLists ? [`rows: ${JSON.stringify(path)}`] : [];
  stage.guess({
    what: `column ${text.name} holds JSON, which is taken for the text of messages`,
    from: "no other column holds texts",
    alternatives: rows,
  });
}

/** Reports rows without a text that have one elsewhere: versions of one export call it differently, and so do files. */
async function tellOtherTexts(stage: DatabaseStage, timed: string, columns: readonly Sketch[], text: string): Promise<void> {
  const others = columns.filter((column) => column.name !== text && isText(column) && TEXT_NAME.test(column.name));
  if (others.length === 0) return;
  const first = `coalesce(${others.map(({ name }) => identifier(name)).join(", ")})`;
  const what = `rows without a text in column ${text} that have one in ${others.map(({ name }) => name).join(", ")}`;
  const is = `CASE WHEN ${identifier(text)} IS NULL AND ${first} IS NOT NULL THEN ${literal(what)} END`;
  await problemsIn(stage, timed, is, ROW, first);
}

const isText = ({ type }: Column) => type === "VARCHAR";

/** How the column of times is read; undefined, and reported, for a column that is only named like one. */
async function readTimes(
  stage: DatabaseStage,
  table: string,
  columns: readonly Sketch[],
  name: string,
): Promise<TimeColumn | undefined> {
  const isChosen = typeof stage.options.columns?.time === "string";
  const column = columns.find((column) => column.name === name)!;
  if (!isChosen && column.holdsTimes && column.filled === 0) return undefined;
  const reading = await timeColumn(stage, table, column).catch((error: unknown) => {
    if (isChosen || !(error instanceof WindowError)) throw error;
    return undefined;
  });
  if (!reading) return notRead(stage, table, columns, name, isChosen);
  if (!reading.isDays || isChosen) return reading;
  return (await withClock(stage, table, columns, name, reading)) ?? reading;
}

/** Combines a date in one column with a clock in another. */
async function withClock(
  stage: DatabaseStage,
  table: string,
  columns: readonly Sketch[],
  name: string,
  reading: TimeColumn,
): Promise<TimeColumn | undefined> {
  for (const column of columns.filter(
    (column) => column.name !== name && (column.type === "TIME" || (isText(column) && column.length > 0 && column.length < 14)),
  )) {
    const clock = await clockColumn(stage, table, column);
    if (clock === undefined) continue;
    const what = `the time is the date of column ${name} and the clock of column ${column.name}`;
    stage.guess({
      what,
      from: `all values of ${column.name} are times of day`,
      alternatives: [`columns: { time: ${JSON.stringify(name)} }`],
    });
    return { ...reading, isDays: false, isWhole: false, sql: `make_timestamp(epoch_us(${reading.sql}) + ${clock})` };
  }
  return undefined;
}

async function notRead(
  stage: DatabaseStage,
  table: string,
  columns: readonly Sketch[],
  name: string,
  isChosen: boolean,
): Promise<undefined> {
  const value = `${identifier(name)}::VARCHAR`;
  const { count, first, second } = await stage.engine.columns(
    `SELECT count, samples[1] AS first, samples[2] AS second FROM (
       SELECT arg_min(left(${value}, 100), rowid, 2) AS samples, count(*)::DOUBLE AS count FROM ${table} WHERE ${identifier(name)} IS NOT NULL)`,
    stage.watch,
  );
  const samples = [first?.[0], second?.[0]].filter((sample) => typeof sample === "string");
  if (samples.length === 0 && !isChosen) return undefined;
  const others = columns
    .filter((column) => column.name !== name && (column.holdsTimes || isNumber(column.type)))
    .map((column) => column.name);
  if (isChosen) {
    const instead = others.length > 0 ? `choose ${others.slice(0, 3).join(" or ")}, or none` : "choose another column, or none";
    throw new WindowError(
      "BAD_TIME",
      `column ${name} holds no times that can be read, such as ${JSON.stringify(samples[0] ?? null)}; ${instead}`,
    );
  }
  stage.report({
    code: "BAD_TIME",
    what: `values of column ${name} that are no times; rows stay in the order of the file`,
    count: Number(count![0]),
    samples,
  });
  return undefined;
}

/** Reports rows without a time as left out: windows need one. */
async function tellUntimed(stage: DatabaseStage, timed: string, time: string, text: string): Promise<void> {
  const value = identifier(time);
  const isBlank = `coalesce(trim(${value}::VARCHAR), '') = ''`;
  const unread = `CASE WHEN ${TIME} IS NULL AND NOT (${isBlank}) THEN ${literal(`rows whose ${time} is no time that can be read`)} END`;
  await problemsIn(stage, timed, unread, ROW, `'row ' || (${ROW} + 1)::VARCHAR || ': ' || ${value}::VARCHAR`, "BAD_TIME");
  const missing = `CASE WHEN ${TIME} IS NULL AND ${isBlank} THEN ${literal(`rows without a time in column ${time}`)} END`;
  await problemsIn(stage, timed, missing, ROW, `${identifier(text)}::VARCHAR`);
}

/** A chosen column is read in its role, whatever its detected type. */
function valueOf(column: Column, { text, chat, id, measures }: Roles): string {
  const value = identifier(column.name);
  if (measures.includes(column.name)) return measure(column);
  if (column.name === text) return textOf(column);
  // As texts, ids are exact, and equal whatever type they had.
  if ((column.name === chat || column.name === id) && !isText(column)) return `${value}::VARCHAR`;
  return value;
}

function textOf({ name, type }: Column): string {
  if (type === "BLOB") return `TRY(decode(${identifier(name)}))`;
  return type === "VARCHAR" ? identifier(name) : `${identifier(name)}::VARCHAR`;
}

/** A whole number of at least 0; `3.0` and `3,0` count as 3. */
function measure({ name, type }: Column): string {
  const value = identifier(name);
  if (isText({ name, type }))
    return `TRY_CAST(nullif(regexp_extract(${value}, '^\\s*(\\d+)([.,]0{1,2})?\\s*$', 1), '') AS UBIGINT)`; // a cast alone would round
  if (!isNumber(type)) return "NULL::UBIGINT";
  return `if(${value} >= 0 AND ${value} = floor(${value}), TRY_CAST(${value} AS UBIGINT), NULL)`;
}

/** Refuses what would be changed silently: measures that are not whole numbers, and bytes that are not text. */
async function judge(stage: DatabaseStage, timed: string, columns: readonly Sketch[], { text, measures }: Roles): Promise<void> {
  const judged = columns.filter(({ name, type }) => measures.includes(name) || (name === text && type === "BLOB"));
  if (judged.length === 0) return;
  const asked = judged.flatMap((column, i) => {
    const bad = `${identifier(column.name)} IS NOT NULL AND (${measures.includes(column.name) ? measure(column) : textOf(column)}) IS NULL`;
    return [
      `min(${ROW}) FILTER (${bad})::DOUBLE AS row${i}`,
      `arg_min(left(${identifier(column.name)}::VARCHAR, 100), ${ROW}) FILTER (${bad}) AS value${i}`,
    ];
  });
  const found = await stage.engine.columns(`SELECT ${asked.join(", ")} FROM ${timed}`, stage.watch);
  for (const [i, { name }] of judged.entries()) {
    const row = found[`row${i}`]![0];
    if (row === null) continue;
    const at = `column ${name}, ${await placeOf(stage, timed, columns, Number(row))}: ${JSON.stringify(found[`value${i}`]![0])}`;
    if (measures.includes(name))
      throw new WindowError("BAD_MEASURE", `${at} is no whole number of at least 0; mend it, or leave the measure out`);
    throw new WindowError("UNSUPPORTED_TYPE", `${at} is not UTF-8; write the texts as UTF-8, or choose another column`);
  }
}

/** A row's number, and its line where the file has lines. */
async function placeOf(stage: DatabaseStage, timed: string, columns: readonly Sketch[], row: number): Promise<string> {
  const { firstLine } = stage;
  if (firstLine === undefined) return `row ${row + 1}`;
  // A text may span several lines.
  const feeds = columns.map(
    ({ name }) => `coalesce(length(${identifier(name)}) - length(replace(${identifier(name)}, chr(10), '')), 0)`,
  );
  const { lines } = await stage.engine.columns(
    `SELECT coalesce(sum(${feeds.join(" + ")}), 0)::DOUBLE AS lines FROM ${timed} WHERE ${ROW} < ${row}`,
    stage.watch,
  );
  return `line ${firstLine + row + Number(lines![0])}`;
}
