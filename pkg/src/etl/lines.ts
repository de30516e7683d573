import { literal } from "../engine/index.js";
import { WindowError } from "../error.js";
import { LIMITS } from "../limits.js";
import { decode, encodingOf, isUtf8 } from "./encoding.js";
import type { Source, Stage } from "./format.js";
import { wholeFile } from "./whole.js";

/** The longest line in bytes: a text of megabytes can be one line. */
const LONGEST_LINE = LIMITS.record.most;
const [LINE_FEED, RETURN] = [0x0a, 0x0d];

/**
 * Loads a text into a table of one column `line`, in UTF-8. Its `rowid` is the line's number from 0. Lines end with LF,
 * CRLF or CR. Returns the table's name, quoted for SQL.
 */
export async function extractLines(source: Source, stage: Stage): Promise<string> {
  const bytes = await textOf(source, stage);
  const file = await stage.file(bytes, ".txt");
  // DuckDB allocates as much memory as the longest line could need.
  const longest = Math.min(bytes.length + 1, LONGEST_LINE);
  // The CSV reader with a delimiter that does not occur: an empty one would mean a zero byte, which texts can hold.
  const options = [
    `delim = chr(${absentByte(bytes)}), quote = '', escape = '', comment = '', new_line = '\\n'`,
    "header = false, auto_detect = false, columns = {'line': 'VARCHAR'}",
    "strict_mode = false, null_padding = true",
    `max_line_size = ${longest}, buffer_size = ${2 * longest}`,
  ];
  return stage.create(`SELECT coalesce(line, '') AS line FROM read_csv(${literal(file)}, ${options.join(", ")})`);
}

async function textOf({ blob, name }: Source, stage: Stage): Promise<Uint8Array> {
  const bytes = await wholeFile(name, blob);
  const encoding = stage.options.encoding ?? encodingOf(bytes);
  const isWhole = encoding === "utf-8" && isUtf8(bytes);
  if (isWhole && !bytes.includes(RETURN)) return bytes;
  const text = decode(bytes, encoding);
  if (encoding === "utf-8" && !isWhole) {
    const [count, samples] = damagedLines(text);
    stage.report({ what: "lines hold bytes that are not UTF-8; these became \ufffd", count, samples });
  }
  return new TextEncoder().encode(text.replace(/\r\n?/g, "\n"));
}

function damagedLines(text: string): [count: number, samples: string[]] {
  const lines = text.match(/^.*\ufffd.*$/gm) ?? [];
  return [lines.length, lines.slice(0, 3)];
}

/** A control character that does not occur in the text. */
function absentByte(bytes: Uint8Array): number {
  for (let byte = 1; byte < 0x20; byte++) {
    if (byte !== LINE_FEED && byte !== RETURN && !bytes.includes(byte)) return byte;
  }
  throw new WindowError("UNKNOWN_FORMAT", "the file is not text: it holds every control character; give it as the program wrote it");
}
