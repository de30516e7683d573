import { WindowError } from "windrow";
import { type Engine, type Fetched, type Value, fetchRows, identifier } from "windrow/duckdb";
import type { Loaded } from "windrow/etl";
import { type Around, defaultTemplate, parseTemplate, requireColumns, templateSql } from "windrow/prompts";
import type { TokenCounter } from "windrow/tokens";
import type { Options } from "../options.js";

/** The rows to cut: how many, how each is written, and how they are measured. */
export interface Measured {
  readonly engine: Engine;
  /** Number of rows. */
  readonly length: number;
  /** Number of system lines that are left out. */
  readonly left: number;
  /** The text around the lines of a window, and the reserve. */
  readonly around: Around & { separator: string; tokens?: TokenCounter | undefined };
  /** SQL of a row's line. */
  readonly line: string;
  /** SQL of a row's key or of its position in the source; undefined where that equals its position among the rows. */
  readonly trace: { name: "keys" | "places"; json: string } | undefined;
  /** Bytes of a window that are measured but not sent: the last separator, where separators are measured. */
  readonly unsent: number;
  /** Whether times are in UTC; otherwise they are of a local clock in an unknown zone. */
  readonly zoned: boolean;
  readonly measures: readonly string[];
  readonly partitions: Partitions | undefined;
  /** One past the last `rowid`. */
  readonly rowids: number;
  /** A SELECT of expressions from the rows in a range of `rowid`, in order. */
  select(expressions: string, from?: number, to?: number): string;
  /** Fetches the columns that windows are computed from, for a range of `rowid` or for all rows. */
  fetch(from?: number, to?: number): Promise<Fetched>;
}

/** Partitions, each a range of rows. */
export class Partitions {
  readonly #names: readonly Value[];
  readonly #starts: Float64Array;

  constructor(names: readonly Value[], counts: readonly Value[]) {
    this.#names = names;
    this.#starts = new Float64Array(names.length);
    let start = 0;
    counts.forEach((count, i) => {
      this.#starts[i] = start;
      start += Number(count);
    });
  }

  get names(): string[] {
    return this.#names.map((name) => String(name ?? ""));
  }

