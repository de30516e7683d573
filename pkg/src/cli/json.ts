import { WindowError } from "../error.js";
import { Columns, type Wishes, chooseRoles } from "./roles.js";
import { Sketch } from "./sketch.js";
import type { Source } from "./source.js";

const SAMPLE = 1_000;
const LINE_FEED = 0x0a;

type JsonRow = Record<string, unknown>;

/** Reads the columns that are asked for out of JSON lines: one object a line. */
export async function readJsonLines(source: Source, wishes: Wishes): Promise<Columns> {
  const lines = new Lines(source);
  const sample: { row: JsonRow; line: number }[] = [];
  for (let row; sample.length < SAMPLE && (row = await lines.next());) sample.push({ row, line: lines.line });

  let line = 0;
  const { columns, take } = collect(
    sample.map(({ row }) => row),
    wishes,
    () => `line ${line}`,
  );
  if (sample.length === 1) sayWhereRowsAre(sample[0]!.row, wishes);
  for (const one of sample) {
    line = one.line;
    take(one.row);
  }
  sample.length = 0;
  for (let row; (row = lines.ready ?? (await lines.next()));) {
    ({ line } = lines);
    take(row);
  }
  return columns;
}

/** An object around all rows, as chats are often exported, passes for one row: it may not be meant. */
function sayWhereRowsAre(object: JsonRow, { say }: Wishes): void {
  const around = Object.entries(object).find(([, value]) => Array.isArray(value) && value.some(isRow));
  if (around) say(`the file is one row; if its rows are those in ${around[0]}, give these alone, as jq does`);
}

/** Reads them out of one JSON array of objects, which is parsed as a whole. */
export async function readJson(source: Source, wishes: Wishes): Promise<Columns> {
  const bytes = await source.all();
  let rows: unknown;
  try {
    rows = JSON.parse(bytes.toString("utf8").replace(/^\ufeff/, ""));
  } catch (cause) {
    const { message, code } = cause as NodeJS.ErrnoException;
    if (code === "ERR_STRING_TOO_LONG") {
      throw badJson("the file is too long for one JSON array; write one object a line (jq -c '.[]')", cause);
    }
    throw badJson(`the file cannot be read: ${message}`, cause);
  }
  if (!Array.isArray(rows))
    throw badJson("the file is not an array of objects; give one, or one object a line");
  const { columns, take } = collect(rows.slice(0, SAMPLE), wishes);
  for (const row of rows) {
    if (!isRow(row)) throw badJson(`row ${columns.length} is not an object; give an array of objects`);
    take(row);
  }
  return columns;
}

/** Decides on columns by some rows, and gives what takes one row after another. */
function collect(sample: unknown[], wishes: Wishes, where?: () => string) {
  const sketches = new Map<string, Sketch>();
  // What is asked for need not be in the sample: in JSON, what is absent is null.
  for (const row of sample) {
    if (!isRow(row)) continue;
    for (const name of Object.keys(row)) {
      let sketch = sketches.get(name);
      if (!sketch) sketches.set(name, (sketch = new Sketch(name)));
      sketch.value(row[name]);
    }
  }
  const roles = chooseRoles([...sketches.values()], wishes);
  const columns = new Columns(roles, wishes, where);
  const { all } = columns;
  const take = (row: JsonRow) => {
    for (const column of all) column.value(row[column.name]);
    columns.length++;
  };
  return { columns, take };
}

const isRow = (value: unknown): value is JsonRow =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** Objects, one a line; empty lines are passed over. */
class Lines {
  line = 0;
  #bytes: Buffer = Buffer.alloc(0);
  #at = 0;
  #final = false;

  constructor(readonly source: Source) {}

  /** The next object if it has been read already. */
  get ready(): JsonRow | undefined {
    for (;;) {
      const end = this.#bytes.indexOf(LINE_FEED, this.#at);
      if (end < 0) return undefined;
      const row = this.#parse(this.#at, end);
      this.#at = end + 1;
      if (row) return row;
    }
  }

  async next(): Promise<JsonRow | undefined> {
    for (;;) {
      const { ready } = this;
      if (ready) return ready;
      const rest = this.#bytes.subarray(this.#at);
      this.#at = 0;
      if (this.#final) {
        this.#bytes = Buffer.alloc(0);
        return rest.length > 0 ? this.#parse(0, rest.length, rest) : undefined;
      }
      const chunk = await this.source.next(rest.length);
      this.#final = chunk === undefined;
      this.#bytes = chunk ? Buffer.concat([rest, chunk]) : rest;
    }
  }

  #parse(start: number, end: number, bytes = this.#bytes): JsonRow | undefined {
    const text = bytes.toString("utf8", start, end).trim();
    this.line++;
    if (text === "") return undefined;
    let row: unknown;
    try {
      row = JSON.parse(text);
    } catch (cause) {
      if (text === "{")
        throw badJson(`line ${this.line} begins an object of many lines; write one object a line (jq -c .)`, cause);
      throw badJson(`line ${this.line} is not JSON: ${(cause as Error).message}`, cause);
    }
    if (!isRow(row)) throw badJson(`line ${this.line} is not an object; write one object a line`);
    return row;
  }
}

const badJson = (sentence: string, cause?: unknown) => new WindowError("BAD_JSON", sentence, { cause });
