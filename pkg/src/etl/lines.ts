import { LIMITS } from "../limits.js";
import { absentBytes, readDelimited } from "./delimited.js";
import { encodingOf } from "./encoding.js";
import type { Source, Stage } from "./format.js";
import { utf8Of } from "./legacy.js";
import { wholeFile } from "./whole.js";

const [LINE_FEED, RETURN] = [0x0a, 0x0d];

/**
 * Loads a text into a table of one column `line`, in UTF-8. Its `rowid` is the line's number from 0. Lines end with LF,
 * CRLF or CR. Returns the table's name, quoted for SQL.
 */
export async function extractLines(source: Source, stage: Stage): Promise<string> {
  const bytes = await textOf(source, stage);
  const [delimiter] = absentBytes(bytes, 1);
  const file = await stage.file(bytes, ".txt");
  // A text of megabytes can be one line.
  const longest = Math.min(bytes.length + 1, LIMITS.record.most);
  return stage.create(`SELECT coalesce(line, '') AS line FROM ${readDelimited(file, delimiter!, { line: "VARCHAR" }, longest)}`);
}

/** A text in UTF-8, with line feeds as its only ends of lines. Another encoding is guessed and told. */
export async function textOf({ blob, name }: Source, stage: Stage): Promise<Uint8Array> {
  const bytes = await wholeFile(name, blob);
  const encoding = stage.options.encoding ?? encodingOf(bytes);
  return withoutReturns(utf8Of(bytes, encoding, stage));
}

/** The text with LF in place of CRLF and CR, in the same memory. */
function withoutReturns(bytes: Uint8Array): Uint8Array {
  const first = bytes.indexOf(RETURN);
  if (first < 0) return bytes;
  let length = first;
  for (let i = first; i < bytes.length; i++) {
    const byte = bytes[i]!;
    if (byte !== RETURN) bytes[length++] = byte;
    else if (bytes[i + 1] !== LINE_FEED) bytes[length++] = LINE_FEED;
  }
  return bytes.subarray(0, length);
}