  /** The partition of a row, by binary search. */
  at(row: number): string {
    let [low, high] = [0, this.#starts.length];
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (this.#starts[middle]! <= row) low = middle;
      else high = middle;
    }
    return String(this.#names[low] ?? "");
  }
}

/** An ENUM of the partitions: Rows then compares an integer for each row, not a text. */
const PARTITION = identifier("windrow's partitions");

/** Names, in the SELECT that rows are fetched from, of the text, the line and the chat. */
const [TEXT, LINE, CHAT] = ["windrow's text", "windrow's line", "windrow's chat"];

/**
 * Finds out which rows of a table to cut, and how they are written and measured.
 *
 * @param tokens counts tokens, where they are a measure
 * @param onCount called with the share of the rows that is counted, between 0 and 1
 */
export async function measured(
  engine: Engine,
  { table, columns: roles, all: columns, zone, rows: all, place }: Loaded,
  { read, system, sending, plan, format }: Options,
  tokens: TokenCounter | undefined,
  onCount: (done: number) => void,
): Promise<Measured> {
  // Partitions have names only in the format that writes them, as names cost a text for each row.
  const named = format === "arrow";
  const isSent = roles.kind === undefined || system ? "true" : `${identifier(roles.kind)} IS DISTINCT FROM 'system'`;
  const from = `FROM ${identifier(table)} WHERE ${isSent}`;
  const chat = roles.chat === undefined ? undefined : `${identifier(roles.chat)}::VARCHAR`;
  const moved = place === undefined ? "" : `, bool_or(${identifier(place)} <> rowid) AS moved`;
  let [length, isMoved, partitions]: [number, boolean, Partitions | undefined] = [0, false, undefined];
  if (chat === undefined) {
    const counted = await engine.columns(`SELECT count(*)::DOUBLE AS n${moved} ${from}`);
    [length, isMoved] = [Number(counted.n![0]), counted.moved?.[0] === true];
  } else {
    const counted = await engine.columns(
      `SELECT ${chat} AS chat, count(*)::DOUBLE AS n, (max(rowid) - min(rowid) + 1)::DOUBLE AS reach${moved} ${from} GROUP BY ALL ORDER BY min(rowid)`,
    );
    const { chat: names, n, reach } = counted;
    const apart = read.sort ? -1 : n!.findIndex((n, i) => n !== reach![i]);
    if (apart >= 0) throw new WindowError("UNSORTED", `rows of ${roles.chat} ${JSON.stringify(names![apart])} are not contiguous; leave out --no-sort to sort them`);
    [length, isMoved] = [n!.reduce<number>((sum, n) => sum + Number(n), 0), counted.moved?.includes(true) ?? false];
    partitions = new Partitions(names!, n!);
    await engine.run(`CREATE TYPE ${PARTITION} AS ENUM (SELECT ${chat} ${from} AND ${chat} IS NOT NULL GROUP BY ALL ORDER BY min(rowid))`);
  }

  const isEgregora = "egregora" in plan;
  const { time, author, text } = roles;
  const template = parseTemplate(sending.template ?? (isEgregora ? "{text}" : defaultTemplate({ time, author })));
  const columnOf = (name: string) => ({ time, author, text, chat: roles.chat })[name] ?? name;
  requireColumns(template, columns.map(({ name }) => name).filter((name) => name !== place), columnOf);
  const line = templateSql(template, (name) => identifier(columnOf(name)));
  const { separator, before, after, reserve } = sending;

  const selected = new Map<string, string>();
  const add = (name: string, expression: string) => {
    while ([...selected.keys()].some((taken) => taken.toLowerCase() === name.toLowerCase())) name += "'";
    selected.set(name, expression);
    return name;
  };
  const measures = Object.fromEntries(Object.entries(read.columns.measures).map(([measure, name]) => [measure, add(name, identifier(name))]));
  const key = roles.id && read.columns.id ? await keyOf(engine, identifier(roles.id), from) : undefined;
  const query = {
    time: time && add(time, zone === undefined ? identifier(time) : `make_timestamptz(epoch_us(${identifier(time)}))`),
    partition: chat && (named ? add(roles.chat!, `coalesce(${chat}, '')`) : add("partition", `coalesce(enum_code(${chat}::${PARTITION})::BIGINT, -1)`)),
    key: key && add(roles.id!, key),
    measures,
    // Egregora measures the text without the rest of the line.
    text: isEgregora ? add(TEXT!, identifier(text)) : add(LINE!, line),
    line: "{text}",
    separator: isEgregora ? "" : separator,
    chat: chat && add(CHAT!, `coalesce(${chat}, '')`),
    tokens,
    inOrder: true,
  };
  if (isEgregora) add(LINE!, line);
  const expressions = [...selected].map(([name, expression]) => `${expression} AS ${identifier(name)}`).join(", ");
  const select = (expressions: string, start?: number, end?: number) =>
    `SELECT ${expressions} ${from}${start === undefined ? "" : ` AND rowid >= ${start} AND rowid < ${end}`}`;
  const fetch = async (start?: number, end = all): Promise<Fetched> => {
    const watch = tokens && { onProgress: ({ done = 0 }) => onCount(done) };
    // A range of rows does not bound the width of the text around the lines.
    const frame = start === undefined && { before, after, reserve };
    const fetched = await fetchRows(engine, { ...query, ...frame, from: { sql: select(expressions, start, end) } }, watch);
    return isEgregora ? { ...fetched, sent: { ...fetched.sent!, text: LINE, separator } } : fetched;
  };
  const isTraced = key !== undefined || all > length || isMoved;
  return {
    engine,
    length,
    left: all - length,
    around: { separator, before, after, reserve, tokens },
    line,
    trace: format !== "jsonl" || !isTraced ? undefined : key !== undefined ? { name: "keys", json: `coalesce(to_json(${key})::VARCHAR, 'null')` } : { name: "places", json: `${identifier(place!)}::VARCHAR` },
    unsent: Buffer.byteLength(query.separator),
    zoned: zone !== undefined,
    measures: ["bytes", ...Object.keys(measures), ...(tokens ? ["tokens"] : [])],
    partitions,
    rowids: all,
    select,
    fetch,
  };
}

/**
 * A key as SQL. Whole numbers of any type are one key, whether a file has them as numbers or as text; binary ids are
 * written as hexadecimal digits.
 */
async function keyOf(engine: Engine, key: string, from: string): Promise<string> {
  const { type, whole } = await engine.columns(
    `SELECT any_value(typeof(${key})) AS type, bool_and(TRY_CAST(${key}::VARCHAR AS BIGINT)::VARCHAR IS NOT DISTINCT FROM ${key}::VARCHAR) AS whole ${from}`,
  );
  if (type![0] === "BLOB") return `lower(hex(${key}))`;
  return whole![0] === true ? `${key}::VARCHAR::BIGINT` : `${key}::VARCHAR`;
}
