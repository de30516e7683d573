import { literal } from "../../../engine/index.js";
import { WindowError } from "../../../error.js";
import { TextColumns } from "../../columnar.js";
import { type Stage, format } from "../../format.js";
import { extractLines } from "../../lines.js";
import { readDates } from "../../stamps/index.js";
import { type Run, fitting, messagesAmong } from "./forms.js";
import { HEADER, type Part, USUAL, firstPart, isHeader, secondPart, settled } from "./header.js";
import { MAY_BE_MEDIA, MEDIA, SYSTEM } from "./kinds.js";
import { authorsOf } from "./names.js";

/** The names of tables of one file, quoted for SQL. */
interface Staged {
  /** Each line, with the groups of {@link HEADER}. */
  headed: string;
  /** What the first and the second groups mean, what the names, and which of them begin messages. */
  firsts: string;
  seconds: string;
  names: string;
  forms: string;
}

/** How many lines of the beginning are looked at for a header. */
const LOOKED_AT = 200;

export const whatsapp = format<Staged>({
  name: "WhatsApp export",
  gives: "messages",
  program: "WhatsApp on Android and iOS, and copies out of WhatsApp Web",
  exporting: "in the chat: the menu (Android) or the chat's name (iOS), More, Export chat; give the .txt or the .zip",
  lacks: "reactions, replies, and what is older than the 40,000 last messages (10,000 with media)",
  detect: ({ name, text }) => !/\.[ct]sv$/i.test(name) && text.split(/\r\n?|\n/, LOOKED_AT).some(isHeader),
  async extract(source, stage) {
    const lines = await extractLines(source, stage);
    const headed = await stage.create(`
      SELECT number, line, CASE WHEN usual.a <> '' THEN usual
          WHEN regexp_matches(line, ${literal(HEADER)}) THEN ${groups(HEADER)} ELSE usual END AS h
      FROM (SELECT rowid AS number, line, ${groups(USUAL)} AS usual FROM ${lines})`);
    return { headed, ...(await interpreted(headed, stage)) };
  },
  transform: ({ headed, firsts, seconds, names, forms }) => `
    WITH placed AS MATERIALIZED (
      SELECT number, line, form.first IS NOT NULL AS begins, make_timestamp(first.time + second.time) AS time,
        first.length + second.length AS header, author, h.colon AS colon, names.bare = 1 AS is_bare, names.length + length(h.colon) AS name
      FROM ${headed}
        LEFT JOIN ${firsts} AS first ON first.written = h.a
        LEFT JOIN ${seconds} AS second ON second.written = h.b
        LEFT JOIN ${forms} AS form ON form.first = first.shape AND form.second = second.shape AND number BETWEEN form."from" AND form."to"
        LEFT JOIN ${names} AS names ON names.written = h.name AND h.colon <> ''
    ), continued AS (
      -- Lines that follow one another have one difference to their count.
      SELECT min(number) - 1 AS number, string_agg(line, chr(10) ORDER BY number) AS more
      FROM (SELECT number, line, number - row_number() OVER (ORDER BY number) AS island FROM placed WHERE NOT begins) GROUP BY island
    ), said AS (
      SELECT number, line, time, more, substr(line, header + name + 1) AS said, substr(line, header + 1) AS rest,
        if(colon = ': ' OR (is_bare AND NOT starts_with(said, '//')) OR said = '', author, NULL) AS author
      FROM placed LEFT JOIN continued USING (number) WHERE begins
    ), begins AS (
      SELECT * EXCLUDE (said, rest), if(author IS NULL, rest, said) AS first_line FROM said
    )
    SELECT time, author, text, kind, problem FROM (
      SELECT number, time, if(time IS NULL, NULL, author) AS author,
        if(time IS NULL, line, CASE WHEN unicode(first_line) IN (8206, 8207) THEN ltrim(first_line, '\u200e\u200f') ELSE first_line END)
          || if(more IS NULL, '', chr(10) || more) AS text,
        CASE WHEN author IS NULL THEN 'system'
          WHEN ${MAY_BE_MEDIA} AND regexp_matches(first_line, ${literal(MEDIA)}) THEN 'media'
          WHEN unicode(first_line) IN (8206, 8207) AND strlen(first_line) < 900
            AND (starts_with(substr(first_line, 2), author) OR regexp_matches(first_line, ${literal(`(?i:${SYSTEM})`)})) THEN 'system'
          ELSE 'message' END AS kind,
        if(time IS NULL, 'messages of a time that does not exist', NULL) AS problem
      FROM begins
      UNION ALL
      SELECT number, NULL, NULL, line, NULL, 'lines before the first message'
      FROM placed WHERE NOT begins AND line <> '' AND number < (SELECT min(number) FROM placed WHERE begins)
    ) ORDER BY number`,
});

