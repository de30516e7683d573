import { type ArrowTable, readArrow } from "../engine/arrow/read.js";
import type { ArrowField } from "../engine/arrow/types.js";
import { type Engine, type RowCount, concatenated } from "../engine/index.js";

/** A batch of a result. */
export interface RowBatch {
  length: number;
  fields: readonly ArrowField[];
  /** Views of the batch's bytes. */
  columns: ArrowTable["batches"][number]["columns"];
}

/** A batch of a result whose last column is lines. */
export interface LineBatch extends RowBatch {
  /** The lines in UTF-8, without separators between them. */
  bytes: Uint8Array;
  /** Where each line begins, and where the last one ends. */
  offsets: Int32Array;
}

/** Reads a result batch by batch. */
export async function* rowBatches(engine: Engine, sql: string, watch: RowCount): AsyncGenerator<RowBatch, void, void> {
  let schema: Uint8Array[] | undefined;
  for await (const message of engine.batches(sql, watch)) {
    if (!schema) {
      schema = message;
      continue;
    }
    const { fields, batches } = readArrow(concatenated([...schema, ...message]));
    for (const { length, columns } of batches) if (length > 0) yield { length, fields, columns };
  }
}

/** Reads a result batch by batch. Its last column must be a text, or a text's bytes, without nulls. */
export async function* lineBatches(engine: Engine, sql: string, watch: RowCount): AsyncGenerator<LineBatch, void, void> {
  for await (const batch of rowBatches(engine, sql, watch)) {
    const lines = batch.columns.at(-1)!;
    yield { ...batch, bytes: lines.buffers[1]!, offsets: offsetsOf(lines, batch.length) };
  }
}

/** Where each text of a column begins, and where the last one ends. */
export function offsetsOf({ buffers }: RowBatch["columns"][number], length: number): Int32Array {
  // A copy: the bytes need not be aligned to four.
  return new Int32Array(buffers[0]!.slice(0, 4 * (length + 1)).buffer);
}
