import { WindowError } from "../../error.js";
import type { ColumnValues, Value } from "../engine.js";
import { type ArrowTable } from "./read.js";
import type { ArrowType } from "./types.js";
import type { ArrowColumn } from "./write.js";

/** All values of a small table, by column name. */
export function valuesOf({ fields, batches }: ArrowTable): ColumnValues {
  const columns = Object.create(null) as ColumnValues;
  fields.forEach(({ name, type }, i) => {
    const values: Value[] = [];
    for (const { length, columns } of batches) {
      const at = valueReader(type, columns[i]!);
      for (let row = 0; row < length; row++) values.push(at(row));
    }
    columns[name] = values;
  });
  return columns;
}

/** Returns a reader of a column's values, by row. */
export function valueReader(type: ArrowType, { validity, buffers }: ArrowColumn): (row: number) => Value {
  const read = notNull(type, buffers);
  if (!validity) return read;
  return (row) => (isSet(validity, row) ? read(row) : null);
}

/** Whether a bitmap's bit is set. */
export function isSet(bitmap: Uint8Array, row: number): boolean {
  return ((bitmap[row >> 3]! >> (row & 7)) & 1) === 1;
}

function notNull(type: ArrowType, buffers: readonly Uint8Array[]): (row: number) => Value {
  if (type.kind === "null") return () => null;
  const [first, bytes] = [buffers[0]!, buffers[1]!];
  const view = new DataView(first.buffer, first.byteOffset, first.byteLength);
  switch (type.kind) {
    case "bool":
      return (row) => isSet(first, row);
    case "int":
      return integers(view, type.bits, type.signed);
    case "float":
      return type.bits === 32 ? (row) => view.getFloat32(4 * row, true) : (row) => view.getFloat64(8 * row, true);
    case "date":
      return integers(view, 32, true);
    case "time":
      return integers(view, type.unit === "s" || type.unit === "ms" ? 32 : 64, true);
    case "timestamp":
      return integers(view, 64, true);
    case "decimal":
      return (row) => decimal(wide(view, row), type.scale);
    case "fixed":
      return (row) => first.slice(type.width * row, type.width * (row + 1));
    default: {
      const slice = (row: number) => {
        const [start, end] = [view.getInt32(4 * row, true), view.getInt32(4 * row + 4, true)];
        if (start < 0 || end < start || end > bytes.length)
          throw new WindowError("CORRUPT_ARROW", `a text of row ${row} ends too early; write the Arrow bytes again`);
        return bytes.subarray(start, end);
      };
      if (type.kind === "binary") return slice;
      const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
      return (row) => decoder.decode(slice(row));
    }
  }
}

function integers(view: DataView, bits: 8 | 16 | 32 | 64, signed: boolean): (row: number) => number | bigint {
  switch (bits) {
    case 8:
      return signed ? (row) => view.getInt8(row) : (row) => view.getUint8(row);
    case 16:
      return signed ? (row) => view.getInt16(2 * row, true) : (row) => view.getUint16(2 * row, true);
    case 32:
      return signed ? (row) => view.getInt32(4 * row, true) : (row) => view.getUint32(4 * row, true);
    default:
      return signed ? (row) => view.getBigInt64(8 * row, true) : (row) => view.getBigUint64(8 * row, true);
  }
}

function wide(view: DataView, row: number): bigint {
  return (view.getBigInt64(16 * row + 8, true) << 64n) | view.getBigUint64(16 * row, true);
}

/** A bigint if the scale is 0, otherwise decimal digits with `scale` decimal places. */
function decimal(value: bigint, scale: number): bigint | string {
  if (scale <= 0) return value;
  const digits = String(value < 0n ? -value : value).padStart(scale + 1, "0");
  return `${value < 0n ? "-" : ""}${digits.slice(0, -scale)}.${digits.slice(-scale)}`;
}
