// Converts native DuckDB's vectors to Arrow. For most types this is one copy of a typed array.
import { WindowError } from "../error.js";
import { isSet } from "./arrow/values.js";
import type { ArrowType } from "./arrow/types.js";
import type { ArrowColumn } from "./arrow/write.js";

export interface Chunk {
  readonly rowCount: number;
  getColumnVector(column: number): Vector;
}

export interface Vector {
  /** Values of a fixed width, for some types only. Items at nulls are undefined. */
  readonly items?: ArrayBufferView & { readonly length: number };
  /** The bytes of the values, where there are no `items`; of texts, their length and first bytes. */
  readonly dataView?: DataView;
  readonly validity?: { readonly data: BigUint64Array | null };
  getItem(row: number): unknown;
  setItem(row: number, value: unknown): void;
  flush(): void;
}

export interface ColumnType {
  readonly typeId: number;
  readonly width?: number;
  readonly scale?: number;
  readonly values?: readonly string[];
  toString(): string;
}

/** The Arrow type of a column, and the function that converts its vectors. */
export interface VectorReader {
  type: ArrowType;
  read(vector: Vector, rows: number): ArrowColumn;
}

const int = (bits: 8 | 16 | 32 | 64, signed: boolean) => fixed({ kind: "int", bits, signed });

/** Readers, by DuckDB's number of the type. */
const READERS: Record<number, (type: ColumnType) => VectorReader> = {
  1: () => ({ type: { kind: "bool" }, read: booleans }),
  2: () => int(8, true),
  3: () => int(16, true),
  4: () => int(32, true),
  5: () => int(64, true),
  6: () => int(8, false),
  7: () => int(16, false),
  8: () => int(32, false),
  9: () => int(64, false),
  10: () => fixed({ kind: "float", bits: 32 }),
  11: () => fixed({ kind: "float", bits: 64 }),
  12: () => fixed({ kind: "timestamp", unit: "us" }),
  13: () => fixed({ kind: "date" }),
  14: () => fixed({ kind: "time", unit: "us" }),
  16: () => fixed({ kind: "decimal", precision: 38, scale: 0 }),
  17: () => ({ type: { kind: "utf8" }, read: texts }),
  18: () => ({ type: { kind: "binary" }, read: binaries }),
  19: ({ width = 38, scale = 0 }) => ({
    type: { kind: "decimal", precision: width, scale },
    read: (vector, rows) => decimals(vector, rows, width),
  }),
  20: () => fixed({ kind: "timestamp", unit: "s" }),
  21: () => fixed({ kind: "timestamp", unit: "ms" }),
  22: () => fixed({ kind: "timestamp", unit: "ns" }),
  23: ({ values = [] }) => enumerated(values),
  27: () => ({ type: { kind: "utf8" }, read: uuids }),
  31: () => fixed({ kind: "timestamp", unit: "us", zone: "UTC" }),
};

/**
 * The reader of a column.
 *
 * @throws WindowError: `UNSUPPORTED_TYPE` for nested types, and for types that Arrow does not have
 */
export function vectorReader(name: string, type: ColumnType): VectorReader {
  const reader = READERS[type.typeId]?.(type);
  if (reader) return reader;
  throw new WindowError("UNSUPPORTED_TYPE", `column ${name} is ${type}; cast it to VARCHAR`);
}

function fixed(type: ArrowType): VectorReader {
  return { type, read: (vector, rows) => ({ ...nullsOf(vector, rows), buffers: [bytesOf(vector).slice()] }) };
}

/** Copies values of a fixed width out of the database's memory, which is freed with the chunk. */
function bytesOf({ items, dataView }: Vector): Uint8Array {
  const view = items ?? dataView;
  if (!view) throw unsupported();
  return new Uint8Array(view.buffer, view.byteOffset, view.byteLength);
}

const unsupported = () =>
  new WindowError("UNSUPPORTED_TYPE", "this version of @duckdb/node-api is not supported; use version 1.5");

/** DuckDB's validity bitmaps have Arrow's format. */
function nullsOf({ validity }: Vector, rows: number): Pick<ArrowColumn, "nulls" | "validity"> {
  const words = validity?.data;
  if (!words) return { nulls: 0 };
  const bitmap = new Uint8Array(words.buffer, words.byteOffset, words.byteLength).slice(0, (rows + 7) >> 3);
  const nulls = rows - setBits(bitmap, rows);
  return nulls === 0 ? { nulls } : { nulls, validity: bitmap };
}

const BITS = Uint8Array.from({ length: 256 }, (_, byte) => byte.toString(2).replaceAll("0", "").length);

/** The number of set bits among the first `length` of a bitmap. */
function setBits(bitmap: Uint8Array, length: number): number {
  if (length % 8 !== 0) bitmap[length >> 3]! &= (1 << (length % 8)) - 1;
  let set = 0;
  for (const byte of bitmap) set += BITS[byte]!;
  return set;
}

function booleans(vector: Vector, rows: number): ArrowColumn {
  const [bytes, bits] = [bytesOf(vector), new Uint8Array((rows + 7) >> 3)];
  for (let row = 0; row < rows; row++) if (bytes[row] === 1) bits[row >> 3]! |= 1 << (row & 7);
  return { ...nullsOf(vector, rows), buffers: [bits] };
}

