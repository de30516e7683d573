import { type ArrowColumn, END_OF_STREAM, batchMessage, schemaMessage } from "../engine/arrow/write.js";
import type { ArrowField } from "../engine/arrow/types.js";
import { type Engine, type Watch, identifier } from "../engine/index.js";
import { WindowError } from "../error.js";
import type { TextCounter } from "../lines/index.js";
import { Rows } from "../rows.js";
import { LineCounter } from "../tokens/line-counter.js";
import { type Fetched, fetchedOf } from "./fetched.js";
import { type RowBatch, offsetsOf, rowBatches } from "./lines.js";
import { type RowsQuery, Selection } from "./query.js";
import type { Sent } from "./sent.js";
import { source } from "./source.js";
import { survey } from "./survey.js";

/** How many hashes to name in a query; for more, all lines are read. */
const MOST_NAMED = 20_000;

/**
 * Fetches rows, and counts the tokens of their lines. Three queries: the number of rows and whether they are in order;
 * the rows with a hash of each line; and, batch by batch, the lines whose counts are not known yet. The texts are
 * transferred once and not kept.
 */
export async function countedRows(
  engine: Engine,
  query: RowsQuery,
  sent: Sent,
  tokens: TextCounter,
  watch: Watch,
): Promise<Fetched> {
  const { signal } = watch;
  const { by } = new Selection(query);
  const { rows, inOrder, asText } = await survey(engine, query, by, signal);
  const selection = new Selection(query, asText, "counted");
  const order = selection.order(!inOrder);
  const sql = selection.sql(order);
  const counter = new LineCounter(tokens, signal);
  const batches: Hashed[] = [];
  let read = { bytes: 0, batches: 0 };
  let [hashed, counted] = [0, 0];
  const progress = (bytes: number) => {
    read = { bytes: read.bytes + bytes, batches: read.batches + 1 };
    // To hash the lines takes about a tenth of the time of counting them.
    watch.onProgress?.({ ...read, done: rows === 0 ? 1 : (hashed + 9 * counted) / (10 * rows) });
  };
  try {
    const missing = new Missing();
    for await (const batch of rowBatches(engine, sql, { signal, rows })) {
      const hashes = wordsOf(batch);
      const counts = missing.counts(hashes, counter);
      batches.push({ length: batch.length, fields: batch.fields.slice(0, -1), columns: copied(batch), hashes, counts });
      hashed += batch.length;
      if (hashed < rows) progress(0);
    }
    counted = missing.isNamed ? rows - missing.rows : 0;
    const lines = `SELECT encode(line) AS line, hash(line) AS hash FROM (SELECT ${selection.line!.endedSql} AS line FROM ${source(query.from)})`;
    if (missing.rows > 0) {
      for await (const batch of rowBatches(engine, lines + missing.where, { signal, rows: rows - counted })) {
        const [texts] = batch.columns;
        const [bytes, hashes] = [texts!.buffers[1]!, wordsOf(batch)];
        await counter.add({ bytes, offsets: offsetsOf(texts!, batch.length), hashes }, (lines) => {
          counted += lines;
          progress(bytes.length);
        });
      }
      await counter.finish();
    }
    if (missing.rows === 0) progress(0);
  } finally {
    counter.end();
  }
  // A result without rows has no batch that names its columns.
  const name = selection.unused("tokens");
  const first = batches[0];
  const empty = () => `SELECT *, 0::UINTEGER AS ${identifier(name)} FROM (${selection.sql({ ...order, sorted: false })}) LIMIT 0`;
  const fields = first && [...first.fields, { name, type: { kind: "int", bits: 32, signed: false } } satisfies ArrowField];
  const ipc = fields
    ? [schemaMessage(fields), ...(await messagesOf(batches, counter)), END_OF_STREAM]
    : await engine.arrow(empty());
  const { columns } = selection;
  const tokenRows = Rows.fromArrow(ipc, { ...columns, measures: { ...columns.measures, tokens: name } });
  return fetchedOf(engine, query, sent, { rows: tokenRows, order, sql, bytes: read.bytes, ipc });
}

/** A batch of rows without its last column, which held the hashes. */
interface Hashed {
  length: number;
  fields: readonly ArrowField[];
  columns: ArrowColumn[];
  hashes: Uint32Array;
  /** The tokens of each row's line, or {@link UNKNOWN}. */
  counts: Uint32Array;
}

const UNKNOWN = 2 ** 32 - 1;

/** Lines whose counts are not known. */
class Missing {
  /** How many rows have such a line. */
  rows = 0;
  readonly #hashes = new Set<bigint>();

  /** The counts that are known. */
  counts(hashes: Uint32Array, counter: LineCounter): Uint32Array {
    const counts = new Uint32Array(hashes.length / 2);
    for (let row = 0; row < counts.length; row++) {
      const [low, high] = [hashes[2 * row]!, hashes[2 * row + 1]!];
      counts[row] = counter.get(low, high) ?? UNKNOWN;
      if (counts[row] !== UNKNOWN) continue;
      this.rows++;
      if (this.isNamed) this.#hashes.add((BigInt(high) << 32n) | BigInt(low));
    }
    return counts;
  }

  /** Whether there are so few that a query can name them. */
  get isNamed(): boolean {
    return this.#hashes.size <= MOST_NAMED;
  }

  /** The condition that selects them, among others where they are many. */
  get where(): string {
    return this.isNamed ? ` WHERE hash(line) IN (SELECT unnest([${[...this.#hashes].join(", ")}]::UBIGINT[]))` : "";
  }
}

/** The hashes, the last column, as words: the lower and the upper half of each. */
function wordsOf({ columns, length }: RowBatch): Uint32Array {
  // A copy: the bytes need not be aligned to four.
  return new Uint32Array(columns.at(-1)!.buffers[0]!.slice(0, 8 * length).buffer);
}

/** After how many milliseconds others have their turn. */
const SLICE = 10;

async function messagesOf(batches: readonly Hashed[], counter: LineCounter): Promise<Uint8Array[]> {
  const messages: Uint8Array[] = [];
  let since = performance.now();
  for (const batch of batches) {
    for (const part of messageOf(batch, counter)) messages.push(part);
    if (performance.now() - since < SLICE) continue;
    await new Promise((resolve) => setTimeout(resolve));
    since = performance.now();
  }
  return messages;
}

function messageOf({ length, columns, hashes, counts }: Hashed, counter: LineCounter): Uint8Array[] {
  for (let row = 0; row < length; row++) {
    if (counts[row] !== UNKNOWN) continue;
    const count = counter.get(hashes[2 * row]!, hashes[2 * row + 1]!);
    if (count === undefined) {
      const sentence =
        "a line changed while tokens were counted: the table changed, or the query's result varies; use a table that stays as it is";
      throw new WindowError("BUSY", sentence);
    }
    counts[row] = count;
  }
  return batchMessage(length, [...columns, { nulls: 0, buffers: [new Uint8Array(counts.buffer)] }]);
}

/** Copies of all columns but the last. */
function copied({ columns }: RowBatch): ArrowColumn[] {
  return columns.slice(0, -1).map(({ nulls, validity, buffers }) => ({
    nulls,
    ...(validity && { validity: validity.slice() }),
    buffers: buffers.map((buffer) => buffer.slice()),
  }));
}
