import { type ArrowTable, readArrow } from "../engine/arrow/read.js";
import type { ArrowField } from "../engine/arrow/types.js";
import { type Engine, type RowCount, concatenated } from "../engine/index.js";

/** A batch of a result, with the bytes of its column of lines apart. */
export interface LineBatch {
  length: number;
  /** The other columns, which are views of what came. */
  fields: readonly ArrowField[];
  columns: ArrowTable["batches"][number]["columns"];
  /** The lines in UTF-8, one after the other. */
  bytes: Uint8Array;
  /** Where each line begins and the last one ends. */
  offsets: Int32Array;
}

/** Reads a result batch by batch, whose last column is of texts without nulls. */
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
      // Copied, as they need not lie at a multiple of four.
      const offsets = new Int32Array(places!.slice(0, 4 * (length + 1)).buffer);
      yield { length, fields: fields.slice(0, -1), columns: columns.slice(0, -1), bytes: bytes!, offsets };
    }
  }
}
