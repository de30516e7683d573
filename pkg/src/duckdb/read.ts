import {
  type Connection,
  type TableName,
  concatenated,
  engineOf,
  identifier,
  literal,
  tableName,
  tableNameOf,
} from "../engine/index.js";
import { WindowError } from "../error.js";
import { textSql } from "../lines/index.js";
import { badOption, isA, optionsOf, text } from "../options.js";
import { Plan } from "../plan.js";
import type { TimeUnit } from "../rows.js";
import { columnName, columnNames, fetchedOf, requireRows } from "./checks.js";
import type { Fetched } from "./fetched.js";
import { Line } from "./line.js";
import { numbered } from "./order.js";
import { column, source } from "./source.js";

/**
 * What to read of each window: columns of its rows, or their texts joined. The default is the lines that the fetch
 * measured. Each text then has exactly the planned bytes, less one separator.
 */
export type Reading =
  | {
      /** Columns in the source of the rows. */
      columns: readonly string[];
      text?: undefined;
      line?: undefined;
    }
  | {
      /** The column of texts; a null is read as an empty text. */
      text: string;
      /** The text between two texts; a line feed unless given. */
      separator?: string | undefined;
      columns?: undefined;
      line?: undefined;
    }
  | {
      /** A template for each row; that of the fetch unless given. */
      line?: string | undefined;
      /** The text between two lines; that of the fetch unless given, or else a line feed. */
      separator?: string | undefined;
      columns?: undefined;
      text?: undefined;
    };

/**
 * Reads the rows of all windows in *one* query, by a join with the table that {@link insertPlan} created. With
 * `columns`, the result has a row for each row of each window, repeated ones included: `window`, `position` and the
 * columns. Otherwise it has a row for each window: `window` and `text`. Both are in order.
 *
 * Rows are numbered as in the fetch, so the table must not have changed since.
 *
 * @param given the result of {@link fetchRows}, or its `order` and `sent`
 * @returns an Arrow IPC file or stream, which any Arrow reader decodes
 * @throws WindowError: `MISSING_COLUMN`, `QUERY_FAILED`, `BAD_OPTION`
 */
export async function readWindows(
  connection: Connection,
  given: Pick<Fetched, "order" | "sent">,
  what: Reading & { windows: TableName },
): Promise<Uint8Array> {
  const [fetched, reading] = [fetchedOf(given), readingOf(what)];
  if (reading.windows === undefined) throw badOption("windows", undefined, "the table that insertPlan() made");
  const windows = tableName(reading.windows);
  // An equality join on positions is several times as fast as a range join.
  const places = `SELECT "window", unnest(range(start, "end")) AS position FROM ${windows}`;
  const rows = numbered(fetched.order, expressions(fetched, reading));
  const joined = `FROM (${places}) AS w JOIN (${rows}) AS r ON w.position = r.position`;
  if (reading.columns) {
    const columns = ['w."window"', POSITION, ...shown(reading.columns)];
    const order = 'ORDER BY w."window" ASC, r.position ASC'; // qualified, as a column can have either name
    return readWhole(connection, `SELECT ${columns.join(", ")} ${joined} ${order}`);
  }
  // Windows of the clock can be empty.
  const texts = `SELECT w."window", ${joinedText(fetched, reading)} ${joined} GROUP BY w."window"`;
  const sql = `SELECT w."window", coalesce(t.text, '') AS text
    FROM ${windows} AS w LEFT JOIN (${texts}) AS t ON w."window" = t."window" ORDER BY w."window" ASC`;
  return readWhole(connection, sql);
}

/**
 * Reads the rows of one window. With `columns`, the result has `position` and the columns, in order; otherwise one row
 * of `text`. Rows ordered by time alone are looked up by the window's times, which takes milliseconds; otherwise all
 * rows are numbered.
 *
 * @param index the window's index in the plan
 * @returns an Arrow IPC file or stream
 * @throws WindowError: `BAD_OPTION` for an index outside the plan; `MISSING_COLUMN`, `QUERY_FAILED`
 */
