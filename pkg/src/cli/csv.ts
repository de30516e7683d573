import { isUtf8 } from "node:buffer";
import { readHeader } from "../duckdb/csv-text.js";
import { WindowError } from "../error.js";
import { CsvRecords } from "./csv-records.js";
import { Columns, type Wishes, chooseRoles } from "./roles.js";
import { Sketch } from "./sketch.js";
import type { Source } from "./source.js";

const SAMPLE = 1_000;

/**
 * Reads the columns that are asked for out of CSV as RFC 4180 has it, with a header, in one pass:
 * what is kept are numbers, and texts only if they are to be written.
 */
export async function readCsv(
  source: Source,
  delimiter: string | undefined,
  wishes: Wishes,
): Promise<Columns> {
  let bytes = withoutMark((await source.next()) ?? Buffer.alloc(0));
  if (bytes.length === 0) throw badCsv("the file is empty; give one with a header");
  let records: CsvRecords;
  let final = false;
  let at = 0;
  for (;;) {
    delimiter ??= readHeader(bytes).delimiter;
    records = new CsvRecords(delimiter);
    at = records.scan(bytes, 0, final, () => false);
    if (at > 0) break;
    [bytes, final] = await more(source, bytes, 0);
  }
  requireText(bytes.subarray(0, at), 1);
  const names = distinct(records.texts(bytes));
  if (names.some((name) => name.includes("\0")))
    throw badCsv("the file is not text; give a CSV file with a header");

  records.width = names.length;
  const roles = chooseRoles(sketches(names, records, bytes, at, final), wishes);
  const columns = new Columns(roles, wishes, () => `line ${records.line}`);
  const wanted = columns.all.map((column) => ({ column, place: names.indexOf(column.name) }));
  const take = () => {
    for (const { column, place } of wanted) records.give(bytes, place, column);
    columns.length++;
    return true;
  };
  for (;;) {
    const [from, line] = [at, records.nextLine];
    at = records.scan(bytes, from, final, take);
    requireText(bytes.subarray(from, at), line);
    if (final) return columns;
    [bytes, final] = await more(source, bytes, at);
    at = 0;
  }
}

/** What is left and what comes next: twice as much each time, so that no long record is read in squares. */
async function more(source: Source, bytes: Buffer, at: number): Promise<[Buffer, final: boolean]> {
  const rest = bytes.subarray(at);
  const next = await source.next(rest.length);
  if (next === undefined) return [rest, true];
  return [rest.length > 0 ? Buffer.concat([rest, next]) : next, false];
}

function sketches(names: string[], header: CsvRecords, bytes: Buffer, at: number, final: boolean) {
  const sketches = names.map((name) => new Sketch(name));
  const sample = new CsvRecords(header.delimiter, names.length, header.line);
  let left = SAMPLE;
  const take = () => {
    sketches.forEach((sketch, place) => sample.give(bytes, place, sketch));
    return --left > 0;
  };
  try {
    sample.scan(bytes, at, final, take);
  } catch {
    // It is told when it is read, by those who know the columns.
  }
  return sketches;
}

/** Columns of one name are told apart as DuckDB does: `a`, `a_1`, `a_2`. */
function distinct(names: string[]): string[] {
  const taken = new Set<string>();
  return names.map((name) => {
    let own = name;
    for (let i = 1; taken.has(own); i++) own = `${name}_${i}`;
    taken.add(own);
    return own;
  });
}

const withoutMark = (bytes: Buffer) =>
  bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? bytes.subarray(3) : bytes;

/** Whole records, so that no character lies across the ends. */
function requireText(bytes: Buffer, line: number): void {
  if (isUtf8(bytes)) return;
  for (let start = 0; start < bytes.length; line++) {
    const end = bytes.indexOf(0x0a, start) + 1 || bytes.length;
    if (!isUtf8(bytes.subarray(start, end))) break;
    start = end;
  }
  throw badCsv(
    `the file cannot be read at line ${line}: it is not UTF-8; save it as that, or convert it with iconv`,
  );
}

const badCsv = (sentence: string) => new WindowError("BAD_CSV", sentence);