const groups = (header: string) => `regexp_extract(line, ${literal(header)}, ['a', 'b', 'name', 'colon'])`;

/** Reads what the headers of a file are made of: as few different texts as it has days, minutes and people. */
async function interpreted(headed: string, stage: Stage): Promise<Omit<Staged, "headed">> {
  const distinct = (group: string) =>
    stage.engine.columns(
      `SELECT h.${group} AS written, h.colon = ': ' AS spaced, count(*)::DOUBLE AS count FROM ${headed} WHERE h.a <> ''${group === "name" ? " AND h.colon <> ''" : ""}
       GROUP BY ${group === "name" ? "ALL" : "written, spaced"} ORDER BY min(number)`,
      { signal: stage.signal },
    );
  const [first, second, named] = [await distinct("a"), await distinct("b"), await distinct("name")];
  const [read, others] = [partsIn(first["written"] as string[], firstPart), partsIn(second["written"] as string[], secondPart)];
  const [settledFirst, settledSecond] = settled([...read.values()], [...others.values()]);
  const [firsts, seconds] = [partsOf([...read.keys()], settledFirst), partsOf([...others.keys()], settledSecond)];
  for (const [one, other] of [[firsts, seconds], [seconds, firsts]] as const) readTimes(one, other, stage);
  const authors = authorsOf(named["written"]!.map((name, i) => ({ name: name as string, isSpaced: named["spaced"]![i] === true, count: Number(named["count"]![i]) })));
  const staged = {
    firsts: await insertParts(firsts, stage),
    seconds: await insertParts(seconds, stage),
    names: await insertRows(authors.map(({ name, author, isBare }) => ({ written: name, author, bare: isBare ? 1 : 0, length: [...name].length })), ["written", "author", "bare", "length"], stage),
  };
  const runs = await runsOf(headed, staged, fitting(firsts.shapes, seconds.shapes), stage);
  if (runs.length === 0) throw new WindowError("NO_MESSAGES", "no line of it begins a message as WhatsApp writes them; export the chat once more");
  return { ...staged, forms: await insertRows(messagesAmong(runs).map(({ first, second, from, to }) => ({ first, second, from, to })), ["first", "second", "from", "to"], stage) };
}

/** The different texts of one group of the headers. */
interface Parts {
  written: string[];
  parts: Part[];
  /** The number of each one's shape. */
  shape: number[];
  /** One part of each shape. */
  shapes: Part[];
  /** Microseconds: of a day since 1970, or of a clock since midnight. */
  time: number[];
}

function partsIn(texts: readonly string[], read: (text: string) => Part | undefined): Map<string, Part> {
  return new Map([...new Set(texts)].map((text) => [text, read(text)] as const).filter((pair): pair is readonly [string, Part] => pair[1] !== undefined));
}

function partsOf(written: string[], parts: Part[]): Parts {
  const all: Parts = { written, parts, shape: [], shapes: [], time: [] };
  const numbers = new Map<string, number>();
  for (const part of parts) {
    if (!numbers.has(part.shape)) numbers.set(part.shape, all.shapes.push(part) - 1);
    all.shape.push(numbers.get(part.shape)!);
    all.time.push(part.clock ? part.clock.seconds * 1e6 : NaN);
  }
  return all;
}

const DAY = 86_400e6;

