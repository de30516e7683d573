import { literal } from "../duckdb/sql.js";
import type { Source, Stage } from "./format.js";

/** A file of lines in the database. */
export interface Lines {
  file: string;
  size: number;
  /** A byte that is not in it. */
  delimiter: number;
}

/** A text of megabytes can be one line. */
const LONGEST_LINE = 64 << 20;
const LINE_FEED = 0x0a;
const RETURN = 0x0d;

/** Brings a text into the database, in UTF-8 and with line feeds only. */
export async function extractLines(source: Source, stage: Stage): Promise<Lines> {
  const bytes = await textOf(source, stage);
  // The database takes the bytes away.
  const lines = { file: "lines.txt", size: bytes.length, delimiter: absentByte(bytes) };
  await stage.file(lines.file, bytes);
  return lines;
}

/** A table of `number` and `line`, as a SELECT: the CSV reader takes each line for one field. */
export function selectLines({ file, size, delimiter }: Lines): string {
  // DuckDB takes as much memory as the longest line might need.
  const longest = Math.min(size + 1, LONGEST_LINE);
  const options = [
    `delim = chr(${delimiter}), quote = '', escape = '', comment = '', new_line = '\\n'`,
    "header = false, auto_detect = false, columns = {'line': 'VARCHAR'}",
    "strict_mode = false, null_padding = true",
    `max_line_size = ${longest}, buffer_size = ${2 * longest}`,
  ];
  const read = `read_csv(${literal(file)}, ${options.join(", ")})`;
  return `SELECT row_number() OVER () AS number, coalesce(line, '') AS line FROM ${read}`;
}

async function textOf({ blob }: Source, stage: Stage): Promise<Uint8Array> {
  const bytes = new Uint8Array(await blob.arrayBuffer());
  const encoding = encodingOf(bytes);
  const isWhole = encoding === "utf-8" && isUtf8(bytes);
  if (isWhole && !bytes.includes(RETURN)) return bytes;
  const text = new TextDecoder(encoding).decode(bytes);
  if (encoding === "utf-8" && !isWhole) {
    const [count, samples] = damagedLines(text);
    stage.report({ what: "lines hold bytes that are not UTF-8; these became \ufffd", count, samples });
  }
  return new TextEncoder().encode(text.replace(/\r\n?/g, "\n"));
}

function encodingOf([first, second]: Uint8Array): string {
  if (first === 0xff && second === 0xfe) return "utf-16le";
  if (first === 0xfe && second === 0xff) return "utf-16be";
  return "utf-8";
}

function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}

function damagedLines(text: string): [count: number, samples: string[]] {
  const lines = text.match(/^.*\ufffd.*$/gm) ?? [];
  return [lines.length, lines.slice(0, 3)];
}

/** A control character that separates nothing, as it does not occur. */
function absentByte(bytes: Uint8Array): number {
  for (let byte = 1; byte < 0x20; byte++) {
    if (byte !== LINE_FEED && byte !== RETURN && !bytes.includes(byte)) return byte;
  }
  throw new Error("the file is not text: every control character is in it");
}
