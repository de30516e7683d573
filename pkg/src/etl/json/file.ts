import { WindowError } from "../../error.js";
import { decode, encodingOf, invalidAt, withoutMark } from "../encoding.js";
import type { Source, Stage } from "../format.js";
import { wholeFile } from "../whole.js";
import { JsonError } from "./lexer.js";
import { pathTree } from "./paths.js";
import { JsonReader, JsonTable } from "./read.js";
import { LONGEST_SAMPLE, MOST_SAMPLES } from "../samples.js";

const [LINE_FEED, COMMA] = [0x0a, 0x2c];

/** The wanted fields of the objects at each path; all fields where there is no list. */
export type JsonPaths = Readonly<Record<string, readonly string[] | undefined>>;

/**
 * Reads a JSON file into tables, one for each path to rows: `{"messages[]": ["id", "text"]}`, see `paths.ts`. A file
 * may hold several values, such as one object a line; each path applies to every value. Texts are unescaped, numbers
 * keep their digits, objects and arrays stay JSON, and null is null.
 *
 * Nested rows have the number of their parent row, from 0, in the column `#parent`. Rows of a path that ends with `*`
 * have their name in `#name`.
 *
 * @throws WindowError: `BAD_JSON`
 */
export async function readJson(source: Source, stage: Stage, paths: JsonPaths): Promise<Map<string, JsonTable>> {
  return readJsonBytes(await jsonBytes(source, stage), stage, paths);
}

/** A JSON file in UTF-8, without a byte order mark. */
export async function jsonBytes({ blob, name }: Source, { options }: Stage): Promise<Uint8Array> {
  const bytes = await wholeFile(name, blob);
  const encoding = options.encoding ?? encodingOf(bytes);
  if (encoding !== "utf-8") return new TextEncoder().encode(decode(bytes, encoding));
  const invalid = invalidAt(bytes);
  if (invalid !== undefined) {
    const sentence = `${name} holds bytes that are not UTF-8, at line ${lineOf(bytes, invalid)}; write it as UTF-8, or say which encoding it has`;
    throw new WindowError("BAD_JSON", sentence);
  }
  return withoutMark(bytes);
}

/** {@link readJson} for bytes in UTF-8; adds to `tables` where given. */
export async function readJsonBytes(
  bytes: Uint8Array,
  stage: Stage,
  paths: JsonPaths,
  tables = new Map(Object.entries(paths).map(([path, fields]) => [path, new JsonTable(fields)])),
): Promise<Map<string, JsonTable>> {
  const root = pathTree(Object.keys(paths));
  const reader = new JsonReader(bytes, tables);
  const { lexer } = reader;
  // Where each value is a row of its own, a broken one can be skipped.
  const rows = root.table === undefined ? undefined : tables.get(root.table);
  const bad: { count: number; samples: string[]; first?: unknown } = { count: 0, samples: [] };
  while (lexer.peek() !== undefined) {
    const [start, before] = [lexer.at, rows?.columns.rows];
    try {
      for (const _ of reader.read(root)) await stage.progress(lexer.at / bytes.length);
      lexer.take(COMMA);
    } catch (error) {
      if (!(error instanceof JsonError) || !rows || isOverLines(bytes, start, error.at)) throw badJson(bytes, error);
      rows.columns.truncate(before!);
      bad.first ??= error;
      const end = bytes.indexOf(LINE_FEED, start);
      lexer.at = end < 0 ? bytes.length : end + 1;
      if (bad.count++ < 3) bad.samples.push(sampleOf(bytes.subarray(start, end < 0 ? bytes.length : end)));
    }
    await stage.progress(lexer.at / bytes.length);
  }
  if (bad.count > 0 && rows!.columns.rows === 0) throw badJson(bytes, bad.first);
  const others = [...tables.values()].filter(({ others }) => others > 0);
  const [count, samples] = [
    bad.count + sum(others.map(({ others }) => others)),
    [...bad.samples, ...others.flatMap(({ samples }) => samples)].slice(0, 3),
  ];
  const what = rows ? "lines that are no JSON object" : "values that are no objects";
  if (count > 0) stage.report({ what, count, samples });
  reportFaults(tables, stage);
  return tables;
}

/** Reads a file that is an object of columns, each an object of its values by row. */
export async function readColumns(bytes: Uint8Array, stage: Stage): Promise<JsonTable> {
  const table = new JsonTable();
  const tables = new Map([["", table]]);
  const reader = new JsonReader(bytes, tables);
  try {
    for (const _ of reader.columns(table)) await stage.progress(reader.lexer.at / bytes.length);
  } catch (error) {
    throw badJson(bytes, error);
  }
  reportFaults(tables, stage);
  return table;
}

/** Reports what is in the tables in place of other values. */
function reportFaults(tables: Map<string, JsonTable>, stage: Stage): void {
  const all = [...tables.values()];
  report(
    "values of a name that an object has twice, of which the last one was taken",
    all.flatMap(({ columns }) => columns.replaced()),
    stage,
  );
  report(
    "texts with half of a surrogate pair, which became \ufffd",
    all.flatMap(({ columns }) => columns.halved()),
    stage,
  );
  report(
    "parts of texts that are no text, such as images, of which the type was taken",
    all.flatMap(({ otherParts }) => [...otherParts]),
    stage,
  );
}

function report(what: string, counts: readonly (readonly [sample: string, count: number])[], stage: Stage): void {
  const count = sum(counts.map(([, count]) => count));
  if (count > 0) stage.report({ what, count, samples: counts.slice(0, MOST_SAMPLES).map(([sample]) => sample) });
}

/** The error with the line of the fault. */
export function badJson(bytes: Uint8Array, cause: unknown): WindowError {
  if (cause instanceof WindowError || !(cause instanceof JsonError)) throw cause;
  const advice = cause.isCut ? "it is cut short; export it once more" : "mend it, or export it once more";
  return new WindowError(
    "BAD_JSON",
    `the file cannot be read as JSON, at line ${lineOf(bytes, cause.at)}: ${cause.message}; ${advice}`,
    { cause },
  );
}

/** Whether a broken value spans several lines: then it cannot be skipped as one line. */
function isOverLines(bytes: Uint8Array, start: number, end: number): boolean {
  let feeds = 0;
  for (let i = start; i < end && feeds < 2; i++) if (bytes[i] === LINE_FEED) feeds++;
  return feeds > 1;
}

function lineOf(bytes: Uint8Array, at: number): number {
  let line = 1;
  for (let i = 0; i < at; i++) if (bytes[i] === LINE_FEED) line++;
  return line;
}

function sampleOf(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes.subarray(0, LONGEST_SAMPLE)).trim();
}

const sum = (numbers: number[]) => numbers.reduce((sum, next) => sum + next, 0);
