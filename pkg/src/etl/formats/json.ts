import { WindowError } from "../../error.js";
import { TextColumns } from "../columnar.js";
import { format, type Stage } from "../format.js";

const LINE_FEED = 0x0a;

/** A table of objects: an array of them, or one a line. */
export const json = format<string>({
  name: "JSON",
  gives: "table",
  program: "databases and web services",
  exporting: "write an array of objects, or one object a line",
  detect: ({ text }) => /^\ufeff?\s*(\[\s*[{\]]|\{\s*["}])/.test(text),
  async extract(source, stage) {
    const bytes = new Uint8Array(await source.blob.arrayBuffer());
    const isArray = /^\s*\[/.test(new TextDecoder().decode(bytes.subarray(0, 1 << 10)));
    const columns = isArray ? await ofArray(bytes, stage) : await ofLines(bytes, stage);
    return stageColumns(columns, stage);
  },
  transform: (select) => select,
});

/** Brings columns into the database, and gives the SELECT that reads them with their types. */
export async function stageColumns(columns: TextColumns, stage: Stage): Promise<string> {
  if (columns.names.length === 0) throw new WindowError("NO_MESSAGES", "there are no messages in it; give a table of objects with values");
  return `SELECT ${columns.select()} FROM ${await stage.insert(columns)}`;
}

/** What JSON.parse makes of a file, told in our words where it makes nothing. */
export function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch (cause) {
    if (bytes.length > 2 ** 29 - 25) throw new WindowError("BAD_JSON", "it is too long for one JSON value; give one object a line", { cause });
    throw new WindowError("BAD_JSON", `the file cannot be read as JSON: ${(cause as Error).message}; it may be cut short, so export it once more`, { cause });
  }
}

export const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** Adds the objects of an array, and reports what is none. */
export async function addAll(
  columns: TextColumns,
  values: readonly unknown[],
  stage: Stage,
  record: (value: Record<string, unknown>) => object = (value) => value,
): Promise<void> {
  const others: unknown[] = [];
  for (const [i, value] of values.entries()) {
    if (isObject(value)) columns.add(record(value));
    else others.push(value);
    if (i % 1024 === 0) await stage.progress(i / values.length);
  }
  if (others.length === 0) return;
  const samples = others.slice(0, 3).map((value) => JSON.stringify(value).slice(0, 200));
  stage.report({ what: "values that are no objects", count: others.length, samples });
}

async function ofArray(bytes: Uint8Array, stage: Stage): Promise<TextColumns> {
  const columns = new TextColumns();
  await addAll(columns, parseJson(bytes) as unknown[], stage);
  return columns;
}

async function ofLines(bytes: Uint8Array, stage: Stage): Promise<TextColumns> {
  const columns = new TextColumns();
  const decoder = new TextDecoder();
  const samples: string[] = [];
  let [bad, lines] = [0, 0];
  for (let start = 0, end; start < bytes.length; start = end + 1) {
    end = bytes.indexOf(LINE_FEED, start);
    if (end < 0) end = bytes.length;
    const line = decoder.decode(bytes.subarray(start, end)).trim();
    if (line === "") continue;
    const value = parsed(line);
    if (isObject(value)) columns.add(value);
    else if (bad++ < 3) samples.push(line.slice(0, 200));
    if (lines++ % 1024 === 0) await stage.progress(end / bytes.length);
  }
  // An object over many lines is one that no line holds.
  if (columns.rows === 0) {
    await addAll(columns, [parseJson(bytes)], stage);
    return columns;
  }
  if (bad > 0) stage.report({ what: "lines that are no JSON object", count: bad, samples });
  return columns;
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
