import { type ArrowColumn, END_OF_STREAM, batchMessage, schemaMessage } from "../engine/arrow/write.js";
import type { ArrowField } from "../engine/arrow/types.js";
import { type Engine, type Watch, identifier } from "../engine/index.js";
import type { TextCounter } from "../lines/index.js";
import { Rows } from "../rows.js";
import { LineCounter } from "../tokens/line-counter.js";
import { type Fetched, fetchedOf } from "./fetched.js";
import { type LineBatch, lineBatches } from "./lines.js";
import { type RowsQuery, Selection } from "./query.js";
import type { Sent } from "./sent.js";
import { survey } from "./survey.js";

/**
 * Fetches rows and counts the tokens of their lines batch by batch. The texts are transferred once and not kept. One
 * query before it returns the number of rows and whether they are in order.
 */
export async function countedRows(
  engine: Engine,
  query: RowsQuery,
  sent: Sent,
  tokens: TextCounter,
  watch: Watch,
): Promise<Fetched> {
  const { by } = new Selection(query);
  const known = await survey(engine, query, by, watch.signal);
  const selection = new Selection(query, known.asText, "counted");
  const order = selection.order(!known.inOrder);
  const sql = selection.sql(order);
  const counter = new LineCounter(tokens, watch.signal);
  const name = selection.unused("tokens");
  const narrow: Uint8Array[][] = [];
  let fields: ArrowField[] | undefined;
  let [bytes, batches, counted] = [0, 0, 0];
  try {
    for await (const batch of lineBatches(engine, sql, { signal: watch.signal, rows: known.rows })) {
      fields ??= [...batch.fields, { name, type: { kind: "int", bits: 32, signed: false } }];
      const place = narrow.push([]) - 1;
      const columns = kept(batch);
      bytes += batch.bytes.length;
      await counter.add(batch, (counts) => {
        const column = { nulls: 0, buffers: [new Uint8Array(counts.buffer)] };
        narrow[place] = batchMessage(batch.length, [...columns, column]);
        counted += batch.length;
        watch.onProgress?.({ bytes, batches: ++batches, done: counted / known.rows });
      });
    }
    await counter.finish();
  } finally {
    counter.end();
  }
  // A result without rows has no batch that names its columns.
  const empty = () => `SELECT *, 0::UINTEGER AS ${identifier(name)} FROM (${selection.sql({ ...order, sorted: false })}) LIMIT 0`;
  const ipc = fields ? [schemaMessage(fields), ...narrow.flat(), END_OF_STREAM] : await engine.arrow(empty());
  const { columns } = selection;
  const rows = Rows.fromArrow(ipc, { ...columns, measures: { ...columns.measures, tokens: name } });
  return fetchedOf(engine, query, sent, { rows, order, sql, bytes, ipc });
}

/** Copies of the narrow columns, so that the memory of the texts can be freed. */
function kept({ columns }: LineBatch): ArrowColumn[] {
  return columns.map(({ nulls, validity, buffers }) => ({
    nulls,
    ...(validity && { validity: validity.slice() }),
    buffers: buffers.map((buffer) => buffer.slice()),
  }));
}
