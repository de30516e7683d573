import { type ArrowColumns, Rows, WindowError } from "windrow";
import { type Engine, type Value, identifier, literal } from "windrow/duckdb";
import type { Loaded } from "windrow/etl";
import type { Options } from "../options.js";

/** Messages in the database as they are cut: which rows, how each is written, and what it measures. */
export interface Measured {
  readonly engine: Engine;
  /** How many rows. */
  readonly length: number;
  /** How many system lines are left out. */
  readonly left: number;
  /** A row's text, as SQL. */
  readonly line: string;
  /** What follows each row but a window's last. */
  readonly separator: Buffer;
  /** What of a window's measured bytes is not sent: the last separator, where they are measured. */
  readonly unsent: number;
  /** Whether times are of a zone. */
  readonly zoned: boolean;
  readonly measures: readonly string[];
  readonly partitions: Partitions | undefined;
  /** One past the last `rowid`. */
  readonly rowids: number;
  /** SELECT of some expressions from the rows within a range of `rowid`, in order. */
  select(expressions: string, from?: number, to?: number): string;
  /** The columns that windows are computed from; of a range of `rowid`, or of all. */
  rows(from?: number, to?: number): Promise<Rows>;
}

/** Each partition is a range of rows. */
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

  /** The partition of a row. */
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

/** The type that numbers the partitions: what Rows compares is then an integer a row, and no text. */
const PARTITION = identifier("windrow's partitions");

/** Finds out what of a table is to be cut. */
export async function measured(
  engine: Engine,
  { table, columns: roles, zone, rows: all }: Loaded,
  { read, system, separator, plan, format }: Options,
): Promise<Measured> {
  // Rows know their partitions by name only where that is written, as it costs a text a row.
  const named = format === "arrow";
  const isSent = roles.kind === undefined || system ? "true" : `${identifier(roles.kind)} IS DISTINCT FROM 'system'`;
  const from = `FROM ${identifier(table)} WHERE ${isSent}`;
  const chat = roles.chat === undefined ? undefined : `${identifier(roles.chat)}::VARCHAR`;
  let [length, partitions]: [number, Partitions | undefined] = [0, undefined];
  if (chat === undefined) length = Number((await engine.columns(`SELECT count(*)::DOUBLE AS n ${from}`)).n![0]);
  else {
    const { chat: names, n, reach } = await engine.columns(
      `SELECT ${chat} AS chat, count(*)::DOUBLE AS n, (max(rowid) - min(rowid) + 1)::DOUBLE AS reach ${from} GROUP BY ALL ORDER BY min(rowid)`,
    );
    const apart = read.sort ? -1 : n!.findIndex((n, i) => n !== reach![i]);
    if (apart >= 0) throw new WindowError("UNSORTED", `rows of ${roles.chat} ${JSON.stringify(names![apart])} lie apart; leave --no-sort out, and they are put in order`);
    length = n!.reduce<number>((sum, n) => sum + Number(n), 0);
    partitions = new Partitions(names!, n!);
    await engine.run(`CREATE TYPE ${PARTITION} AS ENUM (SELECT ${chat} ${from} AND ${chat} IS NOT NULL GROUP BY ALL ORDER BY min(rowid))`);
  }

  const bytes = Buffer.from(separator);
  // Egregora counts texts alone.
  const unsent = "egregora" in plan ? 0 : bytes.length;
  const line = `coalesce(${identifier(roles.text)}::VARCHAR, '')`;
  const columns = new Map<string, string>();
  const add = (name: string, expression: string) => {
    while ([...columns.keys()].some((taken) => taken.toLowerCase() === name.toLowerCase())) name += "'";
    columns.set(name, expression);
    return name;
  };
  const measures: Record<string, string> = { bytes: add("bytes", `(strlen(${line}) + ${unsent})::UINTEGER`) };
  for (const [measure, name] of Object.entries(read.columns.measures)) measures[measure] = add(name, identifier(name));
  const arrow: ArrowColumns = {
    measures,
    time: roles.time === undefined ? undefined : add(roles.time, zone === undefined ? identifier(roles.time) : `make_timestamptz(epoch_us(${identifier(roles.time)}))`),
    partition: chat && (named ? add(roles.chat!, `coalesce(${chat}, '')`) : add("partition", `coalesce(enum_code(${chat}::${PARTITION})::BIGINT, -1)`)),
    key: roles.id && read.columns.id ? add(roles.id, await keyOf(engine, identifier(roles.id), from)) : undefined,
  };
  const selected = [...columns].map(([name, expression]) => `${expression} AS ${identifier(name)}`).join(", ");
  const select = (expressions: string, start?: number, end?: number) =>
    `SELECT ${expressions} ${from}${start === undefined ? "" : ` AND rowid >= ${start} AND rowid < ${end}`}`;
  return {
    engine,
    length,
    left: all - length,
    line,
    separator: bytes,
    unsent,
    zoned: zone !== undefined,
    measures: Object.keys(measures),
    partitions,
    rowids: all,
    select,
    rows: async (start, end) => Rows.fromArrow(await engine.arrow(select(selected, start, end)), arrow),
  };
}

/** Whole numbers of any type are one key, whether a file has them as numbers or as text; binary ids are their digits. */
async function keyOf(engine: Engine, key: string, from: string): Promise<string> {
  const { type, whole } = await engine.columns(
    `SELECT any_value(typeof(${key})) AS type, bool_and(TRY_CAST(${key}::VARCHAR AS BIGINT)::VARCHAR IS NOT DISTINCT FROM ${key}::VARCHAR) AS whole ${from}`,
  );
  if (type![0] === "BLOB") return `lower(hex(${key}))`;
  return whole![0] === true ? `${key}::VARCHAR::BIGINT` : `${key}::VARCHAR`;
}

/** A text as SQL, with what a literal cannot hold. */
export function sqlText(text: string): string {
  return text.split("\0").map((part) => literal(part)).join(" || chr(0) || ");
}
