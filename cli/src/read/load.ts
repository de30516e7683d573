import { WindowError } from "windrow";
import type { Engine } from "windrow/duckdb";
import {
  type Format,
  type Loaded,
  type Problem,
  type ShapeOf,
  type Source,
  formats,
  loadMessages,
  problemText,
} from "windrow/etl";
import type { ReadOptions } from "../options.js";
import { type Query, duckdbFile, sqlQuery, sqlSource } from "./duckdb.js";

/** All formats: those of windrow, and DuckDB's files. */
export function allFormats(query: Query = {}): readonly Format[] {
  return [duckdbFile(query), ...formats, sqlQuery];
}

/** The name of a format, from that name or its first word. */
export function formatName(wanted: string): string | undefined {
  const is = (name: string) => [name, name.split(" ")[0]!].some((name) => name.toLowerCase() === wanted.toLowerCase());
  return allFormats().find(({ name }) => is(name))?.name;
}

/** Loads files into a table of messages, and reports what was guessed and what is missing. */
export async function load(
  engine: Engine,
  sources: readonly Source[],
  { columns, query, ...options }: ReadOptions,
  shape: ShapeOf,
  say: (sentence: string) => void,
  onProgress: (done: number) => void,
): Promise<Loaded> {
  const known = allFormats(query);
  const asked =
    sources.length === 0 && query.sql !== undefined ? { sources: [sqlSource(query.sql)], format: "SQL" } : { sources };
  const { measures } = columns;
  const named = [...new Set(Object.values(measures))];
  if (columns.time && columns.time === columns.text) {
    throw new WindowError("BAD_OPTION", `column ${columns.time} cannot be both time and text; give two`);
  }
  const loaded = await loadMessages(engine, asked.sources, {
    ...options,
    ...asked,
    formats: known,
    shape,
    columns: { ...columns, measures: named },
    onProgress,
  });
  requireUsed({ ...options, ...query }, loaded.format);
  const isTable = known.some(({ name, gives }) => name === loaded.format.split(", ")[0] && gives === "table");
  if (isTable) sayColumns(columns, loaded, say);
  if (loaded.sorted) say("rows were put in order of time; positions are in that order (--no-sort refuses them)");
  for (const { what, from, alternatives } of loaded.guesses) {
    say(
      `guessed: ${what} (${from})${alternatives.length > 0 ? `; if not, give ${alternatives.map(asOption).join(" or ")}` : ""}`,
    );
  }
  for (const problem of loaded.problems) say(told(problem));
  return loaded;
}

/** The formats that options are for. */
const OPTIONS_OF: readonly [option: "delimiter" | "header" | "rows" | "from" | "sql", formats: readonly string[]][] = [
  ["delimiter", ["CSV"]],
  ["header", ["CSV"]],
  ["rows", ["JSON"]],
  ["from", ["DuckDB"]],
  ["sql", ["DuckDB", "SQL"]],
];

/** @throws WindowError: `BAD_OPTION` for an option that no file was read by */
function requireUsed(options: Partial<Record<(typeof OPTIONS_OF)[number][0], unknown>>, format: string): void {
  const read = format.split(", ");
  for (const [option, formats] of OPTIONS_OF) {
    if (options[option] === undefined || formats.some((name) => read.includes(name))) continue;
    throw new WindowError("BAD_OPTION", `--${option} is for ${formats[0]}, and what was read is ${format}; leave it out`);
  }
}

/** Rewrites an option of the library as one of the command line. */
function asOption(alternative: string): string {
  const roles: Record<string, string> = { chat: "partition", id: "key" };
  const [, role, column] = /^columns: \{ (\w+): (null|".*") \}/.exec(alternative) ?? [];
  if (role !== undefined)
    return `--${roles[role] ?? role} ${column === "null" ? "''" : quoted(JSON.parse(column!) as string)}${alternative.slice(alternative.indexOf("}") + 1)}`;
  const [, option, value] = /^(dateOrder|delimiter|encoding|format|rows|timeUnit): (".*")$/.exec(alternative) ?? [];
  const names: Record<string, string> = { dateOrder: "date-order", format: "input", timeUnit: "time-unit" };
  if (option !== undefined) return `--${names[option] ?? option} ${quoted(JSON.parse(value!) as string)}`;
  if (alternative === "header: true") return "--header";
  return alternative === "header: false" ? "--no-header" : alternative;
}

function sayColumns(columns: ReadOptions["columns"], { columns: roles }: Loaded, say: (sentence: string) => void): void {
  const found = { time: roles.time, author: roles.author, text: roles.text, partition: roles.chat };
  const given = { time: columns.time, author: columns.author, text: columns.text, partition: columns.chat };
  const guessed = Object.entries(found).filter(
    ([role, name]) => name !== undefined && given[role as keyof typeof given] === undefined,
  );
  if (guessed.length > 0) say(`columns guessed: ${guessed.map(([role, name]) => `--${role} ${quoted(name!)}`).join(" ")}`);
}

const quoted = (name: string) => (/^[\w.-]+$/.test(name) ? name : `'${name.replaceAll("'", "'\\''")}'`);

function told(problem: Problem): string {
  const shown = problem.samples.map((sample) => JSON.stringify(sample.length > 80 ? `${sample.slice(0, 79)}…` : sample));
  return `${problemText(problem)}${shown.length > 0 ? `, such as ${shown.join(", ")}` : ""}`;
}
