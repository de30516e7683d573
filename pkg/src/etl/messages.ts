import { identifier, literal } from "../engine/index.js";
import { ownName } from "../engine/names.js";
import { WindowError } from "../error.js";
import { columnsOf } from "./describe.js";
import { MESSAGE_COLUMNS, PROBLEM } from "./format.js";
import { type Arranged, type Column, PLACE, type Roles, type Staged } from "./loaded.js";
import { liesIn } from "./order.js";
import { problemText, problemsIn } from "./problems.js";
import { type ShapeOf, shaped } from "./shape.js";
import type { DatabaseStage } from "./stage.js";

/** How far a clock is set back in autumn, in microseconds. */
const HOUR = 3_600_000_000;
const PROBLEM_COLUMN = identifier(PROBLEM);
/** Names that no format's column has. */
const [FILE, PLACED, ROW] = [ownName(" file"), ownName(" place"), PLACE].map(identifier) as [string, string, string];

/**
 * Sorts messages by chat, then as in the file. Where a clock was set back, messages keep their place and get the time
 * of the message before. Where a file is not in order, its messages are sorted by time. Both are reported.
 */
export async function arrangeMessages(
  stage: DatabaseStage,
  staged: readonly Staged[],
  table: string,
  shape?: ShapeOf,
): Promise<Arranged> {
  const { engine } = stage;
  const { places } = stage.options;
  const parts: string[] = [];
  const described: Column[][] = [];
  const isOne = staged.length === 1;
  for (const [i, one] of staged.entries()) {
    const columns = await columnsOf(engine, one.table);
    described.push(columns);
    parts.push(messagesOf(one, columns, isOne ? [] : [`${i} AS ${FILE}`, `rowid AS ${ROW}`]));
  }
  const all = await stage.create(parts.join(" UNION ALL BY NAME "));
  const order = isOne ? [ROW] : [FILE, ROW];
  const place = isOne ? "rowid" : `(${order.join(", ")})`;
  const counts = await numbers(
    stage,
    `SELECT count(*) AS rows, count(${PROBLEM_COLUMN}) AS problems, count_if(time IS NULL AND ${PROBLEM_COLUMN} IS NULL) AS untimed,
       count_if(time IS NOT NULL AND ${PROBLEM_COLUMN} IS NULL) AS timed, count(author) AS authors, count(id) AS ids, if(min(chat) = max(chat), 1, 2) AS chats FROM ${all}`,
  );
  if (counts.problems !== 0) await problemsIn(stage, all, PROBLEM_COLUMN, place);
  const hasTime = counts.timed !== 0;
  if (hasTime && counts.untimed !== 0)
    await problemsIn(stage, all, `if(${PROBLEM_COLUMN} IS NULL AND time IS NULL, 'messages without a time', NULL)`, place);
  const isMessage = `${PROBLEM_COLUMN} IS NULL${hasTime ? " AND time IS NOT NULL" : ""}`;
  const messages = `SELECT *${isOne ? `, rowid AS ${ROW}` : ""}${places ? `, rowid AS ${PLACED}` : ""} FROM ${all} WHERE ${isMessage}`;
  const { columns: chosen = {} } = stage.options;
  const has = [...MESSAGE_COLUMNS, ...described.flat().map(({ name }) => name)].filter((name) => name !== PROBLEM);
  const pick = (given: string | null | undefined, own: string | undefined) => {
    if (given === undefined || given === null) return given === null ? undefined : own;
    if (has.includes(given)) return given;
    throw new WindowError("MISSING_COLUMN", `there is no column ${given}; there is ${[...new Set(has)].join(", ")}`);
  };
  const chat = pick(chosen.chat, "chat");
  const by = chat === undefined ? [] : [identifier(chat)];
  const made = identifier(table);
  const rows = counts.rows! - counts.problems! - (hasTime ? counts.untimed! : 0);
  const columns: Roles = {
    time: hasTime && chosen.time !== null ? "time" : undefined,
    author: pick(chosen.author, counts.authors === 0 ? undefined : "author"),
    text: pick(chosen.text, "text")!,
    chat,
    chatName: "chat_name",
    kind: "kind",
    id: pick(chosen.id, counts.ids === 0 ? undefined : "id"),
    measures: chosen.measures ?? [],
  };
  if (rows === 0) {
    const [problem] = stage.problems;
    throw new WindowError(
      "NO_MESSAGES",
      `there are no messages in it${problem ? `, but ${problemText(problem)}` : ""}; export the chat once more`,
    );
  }
  if (typeof chosen.time === "string" && chosen.time !== "time") {
    throw new WindowError("BAD_TIME", `column ${chosen.time} holds no times; choose time, or none`);
  }
  const keys = [...(counts.chats === 1 ? [] : by), ...(hasTime ? ["time"] : [])];
  const isLaid = !shape && rows === counts.rows && !places && (await liesIn(stage, all, keys, rows));
  if (isLaid) {
    // Sorting would copy all texts once more.
    const dropped = [PROBLEM_COLUMN, ...(isOne ? [] : order)].map((name) => `ALTER TABLE ${all} DROP COLUMN ${name}`);
    await engine.run(
      [...dropped, `DROP TABLE IF EXISTS ${made}`, `ALTER TABLE ${all} RENAME TO ${made}`].join("; "),
      stage.watch,
    );
  } else {
    const placed = places ? [`${PLACED} AS ${ROW}`] : [];
    const besides = [PROBLEM_COLUMN, ...order, ...(places ? [PLACED] : [])];
    const inTime = `${messages} ORDER BY ${[...by, ...(hasTime ? ["time"] : []), ...order].join(", ")}`;
    const areInstants = !hasTime || staged.every(({ format }) => format.hasInstants);
    const sorted = areInstants ? inTime : await inOrder(stage, messages, by, order);
    const select = `SELECT ${[`* EXCLUDE (${besides.join(", ")})`, ...placed].join(", ")} FROM (${sorted})`;
    const whole = shape
      ? shaped(select, shape, { columns, all: (await columnsOf(engine, `(${select})`)).filter(({ name }) => name !== PLACE) })
      : select;
    await engine.run(`CREATE OR REPLACE TABLE ${made} AS ${whole}`, stage.watch);
  }
  return {
    table,
    columns,
    all: await columnsOf(engine, made),
    rows,
    place: places ? PLACE : undefined,
    sorted: false,
    zone: undefined,
  };
}

