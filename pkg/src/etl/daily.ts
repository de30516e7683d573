import { literal } from "../engine/index.js";
import { blocks } from "./blocks.js";
import type { Source, Stage } from "./format.js";
import { extractLines } from "./lines.js";
import { readStamps } from "./stamps/index.js";

/** Logs that write the day on a line of its own, and a clock with each message. */
export interface Daily {
  /** A day's line; its group is the date. */
  readonly day: string;
  /** A line of a message, and its groups in their order: `clock`, `author`, `text` and `event`, unless told otherwise. */
  readonly message: string;
  readonly groups?: readonly string[];
  /** SQL of who does what an event says, and of what that is; empty where it is the program's. */
  readonly action?: { readonly actor: string; readonly act: string };
  /** Whether messages after midnight come without a day of their own: their clock goes back by more than half a day. */
  readonly isOvernight?: boolean;
  /** Whether a text of several lines stands in quotes. */
  readonly isQuoted?: boolean;
  /** Lines of the file that belong to no message. */
  readonly besides: string;
  /** The day of all messages where no line is a day, by the file's name. */
  undated?(name: string, stage: Stage): string;
}

/** The names of tables, quoted for SQL. */
export interface DailyStaged {
  said: string;
  days: string;
  clocks: string;
  /** The day of messages before the first line that is a day. */
  undated: string | undefined;
}

export async function extractDaily(
  { day, message, groups = ["clock", "author", "text", "event"], undated, isQuoted }: Daily,
  source: Source,
  stage: Stage,
): Promise<DailyStaged> {
  const written = await extractLines(source, stage);
  const lines = isQuoted ? await stage.create(withQuotes(written, message, day)) : written;
  const either = `(?:${message})|(?:${day})`;
  const said = await stage.create(blocks(lines, either, [...groups, "day"], isQuoted ? "NOT isQuoted" : "true"));
  const distinct = (group: string) =>
    `SELECT h.${group} AS written FROM ${said} WHERE h.${group} <> '' GROUP BY written ORDER BY min(number)`;
  let days = distinct("day");
  let first: string | undefined;
  if (undated && !(await isAny(stage, days))) {
    first = undated(source.name, stage);
    days = `SELECT ${literal(first)} AS written`;
  }
  return { said, days: await readStamps(stage, days), clocks: await readStamps(stage, distinct("clock")), undated: first };
}

/**
 * Lines, and whether each looks like a day and stands within a text of several lines: that begins with a quote behind
 * its author, and ends with one before the next message.
 */
function withQuotes(lines: string, message: string, day: string): string {
  return `
    SELECT line, coalesce(isDay AND opens AND opened > coalesce(closed, -1) AND closes < coalesce(next, closes + 1), false) AS isQuoted
    FROM (
      SELECT *, last_value(if(isSaid, number, NULL) IGNORE NULLS) OVER before AS opened,
        last_value(if(isSaid, regexp_matches(line, '\t"[^\t]*$') AND NOT ends_with(line, '"'), NULL) IGNORE NULLS) OVER before AS opens,
        last_value(if(isEnd, number, NULL) IGNORE NULLS) OVER before AS closed,
        first_value(if(isEnd, number, NULL) IGNORE NULLS) OVER behind AS closes,
        first_value(if(isSaid, number, NULL) IGNORE NULLS) OVER behind AS next
      FROM (SELECT *, NOT isSaid AND ends_with(line, '"') AS isEnd FROM (
        SELECT rowid AS number, line, regexp_matches(line, ${literal(message)}) AS isSaid, regexp_matches(line, ${literal(day)}) AS isDay FROM ${lines}
      ))
      WINDOW before AS (ORDER BY number ROWS UNBOUNDED PRECEDING),
        behind AS (ORDER BY number ROWS BETWEEN 1 FOLLOWING AND UNBOUNDED FOLLOWING)
    ) ORDER BY number`;
}

async function isAny({ engine, signal }: Stage, select: string): Promise<boolean> {
  const { any } = await engine.columns(`SELECT count(*)::DOUBLE AS any FROM (${select} LIMIT 1)`, { signal });
  return any![0] !== 0;
}

export function transformDaily(daily: Daily, { said, days, clocks, undated }: DailyStaged): string {
  const { besides, action, isOvernight, isQuoted } = daily;
  const unquoted = `if(contains(text, chr(10)) AND starts_with(text, '"') AND ends_with(text, '"'), replace(substr(text, 2, length(text) - 2), '""', '"'), text)`;
  const isBeside = `regexp_full_match(trim(coalesce(more, ''), chr(10)), ${literal(`(?:${besides}|\\n)*`)})`;
  const [actor, event] = action ? [action.actor, `coalesce(nullif(${action.act}, ''), h.event)`] : ["''", "h.event"];
  const messages = `(
      SELECT number, heading, if(h.event = '', h.author, ${actor}) AS author, if(h.event <> '' AND ${actor} = '', 'system', 'message') AS kind,
        day.time + if(h.clock = '', coalesce(latest.time, 0), clock.time) % 86400000000 AS time,
        concat_ws(chr(10), h.text || ${event}, nullif(rtrim(more, chr(10)), '')) AS text
      FROM (
        -- What is said without a clock is of the last one on that day.
        SELECT *, last_value(nullif(h.clock, '') IGNORE NULLS) OVER (PARTITION BY heading ORDER BY number ROWS UNBOUNDED PRECEDING) AS lately
        FROM (
          SELECT number, h, more, coalesce(last_value(nullif(h.day, '') IGNORE NULLS) OVER lines, ${undated === undefined ? "NULL" : literal(undated)}) AS today,
            last_value(if(h.day <> '', number, NULL) IGNORE NULLS) OVER lines AS heading
          FROM ${said} WHERE line IS NOT NULL WINDOW lines AS (ORDER BY number ROWS UNBOUNDED PRECEDING)
        )
      ) LEFT JOIN ${days} AS day ON day.written = today LEFT JOIN ${clocks} AS clock ON clock.written = h.clock
        LEFT JOIN ${clocks} AS latest ON latest.written = lately
      WHERE h.day = ''
    )`;
  return `
    SELECT make_timestamp(time) AS time, nullif(author, '') AS author, ${isQuoted ? `${unquoted} AS text` : "text"}, kind,
      CASE WHEN kind IS NULL THEN 'lines that are of no message' WHEN time IS NULL THEN 'messages without a day, or of a time that does not exist' END AS problem
    FROM (
      SELECT number, time, author, kind, text FROM ${isOvernight ? overnight(messages, "time", "heading") : messages}
      UNION ALL
      SELECT number, NULL, NULL, NULL, more FROM ${said} WHERE (line IS NULL OR h.day <> '') AND more IS NOT NULL AND NOT ${isBeside}
    ) ORDER BY number`;
}

/**
 * Messages whose clock goes back by more than half a day, in the order of the file, are of the next day, and so are
 * those after them.
 *
 * @param time microseconds
 * @param part the column within whose values clocks are compared
 */
export function overnight(messages: string, time: string, part: string): string {
  const lines = `OVER (PARTITION BY ${part} ORDER BY number)`;
  const nights = `count(*) FILTER (WHERE ${time} < earlier - 43200000000) ${lines}`;
  return `(SELECT * REPLACE (${time} + 86400000000 * ${nights} AS ${time}) FROM (SELECT *, lag(${time}) ${lines} AS earlier FROM ${messages}))`;
}
