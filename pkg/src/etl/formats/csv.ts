import { literal } from "../../engine/index.js";
import { WindowError } from "../../error.js";
import { LIMITS } from "../../limits.js";
import { type Dialect, dialectOf, isTable } from "../csv/dialect.js";
import { MOST_BYTES, csvError, isRagged } from "../csv/errors.js";
import { createRagged } from "../csv/ragged.js";
import { endsQuoted, utf8 } from "../csv/text.js";
import { decode, encodingOf, isUtf32 } from "../encoding.js";
import { type Source, type Stage, format } from "../format.js";

const HEAD_BYTES = 1 << 18;
/** A pasted log can make a record of megabytes; DuckDB's own limit is two. It takes twice as much memory. */
const LONGEST_RECORDS = [16 << 20, LIMITS.record.most];

/** A table of text: CSV as RFC 4180 has it, and what else programs write by that name. */
export const csv = format<string>({
  name: "CSV",
  gives: "table",
  program: "spreadsheets and databases",
  exporting: "save the sheet, or the result of a query, as CSV or TSV with a header",
  detect({ name, text, bytes, size }) {
    if (isBinary(bytes) || isUtf32(bytes)) return false;
    // A file of this kind that is damaged is told as one.
    if (/\.(csv|tsv|tab)$/i.test(name)) return true;
    const dialect = dialectOf(text, size <= bytes.length);
    return dialect !== undefined && isTable(dialect, size <= bytes.length);
  },
  extract: (source, stage) => extractCsv(source, stage),
  transform: (table) => `FROM ${table}`,
});

/**
 * Loads a CSV into a table of texts; returns its name, quoted for SQL.
 *
 * @param known whether there is a header, where the program is known that wrote the file: then nothing is guessed, and a
 *   record with too few fields is damaged
 */
export async function extractCsv(source: Source, stage: Stage, known?: boolean): Promise<string> {
  const options = known === undefined ? stage.options : { ...stage.options, header: known };
  const head = new Uint8Array(await source.blob.slice(0, HEAD_BYTES).arrayBuffer());
  const encoding = options.encoding ?? encodingOf(head);
  const isWhole = source.blob.size <= head.length;
  let dialect = dialectOf(decode(head, encoding), isWhole, options);
  if (!dialect) throw new WindowError("NO_MESSAGES", `${source.name} holds no record; give a table with a header and rows`);
  // Only what DuckDB cannot take as it is, is read here first.
  const names = dialect.first.join("");
  const isMarked = hasMark(head) && (!dialect.hasHeader || hasMark(head.subarray(3)));
  const isMisquoted = dialect.hasHeader && dialect.isMisquoted;
  let bytes: Uint8Array | undefined;
  if (encoding !== "utf-8" || isMarked || isMisquoted || names.includes("\ufffd"))
    bytes = await utf8(source, stage, encoding, dialect);
  // A header in another encoding has its names only now.
  if (bytes && encoding === "utf-8")
    dialect = dialectOf(decode(bytes.subarray(0, HEAD_BYTES), encoding), isWhole, options) ?? dialect;
  if (bytes && isMisquoted) unquote(bytes, dialect.skipped + dialect.headerLines);
  if (known === undefined) tell(dialect, stage);
  stage.firstLine = dialect.skipped + (dialect.hasHeader ? 2 : 1);
  const first = dialect.first.map((name, i) => (dialect.hasHeader ? name.trim() : `column ${i + 1}`));
  const columns = stage.names(first);
  let [longest, parallel] = [0, true];
  for (;;) {
    const file = await stage.file(bytes ?? source, ".csv");
    const select = (more = "") => {
      const options = csvOptions(dialect!, columns, LONGEST_RECORDS[longest]!, parallel);
      return `SELECT * FROM read_csv(${[literal(file), ...options, more].filter(Boolean).join(", ")})`;
    };
    try {
      return await stage.create(select());
    } catch (cause) {
      const told = await csvError(cause, source, bytes);
      if ((told === "line-ends" || told === "encoding") && !bytes) bytes = await utf8(source, stage, encoding, dialect);
      // Of a record of several times this length, DuckDB says that its quote is not closed, or that it has other columns.
      else if (longest + 1 < LONGEST_RECORDS.length && (told === "too-long" || source.blob.size > LONGEST_RECORDS[longest]!))
        longest++;
      else if (told === "too-long") throw tooLong(source.name, cause);
      else if (parallel && typeof told !== "string" && source.blob.size <= MOST_BYTES) {
        // A thread that begins within a record may take it for a broken one; one thread alone, though, leaves out a
        // record whose quote is not closed.
        bytes ??= await utf8(source, stage, encoding, dialect);
        if (endsQuoted(bytes, dialect)) throw told;
        parallel = false;
      } else {
        const table =
          known === undefined && !parallel && isRagged(cause) ? await createRagged(stage, columns.length, select) : undefined;
        if (table === undefined) throw typeof told === "string" ? cause : told;
        // Lines can no longer be told from the numbers of rows.
        stage.firstLine = undefined;
        return table;
      }
    }
  }
}

