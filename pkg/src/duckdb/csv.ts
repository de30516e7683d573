import { WindowError } from "../error.js";
import { type Connection, type Engine, contentOf, engineOf, identifier, literal } from "../engine/index.js";
import { requireSize } from "../limits.js";
import { badOption, optionsOf, text } from "../options.js";
import { columnName } from "./checks.js";
import { type Header, lineOfRecord, readHeader } from "./csv-text.js";

/** Options for loading a CSV file. */
export interface CsvLoad {
  /** The table to create; replaces a table of that name. */
  into: string;
  /** A column that must hold times. A value that is not a time is an error that names its line. */
  time?: string | undefined;
  /** A column to read as text, whatever its values look like. */
  text?: string | undefined;
}

/** Longest record, in bytes: a pasted log can be a record of megabytes, and DuckDB's own limit is 2 MB. */
const LONGEST_RECORD = 16 << 20;

/**
 * Loads a CSV file with a header into a table, in the order of the file. Delimiter and types are detected over the
 * whole file. No record is skipped: one that does not fit is an error that names its line. `""` is an empty text, an
 * empty field is null.
 *
 * @throws WindowError: `BAD_CSV`, `MISSING_COLUMN`, `BAD_OPTION`, `QUERY_FAILED`
 */
export async function loadCsv(connection: Connection, source: Uint8Array | Blob, given: CsvLoad): Promise<void> {
  const engine = engineOf(connection);
  const { into, ...load } = optionsOf(given, "how to load it", '{ into: "messages" }', {
    into: text,
    time: columnName,
    text: columnName,
  });
  if (into === undefined) throw badOption("into", into, "the name of the table to make");
  identifier(into); // checks the name before the file is read
  const content = contentOf("the CSV file", source);
  requireSize("file", "the CSV file", content instanceof Blob ? content.size : content.length);
  const csv = content instanceof Blob ? new Uint8Array(await content.arrayBuffer()) : content;
  if (csv.length === 0) throw new WindowError("BAD_CSV", "the file is empty; give one with a header");
  const header = readHeader(csv);
  if (header.columns.some((name) => name.includes("\0"))) {
    throw new WindowError("BAD_CSV", "the file is not text; give a CSV file with a header");
  }
  const types = typesOf(load);
  const file = await engine.file(csv, ".csv");
  try {
    await engine.run(createTable(into, file.name, header, types));
  } catch (error) {
    throw (await csvError(engine, file.name, csv, header, error)) ?? error;
  } finally {
    await file.drop();
  }
}

function typesOf({ time, text }: Omit<CsvLoad, "into">): [string, string][] {
  if (time !== undefined && time === text) {
    throw new WindowError("BAD_OPTION", `column ${time} cannot be both time and text; give two`);
  }
  const types: [string | undefined, string][] = [
    [time, "TIMESTAMP"],
    [text, "VARCHAR"],
  ];
  return types.filter((type): type is [string, string] => type[0] !== undefined);
}

function createTable(into: string, file: string, header: Header, types: [string, string][]): string {
  const given = types.length > 0 ? [`types = ${struct(types)}`] : [];
  const read = readCsv(file, header, ["sample_size = -1", ...given]);
  return `CREATE OR REPLACE TABLE ${identifier(into)} AS FROM ${read}`;
}

function readCsv(file: string, { delimiter }: Header, options: string[]): string {
  const all = [
    literal(file),
    `delim = ${literal(delimiter)}, quote = '"', escape = '"', header = true, skip = 0`,
    "strict_mode = true, allow_quoted_nulls = false",
    `max_line_size = ${LONGEST_RECORD}, buffer_size = ${2 * LONGEST_RECORD}`,
    ...options,
  ];
  return `read_csv(${all.join(", ")})`;
}

function struct(entries: [string, string][]): string {
  return `{${entries.map(([name, value]) => `${literal(name)}: ${literal(value)}`).join(", ")}}`;
}

/** The fault in the file as windrow's error; undefined for errors about anything else. */
async function csvError(
  engine: Engine,
  file: string,
  csv: Uint8Array,
  header: Header,
  error: unknown,
): Promise<WindowError | undefined> {
  const told = inOurWords(csv, header, error);
  if (told) return told;
  if (!/sniffing|state machine/.test(String(error))) return undefined;
  // DuckDB names no line when type detection fails. With types given, it does.
  const columns = header.columns.map((_, i): [string, string] => [`c${i}`, "VARCHAR"]);
  const untyped = readCsv(file, header, ["auto_detect = false", `columns = ${struct(columns)}`]);
  let cause = error;
  try {
    await engine.run(`SELECT count(*) FROM ${untyped}`);
  } catch (located) {
    const told = inOurWords(csv, header, located);
    if (told) return told;
    cause = located;
  }
  return new WindowError("BAD_CSV", `the file cannot be read: ${NOT_CSV}`, { cause });
}

const NOT_CSV = "it is not CSV as RFC 4180 has it";
const AT_RECORD = /CSV Error on Line: (\d+)/;
const REASON =
  /^(Expected Number of Columns.*|Value with unterminated quote.*|Invalid unicode.*|Error when converting.*|Maximum line size.*)/m;
const NO_COLUMN = /Columns with names: "(.*)" do not exist in the CSV File/;

function inOurWords(csv: Uint8Array, header: Header, cause: unknown): WindowError | undefined {
  const message = cause instanceof Error ? cause.message : String(cause);
  const missing = NO_COLUMN.exec(message)?.[1];
  if (missing !== undefined) {
    const sentence = `there is no column ${missing}; there is ${header.columns.join(", ")}`;
    return new WindowError("MISSING_COLUMN", sentence, { cause });
  }
  const record = AT_RECORD.exec(message)?.[1];
  if (record === undefined) return undefined;
  const line = lineOfRecord(csv, Number(record));
  const reason = REASON.exec(message)?.[1] ?? `${NOT_CSV}.`;
  return new WindowError("BAD_CSV", `the file cannot be read at line ${line}: ${reason}`, { cause });
}