/** Decimals of up to 4, 9 and 18 digits are stored in 2, 4 and 8 bytes. */
function decimals(vector: Vector, rows: number, digits: number): ArrowColumn {
  const bytes = bytesOf(vector);
  if (digits > 18) return { ...nullsOf(vector, rows), buffers: [bytes.slice()] };
  const [view, wide] = [new DataView(bytes.buffer, bytes.byteOffset), new BigInt64Array(2 * rows)];
  for (let row = 0; row < rows; row++) {
    const value =
      digits > 9
        ? view.getBigInt64(8 * row, true)
        : BigInt(digits > 4 ? view.getInt32(4 * row, true) : view.getInt16(2 * row, true));
    wide[2 * row] = value;
    wide[2 * row + 1] = value < 0n ? -1n : 0n;
  }
  return { ...nullsOf(vector, rows), buffers: [new Uint8Array(wide.buffer)] };
}

const encoder = new TextEncoder();
/** The longest text, in bytes, that is stored inside the vector, after its length. */
const INLINE = 12;
/** The most bytes to read at once, unless one text has more: a JavaScript string has no room for some large runs. */
const LONGEST_RUN = 1 << 24;

function texts(vector: Vector, rows: number): ArrowColumn {
  return lengthened(vector, rows, (to, from, row) => {
    const text = from.getItem(row) as string;
    const { written } = encoder.encodeInto(text, to);
    // The decoder drops a byte order mark at the beginning of a text.
    return written < to.length ? encoder.encodeInto(`\ufeff${text}`, to).written : written;
  });
}

function binaries(vector: Vector, rows: number): ArrowColumn {
  return lengthened(vector, rows, (to, from, row) => {
    const { bytes } = from.getItem(row) as { bytes: Uint8Array };
    to.set(bytes);
    return bytes.length;
  });
}

/**
 * Texts whose bytes are outside the vector mostly follow each other in the database's memory. Such a run is read as if
 * it were one text, because each read calls the binding and allocates.
 */
function lengthened(vector: Vector, rows: number, put: (to: Uint8Array, from: Vector, row: number) => number): ArrowColumn {
  const bytes = bytesOf(vector).slice();
  const [view, nulls, offsets] = [new DataView(bytes.buffer), nullsOf(vector, rows), new Int32Array(rows + 1)];
  const { validity } = nulls;
  let end = 0;
  for (let row = 0; row < rows; row++) {
    if (!validity || isSet(validity, row)) end += view.getUint32(16 * row, true);
    offsets[row + 1] = end;
  }
  if (end >= 2 ** 31) throw new WindowError("QUERY_FAILED", `${rows} rows hold ${end} bytes of text; read them in parts`);
  const data = new Uint8Array(end);
  const from = Object.assign(Object.create(Object.getPrototypeOf(vector)) as Vector, vector, { dataView: view, itemCache: [] });
  for (let row = 0; row < rows;) {
    const [first, start] = [row, offsets[row]!];
    const length = offsets[++row]! - start;
    if (length === 0) continue;
    if (length <= INLINE) {
      data.set(bytes.subarray(16 * first + 4, 16 * first + 4 + length), start);
      continue;
    }
    while (row < rows && follows(view, row, offsets) && offsets[row + 1]! - start <= LONGEST_RUN) row++;
    const to = data.subarray(start, offsets[row]);
    view.setUint32(16 * first, to.length, true);
    if (put(to, from, first) !== to.length) throw unsupported();
  }
  return { ...nulls, buffers: [new Uint8Array(offsets.buffer), data] };
}

/** Whether a text's bytes are outside the vector, and follow those of the row before. */
function follows(view: DataView, row: number, offsets: Int32Array): boolean {
  const [start, before, length] = [offsets[row]!, offsets[row - 1]!, offsets[row + 1]! - offsets[row]!];
  if (length <= INLINE || start - before <= INLINE) return false;
  const word = (row: number, place: 8 | 12) => view.getUint32(16 * row + place, true);
  return word(row, 12) === word(row - 1, 12) && word(row, 8) - word(row - 1, 8) === start - before;
}

const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, "0"));

/** A UUID is stored as a number of 128 bits with its sign bit flipped, so that it sorts like its text. */
function uuids(vector: Vector, rows: number): ArrowColumn {
  const bytes = bytesOf(vector);
  return encoded(vector, rows, (row) => {
    let text = "";
    for (let i = 15; i >= 0; i--) {
      text += HEX[i === 15 ? bytes[16 * row + i]! ^ 0x80 : bytes[16 * row + i]!]!;
      if (i === 12 || i === 10 || i === 8 || i === 6) text += "-";
    }
    return text;
  });
}

function enumerated(values: readonly string[]): VectorReader {
  return {
    type: { kind: "utf8" },
    read: (vector, rows) => encoded(vector, rows, (row) => values[(vector.items as unknown as ArrayLike<number>)[row]!]!),
  };
}

function encoded(vector: Vector, rows: number, text: (row: number) => string): ArrowColumn {
  const nulls = nullsOf(vector, rows);
  const { validity } = nulls;
  const offsets = new Int32Array(rows + 1);
  let data = new Uint8Array(64 * rows);
  let end = 0;
  for (let row = 0; row < rows; row++) {
    if (!validity || isSet(validity, row)) {
      const value = text(row);
      if (end + 3 * value.length > data.length) {
        const grown = new Uint8Array(2 * (end + 3 * value.length));
        grown.set(data);
        data = grown;
      }
      end += encoder.encodeInto(value, data.subarray(end)).written;
    }
    offsets[row + 1] = end;
  }
  return { ...nulls, buffers: [new Uint8Array(offsets.buffer), data.subarray(0, end)] };
}