/** Replaces the quotes of the first lines, which DuckDB skips: after one that is out of place, it would skip all rows. */
function unquote(bytes: Uint8Array, lines: number): void {
  for (let at = 0, line = 0; at < bytes.length && line < lines; at++) {
    if (bytes[at] === 0x0a) line++;
    else if (bytes[at] === 0x22) bytes[at] = 0x27;
  }
}

function tooLong(name: string, cause: unknown): WindowError {
  const sentence = `${name} has a record of more than ${LIMITS.record.most.toLocaleString("en")} bytes, which are the most; shorten it, or check its quotes`;
  return new WindowError("TOO_LARGE", sentence, { cause });
}

/** Whether it is no text: some texts hold a zero here and there. */
function isBinary(bytes: Uint8Array): boolean {
  if (encodingOf(bytes) !== "utf-8") return false;
  const head = bytes.subarray(0, 1 << 12);
  return head.filter((byte) => byte === 0).length > head.length / 10;
}

function hasMark(head: Uint8Array): boolean {
  return head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf;
}

/** Every option is given, so that nothing is guessed but here. */
function csvOptions(
  { delimiter, quote, escape, skipped, hasHeader, headerLines, isMisquoted }: Dialect,
  names: readonly string[],
  longest: number,
  parallel: boolean,
): string[] {
  return [
    "auto_detect = false, strict_mode = true, comment = '', allow_quoted_nulls = false",
    // Where a backslash escapes, \N cannot be told from it.
    `nullstr = ['', ${escape === "\\" ? "" : "'\\N'"}]`,
    // An empty one would be a zero, which texts hold.
    `delim = ${literal(delimiter || "\x1e")}, quote = ${literal(quote)}, escape = ${literal(escape)}`,
    // DuckDB does not parse the header, as it refuses one with fewer or more fields than the rows. `skip` counts records,
    // not lines, where quotes are in place.
    `skip = ${skipped + (hasHeader ? (isMisquoted ? headerLines : 1) : 0)}, header = false, columns = {${names.map((name) => `${literal(name)}: 'VARCHAR'`).join(", ")}}`,
    `max_line_size = ${longest}, buffer_size = ${2 * longest}, parallel = ${parallel}`,
  ];
}

function tell({ hasHeader, lacks, isSure, titles, first, delimiter }: Dialect, stage: Pick<Stage, "guess" | "report">): void {
  const from = first.join(delimiter).slice(0, 200);
  if (!hasHeader)
    stage.guess({
      what: "there is no header; columns are called column 1, column 2 and so on",
      from,
      alternatives: ["header: true"],
    });
  else if (!isSure) stage.guess({ what: "the first row is the header", from, alternatives: ["header: false"] });
  if (lacks) {
    const unnamed =
      lacks === "first" ? "the header has no name for the first column" : "the header has no name for the last column";
    stage.guess({ what: `${unnamed}: records have one more field`, from, alternatives: ["header: false"] });
  }
  if (titles.length > 0)
    stage.report({ what: "lines above the header, which are no row", count: titles.length, samples: titles.slice(0, 3) });
}
