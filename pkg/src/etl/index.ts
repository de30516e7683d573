/**
 * From a file to a table of messages: the first of `formats` that knows it (detect) brings it into the
 * database (extract) and says by which SQL it becomes messages (transform); here they become a table.
 */
import type { Connection } from "../duckdb/connection.js";
import { identifier } from "../duckdb/sql.js";
import { arrow } from "./formats/arrow.js";
import { csv } from "./formats/csv.js";
import type { Chosen, Format, Head, Problem, Source } from "./format.js";
import { json } from "./formats/json.js";
import { largeCsv } from "./formats/large-csv.js";
import { parquet } from "./formats/parquet.js";
import { execute } from "./query.js";
import { slack } from "./formats/slack.js";
import { DatabaseStage } from "./stage.js";
import { telegram } from "./formats/telegram.js";
import { whatsapp } from "./formats/whatsapp.js";
import { isZip, namesIn, unpack } from "./zip.js";

export { execute };
export type { Format, Problem, Source };

/** The column in which a format's SQL says why a row is no message. */
export const PROBLEM = "problem";

/** Each is asked in this order; CSV takes any text of lines. */
export const formats: readonly Format[] = [slack, parquet, arrow, telegram, json, whatsapp, largeCsv, csv];

/** How to watch a load, and how to end it. */
export interface Watch {
  signal: AbortSignal;
  /** Called with how much of the file is read, between 0 and 1. */
  onProgress(done: number): void;
  /** The columns that someone has chosen, where the format can tell what does not fit them. */
  choice?: Chosen;
}

/** A table of messages, in the order of the file; its rows with a `problem` are none. */
export interface Loaded {
  format: string;
  /** What is not in the messages, but for the rows with a `problem`. */
  problems: readonly Problem[];
  /** Whether the table has the column {@link PROBLEM}. */
  hasProblems: boolean;
  /** Whether loading it again tells what does not fit the chosen columns. */
  checksChoice: boolean;
}

/** Makes a table of a file; one of that name is replaced. */
export async function loadMessages(
  connection: Connection,
  source: Source,
  table: string,
  watch: Watch,
): Promise<Loaded> {
  if (source.blob.size === 0) throw new Error("the file is empty; give one with messages");
  const found = await recognise(source);
  const { format } = found;
  const stage = new DatabaseStage(connection, table, watch);
  try {
    const staged = await format.extract(found.source, stage);
    if (format.transform) {
      const sql = `CREATE OR REPLACE TABLE ${identifier(table)} AS ${format.transform(staged)}`;
      await execute(connection, sql, watch.signal);
    }
    const { name, hasProblems = false, checksChoice = false } = format;
    return { format: name, problems: stage.problems, hasProblems, checksChoice };
  } finally {
    await stage.clear();
  }
}

/** What in a zip may be messages by itself: the rest is pictures and the like. */
const MAY_BE_MESSAGES = /\.(txt|json|ndjson|jsonl|csv|tsv|parquet|arrow|arrows|feather)$/i;
const HEAD_BYTES = 1 << 16;

async function recognise(source: Source): Promise<{ format: Format; source: Source }> {
  const head = await headOf(source);
  const format = formats.find((format) => format.detect(head));
  if (format) return { format, source };
  if (!head.entries) throw new Error(unknown(head));
  const candidates = head.entries.filter((name) => MAY_BE_MESSAGES.test(name));
  const [name] = candidates;
  if (name === undefined || candidates.length > 1) throw new Error(unclear(head.entries, candidates));
  const bytes = unpack(new Uint8Array(await source.blob.arrayBuffer()), (other) => other === name).get(name)!;
  if (bytes.length === 0) throw new Error(`${name} in the zip is empty; export the chat once more`);
  return recognise({ name, blob: new Blob([bytes as Uint8Array<ArrayBuffer>]) });
}

async function headOf({ name, blob }: Source): Promise<Head> {
  const bytes = new Uint8Array(await blob.slice(0, HEAD_BYTES).arrayBuffer());
  const utf16 = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);
  const encoding = utf16 ? (bytes[0] === 0xff ? "utf-16le" : "utf-16be") : "utf-8";
  const head = { name, size: blob.size, bytes, text: new TextDecoder(encoding).decode(bytes) };
  if (!isZip(bytes)) return head;
  return { ...head, text: "", entries: namesIn(new Uint8Array(await blob.arrayBuffer())) };
}

const TAKEN =
  "give a WhatsApp export (.txt or .zip), Telegram's result.json, a Slack export (.zip), or a table as CSV, TSV, JSON, Parquet or Arrow";

function unknown({ bytes }: Head): string {
  return `${isBinary(bytes) ? "the file is not text" : "no messages were found in it"}; ${TAKEN}`;
}

function isBinary(bytes: Uint8Array): boolean {
  return bytes.subarray(0, 1 << 12).includes(0);
}

function unclear(entries: readonly string[], candidates: readonly string[]): string {
  const few = (names: readonly string[]) => names.slice(0, 3).join(", ");
  if (candidates.length === 0) return `there are no messages in the zip, which holds ${few(entries) || "nothing"}; ${TAKEN}`;
  return `the zip holds ${candidates.length} files that may be messages (${few(candidates)}); unpack it, and choose one`;
}
