import { type ArrowTable, readArrow } from "../engine/arrow/read.js";
import type { ArrowField } from "../engine/arrow/types.js";
import { type Engine, type RowCount, concatenated } from "../engine/index.js";

/** A batch of a result whose column of lines is kept as bytes. */
export interface LineBatch {
  length: number;
  /** The other columns: views of the batch's bytes. */
  fields: readonly ArrowField[];
  columns: ArrowTable["batches"][number]["columns"];
  /** The lines in UTF-8, without separators between them. */
  bytes: Uint8Array;
  /** Where each line begins, and where the last one ends. */
  offsets: Int32Array;
}

/** Reads a result batch by batch. Its last column must be a text, or a text's bytes, without nulls. */
export async function* lineBatches(engine: Engine, sql: string, watch: RowCount): AsyncGenerator<LineBatch, void, void> {
  let schema: Uint8Array[] | undefined;
  for await (const message of engine.batches(sql, watch)) {
    if (!schema) {
      schema = message;
      continue;
    }
    const { fields, batches } = readArrow(concatenated([...schema, ...message]));
    for (const { length, columns } of batches) {
      if (length === 0) continue;
      const [places, bytes] = columns.at(-1)!.buffers;
      // A copy: the bytes need not be aligned to four.
      const offsets = new Int32Array(places!.slice(0, 4 * (length + 1)).buffer);
      yield { length, fields: fields.slice(0, -1), columns: columns.slice(0, -1), bytes: bytes!, offsets };
    }
  }
}
