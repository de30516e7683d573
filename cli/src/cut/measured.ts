import { WindowError } from "windrow";
import { type Engine, type Fetched, type Value, fetchRows, identifier } from "windrow/duckdb";
import type { Loaded } from "windrow/etl";
import { type Around, sentRows } from "windrow/prompts";
import type { TokenCounter } from "windrow/tokens";
import type { Options } from "../options.js";
import { BATCHES } from "../sending-options.js";
import { BYTES, LINE, measuredSeparator, measuredTextOf } from "./written.js";

/** The rows to cut: how many, how each is written, and how they are measured. */
export interface Measured {
  readonly engine: Engine;
  /** Number of rows. */
  readonly length: number;
  /** Number of system lines that are left out. */
  readonly left: number;
  /** The text around the lines of a window, and the reserve. */
  readonly around: Around & { separator: string; tokens?: TokenCounter | undefined };
  /**
   * SQL of a row's key as JSON, or of its position in the source; undefined where that equals its position among the
   * rows.
   */
  readonly trace: { name: "keys" | "places"; sql: string } | undefined;
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
class Partitions {
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

/** The name of the chat, in the SELECT that rows are fetched from. */
const CHAT = "windrow's chat";

/**
 * Finds out which rows of a table to cut, and how they are measured.
 *
 * @param loaded a table of the shape that `shapeOf` gives
 * @param tokens counts tokens, where they are a measure
 * @param onCount called with the share of the rows that is counted, between 0 and 1
 */
export async function measured(
  engine: Engine,
  { table, columns: roles, zone, rows: all, place }: Loaded,
  options: Options,
  tokens: TokenCounter | undefined,
  onCount: (done: number) => void,
): Promise<Measured> {
  const { read, system, sending, plan, format } = options;
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
    if (apart >= 0)
      throw new WindowError(
        "UNSORTED",
        `rows of ${roles.chat} ${JSON.stringify(names![apart])} are not contiguous; leave out --no-sort to sort them`,
      );
    [length, isMoved] = [n!.reduce<number>((sum, n) => sum + Number(n), 0), counted.moved?.includes(true) ?? false];
    partitions = new Partitions(names!, n!);
    await engine.run(
      `CREATE TYPE ${PARTITION} AS ENUM (SELECT ${chat} ${from} AND ${chat} IS NOT NULL GROUP BY ALL ORDER BY min(rowid))`,
    );
  }

  const isEgregora = "egregora" in plan;
  const { time } = roles;
  const { separator, before, after, reserve } = sending;
  const selected = new Map<string, string>();
  const add = (name: string, expression: string) => {
    while ([...selected.keys()].some((taken) => taken.toLowerCase() === name.toLowerCase())) name += "'";
    selected.set(name, expression);
    return name;
  };
  const measures = Object.fromEntries(
    Object.entries(read.columns.measures).map(([measure, name]) => [measure, add(name, identifier(name))]),
  );
  const key = roles.id && read.columns.id ? await keyOf(engine, identifier(roles.id), from) : undefined;
  const rows = {
    time: time && add(time, zone === undefined ? identifier(time) : `make_timestamptz(epoch_us(${identifier(time)}))`),
    partition:
      chat &&
      (named
        ? add(roles.chat!, `coalesce(${chat}, '')`)
        : add("partition", `coalesce(enum_code(${chat}::${PARTITION})::BIGINT, -1)`)),
    key: key && add(roles.id!, key),
    inOrder: true,
  };
  const measuredText = measuredTextOf(options);
  const lines = { text: measuredText, line: "{text}", separator: measuredSeparator(options), chat: chat && CHAT, tokens };
  // Counters of tokens and writers of prompts read the lines themselves.
  const readsLines = tokens !== undefined || Object.hasOwn(BATCHES, format);
  if (!readsLines) add(BYTES, identifier(BYTES));
  else for (const name of new Set([measuredText, LINE])) add(name, identifier(name));
  if (readsLines && chat) add(CHAT, `coalesce(${chat}, '')`);
  const expressions = [...selected].map(([name, expression]) => `${expression} AS ${identifier(name)}`).join(", ");
  const select = (expressions: string, start?: number, end?: number) =>
    `SELECT ${expressions} ${from}${start === undefined ? "" : ` AND rowid >= ${start} AND rowid < ${end}`}`;
  const fetch = async (start?: number, end = all): Promise<Fetched> => {
    const from = { sql: select(expressions, start, end) };
    if (!readsLines) {
      const fetched = await fetchRows(engine, { ...rows, measures: { ...measures, bytes: BYTES }, from });
      // A range of rows does not bound the width of the text around the lines.
      if (isEgregora || start !== undefined) return fetched;
      return {
        ...fetched,
        ...sentRows(fetched.rows, {
          line: "{text}",
          separator,
          before,
          after,
          reserve,
          ...(partitions && { chats: partitions.names }),
        }),
      };
    }
    const watch = tokens && {
      onProgress: ({ done = 0 }) => onCount(((start ?? 0) + done * (Math.min(end, all) - (start ?? 0))) / all),
    };
    const frame = start === undefined && { before, after, reserve };
    const fetched = await fetchRows(engine, { ...rows, ...lines, ...frame, measures, from }, watch);
    return isEgregora ? { ...fetched, sent: { ...fetched.sent!, text: LINE, separator } } : fetched;
  };
  const isTraced = key !== undefined || all > length || isMoved;
  return {
    engine,
    length,
    left: all - length,
    around: { separator, before, after, reserve, tokens },
    trace:
      format !== "jsonl" || !isTraced
        ? undefined
        : key !== undefined
          ? { name: "keys", sql: `coalesce(to_json(${key})::VARCHAR, 'null')` }
          : { name: "places", sql: identifier(place!) },
    unsent: Buffer.byteLength(measuredSeparator(options)),
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