const isOwn = (name: string) => ([...MESSAGE_COLUMNS, PROBLEM] as string[]).includes(name);

/** The messages of one file, with all columns of a message. */
function messagesOf({ table, source }: Staged, columns: readonly Column[], more: readonly string[]): string {
  const has = (name: string) => columns.some((column) => column.name === name);
  const given = (name: string, type: string, otherwise = `NULL::${type}`) =>
    has(name) ? `${identifier(name)}::${type}` : otherwise;
  const name = literal(source.name.replace(/\.[a-z0-9]{1,8}$/i, "") || source.name);
  const values: Record<(typeof MESSAGE_COLUMNS)[number], string> = {
    time: given("time", "TIMESTAMP"),
    author: given("author", "VARCHAR"),
    text: `coalesce(${given("text", "VARCHAR")}, '')`,
    chat: `coalesce(${given("chat", "VARCHAR", given("chat_name", "VARCHAR"))}, ${name})`,
    chat_name: `coalesce(${given("chat_name", "VARCHAR", given("chat", "VARCHAR"))}, ${name})`,
    kind: `coalesce(${given("kind", "VARCHAR")}, 'message')`,
    id: given("id", "VARCHAR"),
  };
  const selected = [
    ...Object.entries(values).map(([name, value]) => `${value} AS ${identifier(name)}`),
    ...columns.filter(({ name }) => !isOwn(name)).map(({ name }) => identifier(name)),
    `${given(PROBLEM, "VARCHAR")} AS ${identifier(PROBLEM)}`,
    ...more,
  ];
  return `SELECT ${selected.join(", ")} FROM ${table}`;
}

/** One row of numbers, by their names. */
async function numbers<Name extends string>({ engine, watch }: DatabaseStage, sql: string): Promise<Record<Name, number>> {
  const columns = await engine.columns(`SELECT COLUMNS(*)::DOUBLE FROM (${sql})`, watch);
  return Object.fromEntries(Object.entries(columns).map(([name, [value]]) => [name, Number(value)])) as Record<Name, number>;
}

/** A SELECT of the messages in order: by the columns of `by`, then by time, then as in the files. */
async function inOrder(stage: DatabaseStage, messages: string, by: readonly string[], order: readonly string[]): Promise<string> {
  const latest = `max(time) OVER (PARTITION BY chat ORDER BY ${order.join(", ")} ROWS UNBOUNDED PRECEDING)`;
  const back = await stage.create(
    `SELECT chat, count(*) AS messages, max(epoch_us(latest) - epoch_us(time)) AS most,
       arg_min(strftime(time, '%Y-%m-%d %H:%M:%S') || ' ' || left(text, 100), (${order.join(", ")})) AS sample
     FROM (SELECT *, ${latest} AS latest FROM (${messages})) WHERE time < latest GROUP BY chat`,
  );
  const { what, count, one, two, three } = await stage.engine.columns(
    `SELECT what, count, samples[1] AS one, samples[2] AS two, samples[3] AS three FROM (
       SELECT most <= ${HOUR} AS what, sum(messages)::DOUBLE AS count, list(sample ORDER BY chat) AS samples FROM ${back} GROUP BY ALL ORDER BY ALL)`,
    stage.watch,
  );
  what!.forEach((isClock, i) => {
    const samples = [one, two, three].map((column) => column![i]).filter((sample) => typeof sample === "string");
    if (isClock) {
      const told = "messages from when the clock had been put back; they keep their place, with the time of the message before";
      stage.report({ what: told, count: Number(count![i]), samples });
    } else {
      stage.guess({
        what: "the file is in no order; its messages were put in order of time",
        from: samples[0]!,
        alternatives: ["columns: { time: null } keeps the order of the file"],
      });
    }
  });
  if (what!.length === 0) return `${messages} ORDER BY ${[...by, "time", ...order].join(", ")}`;
  const kept = `chat IN (SELECT chat FROM ${back} WHERE most <= ${HOUR})`;
  return `SELECT * REPLACE (if(${kept}, ${latest}, time) AS time) FROM (${messages}) ORDER BY ${[...by, "time", ...order].join(", ")}`;
}