/** Reads the dates of each shape, as one phone wrote them, and tells what was guessed. */
function readTimes(parts: Parts, others: Parts, stage: Stage): void {
  parts.shapes.forEach((_, shape) => {
    const at = parts.parts.flatMap(({ date }, i) => (date && parts.shape[i] === shape ? [i] : []));
    if (at.length === 0) return;
    const dates = at.map((i) => parts.parts[i]!.date!);
    const isAmerican = at.every((i) => /^[^/]*[1-9]\d?\/[1-9]\d?\//.test(parts.written[i]!)) && others.parts.every(({ clock }) => !clock || clock.isHalf);
    const read = readDates(dates, stage.options.dateOrder, isAmerican ? "MDY" : "DMY");
    at.forEach((i, k) => (parts.time[i] = read.days[k]! * DAY));
    const from = (k: number) => parts.written[at[k]!]!.trim();
    if (read.isGuessed && stage.options.dateOrder === undefined) stage.guess({ ...GUESSES[read.order], from: from(0), dateOrder: read.order });
    if (read.calendar) stage.guess({ what: `years are of the ${read.calendar.name} calendar`, from: from(read.calendar.at), alternatives: [] });
  });
}

const GUESSES = {
  DMY: { what: "the day comes before the month", alternatives: ['dateOrder: "MDY"', 'dateOrder: "YMD"'] },
  MDY: { what: "the month comes before the day", alternatives: ['dateOrder: "DMY"', 'dateOrder: "YMD"'] },
  YMD: { what: "the year comes first", alternatives: ['dateOrder: "DMY"', 'dateOrder: "MDY"'] },
};

function insertParts({ written, shape, time }: Parts, stage: Stage): Promise<string> {
  const rows = written.map((written, i) => ({ written, shape: shape[i], time: Number.isNaN(time[i]) ? undefined : time[i], length: [...written].length }));
  return insertRows(rows, ["written", "shape", "time", "length"], stage);
}

/** A table of a few rows, with all its columns, whatever the rows lack; numbers are BIGINT. */
async function insertRows(rows: readonly Record<string, unknown>[], names: readonly string[], stage: Stage): Promise<string> {
  const columns = new TextColumns();
  for (const row of rows) columns.add(row);
  for (const name of names) columns.set(name, columns.rows, "");
  columns.rows++;
  const typed = names.map((name) => (name === "written" || name === "author" ? `"${name}"` : `TRY_CAST("${name}" AS BIGINT) AS "${name}"`));
  const table = await stage.insert(columns);
  return stage.create(`SELECT ${typed.join(", ")} FROM ${table} WHERE rowid < ${rows.length}`);
}

/** The runs of headers that are written in one way, in their order. */
async function runsOf(headed: string, { firsts, seconds, names }: Omit<Staged, "headed" | "forms">, fitting: readonly [number, number][], stage: Stage): Promise<Run[]> {
  const [first, second] = fitting[0] ?? [];
  if (first === undefined || second === undefined) return [];
  if (fitting.length === 1) return [{ first, second, from: 0, to: Number.MAX_SAFE_INTEGER, headers: 1, named: 1, known: 1 }];
  const runs = await stage.engine.columns(
    `WITH headers AS MATERIALIZED (
       SELECT number, first.shape AS first, second.shape AS second, author
       FROM ${headed} JOIN ${firsts} AS first ON first.written = h.a JOIN ${seconds} AS second ON second.written = h.b
         JOIN (VALUES ${fitting.map(([i, j]) => `(${i}, ${j})`).join(", ")}) AS form(i, j) ON i = first.shape AND j = second.shape
         LEFT JOIN ${names} AS names ON names.written = h.name AND h.colon <> ''
     ), spoken AS (
       SELECT author, count(DISTINCT (first, second)) AS forms FROM headers WHERE author IS NOT NULL GROUP BY author
     ), changes AS (
       SELECT *, coalesce((first, second) <> lag((first, second)) OVER (ORDER BY number), true)::INTEGER AS change FROM headers
     ), numbered AS (
       SELECT *, sum(change) OVER (ORDER BY number ROWS UNBOUNDED PRECEDING) AS run FROM changes
     )
     SELECT any_value(first)::DOUBLE AS first, any_value(second)::DOUBLE AS second, min(number)::DOUBLE AS "from", max(number)::DOUBLE AS "to",
       count(*)::DOUBLE AS headers, count(author)::DOUBLE AS named, count_if(forms > 1)::DOUBLE AS known
     FROM numbered LEFT JOIN spoken USING (author) GROUP BY run ORDER BY run`,
    { signal: stage.signal },
  );
  return runs["first"]!.map((_, i) => Object.fromEntries(Object.entries(runs).map(([name, values]) => [name, values[i]])) as unknown as Run);
}
