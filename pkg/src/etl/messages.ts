import { identifier, literal } from "../engine/index.js";
import { ownName } from "../engine/names.js";
import { WindowError } from "../error.js";
import { columnsOf, countRows } from "./describe.js";
import { MESSAGE_COLUMNS, PROBLEM } from "./format.js";
import { type Arranged, type Column, PLACE, type Roles, type Staged } from "./loaded.js";
import { problemText, problemsIn } from "./problems.js";
import { type ShapeOf, shaped } from "./shape.js";
import type { DatabaseStage } from "./stage.js";

/** How far a clock is set back in autumn, in microseconds. */
const HOUR = 3_600_000_000;
/** Names that no format's column has. */
const [FILE, PLACED, ROW] = [ownName(" file"), ownName(" place"), PLACE].map(identifier) as [string, string, string];

/**
 * Sorts messages by chat, then as in the file. Where a clock was set back, messages keep their place and get the time
 * of the message before. Where a file is not in order, its messages are sorted by time. Both are reported.
 */
export async function arrangeMessages(stage: DatabaseStage, staged: readonly Staged[], table: string, shape?: ShapeOf): Promise<Arranged> {
  const { engine } = stage;
  const parts: string[] = [];
  const described: Column[][] = [];
  for (const [i, one] of staged.entries()) {
    const columns = await columnsOf(engine, one.table);
    described.push(columns);
    parts.push(messagesOf(one, i, columns));
  }
  const { places } = stage.options;
  const all = await stage.create(parts.join(" UNION ALL BY NAME "));
  await problemsIn(stage, all, identifier(PROBLEM), `(${FILE}, ${ROW})`);
  const { timed, untimed, authors, ids } = await engine.columns(
    `SELECT count(time)::DOUBLE AS timed, (count(*) - count(time))::DOUBLE AS untimed, count(author)::DOUBLE AS authors, count(id)::DOUBLE AS ids FROM ${all} WHERE ${identifier(PROBLEM)} IS NULL`,
    stage.watch,
  );
  const hasTime = timed![0] !== 0;
  if (hasTime && untimed![0] !== 0) {
    const what = `if(${identifier(PROBLEM)} IS NULL AND time IS NULL, 'messages without a time', NULL)`;
    await problemsIn(stage, all, what, `(${FILE}, ${ROW})`);
  }
  const isMessage = `${identifier(PROBLEM)} IS NULL${hasTime ? " AND time IS NOT NULL" : ""}`;
  const messages = `SELECT *${places ? `, rowid AS ${PLACED}` : ""} FROM ${all} WHERE ${isMessage}`;
  const { columns: chosen = {} } = stage.options;
  const has = [...MESSAGE_COLUMNS, ...described.flat().map(({ name }) => name)].filter((name) => name !== PROBLEM);
  const pick = (given: string | null | undefined, own: string | undefined) => {
    if (given === undefined || given === null) return given === null ? undefined : own;
    if (has.includes(given)) return given;
    throw new WindowError("MISSING_COLUMN", `there is no column ${given}; there is ${[...new Set(has)].join(", ")}`);
  };
  const chat = pick(chosen.chat, "chat");
  const by = chat === undefined ? "" : `${identifier(chat)}, `;
  const sorted = hasTime ? await inOrder(stage, messages, by) : `${messages} ORDER BY ${by}${FILE}, ${ROW}`;
  const place = places ? [`${PLACED} AS ${ROW}`] : [];
  const names = [...MESSAGE_COLUMNS.map(identifier), `* EXCLUDE (${[...MESSAGE_COLUMNS, PROBLEM].map(identifier).join(", ")}, ${[FILE, ROW, ...(places ? [PLACED] : [])].join(", ")})`];
  const others = described.flat().some(({ name }) => !isOwn(name));
  const columns: Roles = {
    time: hasTime && chosen.time !== null ? "time" : undefined,
    author: pick(chosen.author, authors![0] === 0 ? undefined : "author"),
    text: pick(chosen.text, "text")!,
    chat,
    chatName: "chat_name",
    kind: "kind",
    id: pick(chosen.id, ids![0] === 0 ? undefined : "id"),
    measures: chosen.measures ?? [],
  };
  const select = `SELECT ${[...(others ? names : names.slice(0, -1)), ...place].join(", ")} FROM (${sorted})`;
  const shapedSelect = shape ? shaped(select, shape, { columns, all: (await columnsOf(engine, select)).filter(({ name }) => name !== PLACE) }) : select;
  await engine.run(`CREATE OR REPLACE TABLE ${identifier(table)} AS ${shapedSelect}`, stage.watch);
  const rows = await countRows(engine, identifier(table));
  if (rows === 0) {
    await engine.drop(table);
    const [problem] = stage.problems;
    throw new WindowError("NO_MESSAGES", `there are no messages in it${problem ? `, but ${problemText(problem)}` : ""}; export the chat once more`);
  }
  const made = await columnsOf(engine, identifier(table));
  if (typeof chosen.time === "string" && chosen.time !== "time") {
    throw new WindowError("BAD_TIME", `column ${chosen.time} holds no times; choose time, or none`);
  }
  return {
    table,
    columns,
    all: made,
    rows,
    place: places ? PLACE : undefined,
    sorted: false,
    zone: undefined,
  };
}

const isOwn = (name: string) => ([...MESSAGE_COLUMNS, PROBLEM] as string[]).includes(name);

/** The messages of one file, with all columns of a message. */
function messagesOf({ table, source }: Staged, file: number, columns: readonly Column[]): string {
  const has = (name: string) => columns.some((column) => column.name === name);
  const given = (name: string, type: string, otherwise = `NULL::${type}`) => (has(name) ? `${identifier(name)}::${type}` : otherwise);
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
    `${file} AS ${FILE}`,
    `rowid AS ${ROW}`,
  ];
  return `SELECT ${selected.join(", ")} FROM ${table}`;
}

/** A SELECT of the messages in order: by the columns of `by`, then by time. */
async function inOrder(stage: DatabaseStage, messages: string, by: string): Promise<string> {
  const latest = `max(time) OVER (PARTITION BY chat ORDER BY ${FILE}, ${ROW} ROWS UNBOUNDED PRECEDING)`;
  const back = await stage.create(
    `SELECT chat, count(*) AS messages, max(epoch_us(latest) - epoch_us(time)) AS most,
       arg_min(strftime(time, '%Y-%m-%d %H:%M:%S') || ' ' || left(text, 100), (${FILE}, ${ROW})) AS sample
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
      stage.guess({ what: "the file is in no order; its messages were put in order of time", from: samples[0]!, alternatives: ["columns: { time: null } keeps the order of the file"] });
    }
  });
  if (what!.length === 0) return `${messages} ORDER BY ${by}time, ${FILE}, ${ROW}`;
  const kept = `chat IN (SELECT chat FROM ${back} WHERE most <= ${HOUR})`;
  return `SELECT * REPLACE (if(${kept}, ${latest}, time) AS time) FROM (${messages}) ORDER BY ${by}time, ${FILE}, ${ROW}`;
}