export async function readWindow(
  connection: Connection,
  given: Pick<Fetched, "order" | "rows" | "sent">,
  plan: Plan,
  index: number,
  what: Reading,
): Promise<Uint8Array> {
  const [fetched, reading] = [fetchedOf(given), readingOf(what)];
  if (!isA(plan, Plan)) throw badOption("the plan", plan, "one of rows.windows() or rows.hops()");
  const window = plan.at(index);
  if (window === undefined) {
    throw new WindowError("BAD_OPTION", `there is no window ${index}; there are ${plan.length}`);
  }
  const [rows, { order }] = [requireRows(given.rows), fetched];
  const { start, end } = window;
  const [first, last] = [plan.firstTime, plan.lastTime].map((times) => timeLiteral(times?.[window.index], rows.timeUnit));
  let numberedRows = numbered(order, expressions(fetched, reading));
  if (order.time !== undefined && first !== undefined && last !== undefined) {
    const time = column(order.time);
    const before = `(SELECT count(*) FROM ${source(order.from)} WHERE ${time} < ${first})`;
    numberedRows = numbered(order, expressions(fetched, reading), `${time} BETWEEN ${first} AND ${last}`, before);
  }
  const found = `FROM (${numberedRows}) AS r WHERE r.position >= ${start} AND r.position < ${end}`;
  if (!reading.columns) {
    const text = `SELECT ${joinedText(fetched, reading)} ${found}`;
    return readWhole(connection, `SELECT coalesce(text, '') AS text FROM (${text})`);
  }
  const columns = [POSITION, ...shown(reading.columns)];
  return readWhole(connection, `SELECT ${columns.join(", ")} ${found} ORDER BY r.position ASC`);
}

/** Checks what to read. */
function readingOf(given: Reading): Reading & { windows?: TableName } {
  const reading = optionsOf(given, "what to read", '{ windows: "windows", text: "body" }', {
    windows: tableNameOf,
    columns: columnNames,
    text: columnName,
    line: text,
    separator: text,
  });
  const [one, other] = (["columns", "text", "line"] as const).filter((option) => reading[option] !== undefined);
  if (other !== undefined) throw new WindowError("BAD_OPTION", `there are ${one} and ${other} to read; give one of them`);
  return reading as { text?: string } as Reading & { windows?: TableName };
}

async function readWhole(connection: Connection, sql: string): Promise<Uint8Array> {
  return concatenated(await engineOf(connection).arrow(sql));
}

const POSITION = "r.position::UINTEGER AS position";

type Ordered = Pick<Fetched, "order" | "sent">;

function expressions(fetched: Ordered, reading: Reading): string[] {
  return reading.columns ? reading.columns.map(column) : [lineIn(fetched, reading).sql];
}

/** The line to read: that of the call, otherwise that of the fetch. */
function lineIn({ order, sent }: Ordered, reading: Exclude<Reading, { columns: readonly string[] }>): Line {
  const { text, line, separator } = reading;
  if (text !== undefined) return new Line(order.from, { text, line: "{text}", separator });
  if (line === undefined && !sent) {
    throw new WindowError("BAD_OPTION", "nothing says what to read; give text, columns or line, or fetch the rows with a line");
  }
  return new Line(order.from, { ...sent, line: line ?? sent?.line, separator: separator ?? sent?.separator });
}

/** The columns of numbered rows, renamed to their own names. */
function shown(columns: readonly string[]): string[] {
  return columns.map((name, i) => `r.c${i} AS ${identifier(name)}`);
}

function joinedText(fetched: Ordered, reading: Exclude<Reading, { columns: readonly string[] }>): string {
  return `string_agg(r.c0, ${textSql(lineIn(fetched, reading).separator)} ORDER BY r.position ASC) AS text`;
}

const PER_SECOND: Record<TimeUnit, bigint> = { s: 1n, ms: 1_000n, us: 1_000_000n, ns: 1_000_000_000n };

/** A time as a literal that DuckDB casts to any time type; undefined outside of four-digit years. */
function timeLiteral(time: bigint | undefined, unit: TimeUnit | undefined): string | undefined {
  if (time === undefined || unit === undefined) return undefined;
  const perSecond = PER_SECOND[unit];
  const fraction = ((time % perSecond) + perSecond) % perSecond;
  const date = new Date(Number((time - fraction) / perSecond) * 1_000);
  const year = date.getUTCFullYear();
  if (!(year >= 1 && year <= 9_999)) return undefined;
  const decimals = String(perSecond).length - 1;
  const seconds = date.toISOString().slice(0, 19).replace("T", " ");
  // With an offset: DuckDB would otherwise read a time with a zone in the session's zone.
  return literal(`${seconds}${decimals > 0 ? `.${String(fraction).padStart(decimals, "0")}` : ""}+00`);
}
