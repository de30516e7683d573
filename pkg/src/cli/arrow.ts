import { type Column as ArrowColumn, DateUnit, Type, tableFromIPC } from "@uwdata/flechette";
import { WindowError } from "../error.js";
import type { ColumnSketch } from "../guess.js";
import { Rows, type TimeUnit } from "../rows.js";
import type { Column } from "./columns.js";
import { Columns, type Wishes, chooseRoles } from "./roles.js";
import type { Source } from "./source.js";

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
  const { time } = columns;
  const type = time && typeOf(named.get(time.name)!);
  const step = type && stepOf(type);
  if (time && step) {
    time.step = step;
    time.zone = type.timezone || undefined;
  }

  for (const column of columns.all) {
    const values = named.get(column.name)!;
    decoded(() => {
      if (column === time && step) for (const value of values) time.instant(instant(value, step));
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

/** What one step of a type's values is, if they are times; windrow's reader takes days as seconds, too. */
function stepOf({ typeId, unit }: ArrowType): TimeUnit | undefined {
  if (typeId === Type.Date) return unit === DateUnit.DAY ? "s" : "ms";
  return typeId === Type.Timestamp ? (["s", "ms", "us", "ns"] as const)[unit ?? 2] : undefined;
}

/** A time in steps: timestamps are bigints, and flechette makes milliseconds of dates. */
function instant(value: unknown, step: TimeUnit): number | bigint | undefined {
  if (typeof value === "number") return step === "s" ? value / 1_000 : value;
  return (value ?? undefined) as bigint | undefined;
}

function sketch(name: string, column: ArrowColumn<unknown>): ColumnSketch {
  let type = typeOf(column);
  const instants = stepOf(type) !== undefined;
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
