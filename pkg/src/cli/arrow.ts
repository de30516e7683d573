import { type Column as ArrowColumn, Type, tableFromIPC } from "@uwdata/flechette";
import { WindowError } from "../error.js";
import type { ColumnSketch } from "../guess.js";
import { Rows } from "../rows.js";
import type { Column } from "./columns.js";
import { Columns, type Wishes, chooseRoles } from "./roles.js";
import type { Source } from "./source.js";
import { fromNanos } from "./times.js";

const SAMPLE = 1_000;

type Batch = ArrowColumn<unknown>["data"][number];
type ArrowType = { typeId: number; unit?: number; timezone?: string | null; bitWidth?: number };

/** Reads the columns that are asked for out of Arrow IPC, a stream or a file. */
export async function readArrow(source: Source, wishes: Wishes): Promise<Columns> {
  const bytes = await source.all();
  // Flechette takes what damaged bytes say at its word; windrow's own reader checks it.
  Rows.fromArrow(bytes, {}).free();
  const table = decoded(() => tableFromIPC(bytes, { useBigInt: true, useBigIntTimestamp: true }));
  const named = new Map(
    table.schema.fields.map(({ name }, i) => [name, table.getChildAt(i) as ArrowColumn<unknown>]),
  );
  const roles = chooseRoles(
    [...named].map(([name, column]) => sketch(name, column)),
    wishes,
  );
  const columns = new Columns(roles, wishes);
  if (columns.time) columns.time.zoned = Boolean(typeOf(named.get(columns.time.name)!).timezone);

  for (const column of columns.all) {
    const values = named.get(column.name)!;
    const instant = column === columns.time ? instantOf(typeOf(values)) : undefined;
    decoded(() => {
      if (instant)
        for (const value of values)
          columns.time!.instant(value === null ? undefined : instant(value as never));
      else for (const batch of values.data) give(batch, column);
    });
  }
  columns.length = table.numRows;
  return columns;
}

const typeOf = (column: ArrowColumn<unknown>) => column.type as ArrowType;

/** Texts as the bytes that they are; all else as values. */
function give(batch: Batch, column: Column): void {
  const { offsets, values } = batch;
  const type = batch.type as ArrowType;
  const asBytes = type.typeId === Type.Utf8 || type.typeId === Type.LargeUtf8;
  for (let i = 0; i < batch.length; i++) {
    if (!asBytes || !batch.isValid(i)) column.value(batch.at(i));
    else {
      const [start, end] = [Number(offsets![i]), Number(offsets![i + 1])];
      if (!(start >= 0 && start <= end && end <= values.length))
        throw new Error("a text lies outside of its buffer");
      column.bytes(values as Uint8Array, start, end);
    }
  }
}

/** How to make microseconds of a type's values, if they are times. */
function instantOf({ typeId, unit }: ArrowType): ((value: number & bigint) => number) | undefined {
  if (typeId === Type.Date) return (milliseconds) => milliseconds * 1_000;
  if (typeId !== Type.Timestamp) return undefined;
  const perMicro = [1_000_000, 1_000, 1, 0][unit ?? 2]!;
  if (perMicro > 0) return (time) => Number(time) * perMicro;
  return fromNanos;
}

function sketch(name: string, column: ArrowColumn<unknown>): ColumnSketch {
  let type = typeOf(column);
  const instants = instantOf(type) !== undefined;
  if (type.typeId === Type.Dictionary) type = (type as unknown as { dictionary: ArrowType }).dictionary;
  const text = ([Type.Utf8, Type.LargeUtf8, Type.Utf8View] as number[]).includes(type.typeId);
  const number = ([Type.Int, Type.Float] as number[]).includes(type.typeId);
  let length = 0;
  if (text) {
    const count = Math.min(SAMPLE, column.length);
    for (let i = 0; i < count; i++) length += String(column.at(i) ?? "").length / count;
  }
  return { name, type: instants ? "time" : text ? "text" : number ? "number" : "other", length };
}

function decoded<T>(decode: () => T): T {
  try {
    return decode();
  } catch (cause) {
    if (cause instanceof WindowError) throw cause;
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new WindowError("CORRUPT_ARROW", `the Arrow data cannot be read: ${reason}`, { cause });
  }
}
