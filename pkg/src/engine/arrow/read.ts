import { WindowError } from "../../error.js";
import { FlatTable } from "./flat.js";
import { type ArrowField, type ArrowType, HEADER, TYPE, UNITS, widthOf } from "./types.js";
import { type ArrowColumn, END_OF_STREAM } from "./write.js";

/** A record batch: columns of one length, whose buffers are views of the input. */
export interface ArrowBatch {
  length: number;
  columns: ArrowColumn[];
}

/** The contents of an Arrow IPC stream or file. */
export interface ArrowTable {
  fields: ArrowField[];
  batches: ArrowBatch[];
}

const MAGIC = "ARROW1";
const CONTINUATION = 0xffff_ffff;

/**
 * Reads an Arrow IPC stream or file of flat columns.
 *
 * @throws WindowError: `CORRUPT_ARROW`; `UNSUPPORTED_TYPE` for a type that the query has to cast
 */
export function readArrow(bytes: Uint8Array): ArrowTable {
  try {
    return read(bytes);
  } catch (cause) {
    if (cause instanceof WindowError) throw cause;
    throw new WindowError("CORRUPT_ARROW", `the Arrow bytes are damaged: ${(cause as Error).message}; write them again`, {
      cause,
    });
  }
}

/**
 * Refuses bytes that are not a whole Arrow IPC stream. A stream without its end marker may be truncated. DuckDB-WASM
 * accepts one without an error, inserts nothing, and loses the next stream too.
 *
 * @throws WindowError: `CORRUPT_ARROW`
 */
export function checkStream(ipc: Uint8Array): void {
  let end = 0;
  try {
    for (const { next } of messagesIn(ipc)) end = next;
  } catch {
    end = 0;
  }
  const isWhole = !isFile(ipc) && end > 0 && END_OF_STREAM.every((byte, i) => ipc[end + i] === byte);
  if (!isWhole)
    throw new WindowError(
      "CORRUPT_ARROW",
      "the Arrow bytes are not a complete stream; give all of it, with the end-of-stream marker",
    );
}

/**
 * The names of all columns, of any type; undefined for the message format before Arrow 0.15.
 *
 * @throws WindowError: `CORRUPT_ARROW`
 */
export function columnNames(bytes: Uint8Array): string[] | undefined {
  try {
    for (const { type, header } of messagesIn(bytes))
      if (type === HEADER.schema) return header.tables(1).map((field) => field.text(0));
    return undefined;
  } catch (cause) {
    throw new WindowError("CORRUPT_ARROW", `the Arrow bytes are damaged: ${(cause as Error).message}; write them again`, {
      cause,
    });
  }
}

/** The number of rows in the record batches that are complete. */
export function rowsOf(bytes: Uint8Array): number {
  let rows = 0;
  for (const { type, header } of messagesIn(bytes)) if (type === HEADER.batch) rows += header.number(0, 8);
  return rows;
}

function read(bytes: Uint8Array): ArrowTable {
  let fields: ArrowField[] | undefined;
  const batches: ArrowBatch[] = [];
  for (const { type, header, body } of messagesIn(bytes)) {
    if (type === HEADER.schema) fields = header.tables(1).map(fieldOf);
    else if (type === HEADER.batch && fields) batches.push(batchOf(header, fields, body()));
  }
  if (!fields) throw new RangeError("there is no schema");
  return { fields, batches };
}

interface ArrowMessage {
  type: number;
  header: FlatTable;
  body: () => Uint8Array;
  /** The position of the next message. */
  next: number;
}

/** The messages of a stream, with or without its end marker; of a file, those before its footer. */
function* messagesIn(bytes: Uint8Array): Generator<ArrowMessage, void, void> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let at = isFile(bytes) ? 8 : 0;
  while (at + 8 <= bytes.length && view.getUint32(at, true) === CONTINUATION) {
    const length = view.getInt32(at + 4, true);
    if (length === 0) break;
    const message = FlatTable.root(new DataView(view.buffer, view.byteOffset + at + 8, length));
    const [header, start, bodyLength] = [message.table(2), at + 8 + length, message.number(3, 8)];
    if (!header || bodyLength < 0) throw new RangeError("a message has no header");
    const body = () => {
      if (start + bodyLength > bytes.length) throw new RangeError("a message ends too early");
      return bytes.subarray(start, start + bodyLength);
    };
    at = start + bodyLength;
    yield { type: message.number(1, 1), header, body, next: at };
  }
}

function fieldOf(field: FlatTable): ArrowField {
  const name = field.text(0);
  const type = field.table(4) ? undefined : typeOf(field.number(2, 1), field.table(3));
  if (!type) throw new WindowError("UNSUPPORTED_TYPE", `column ${name} is nested or a dictionary; cast it to VARCHAR`);
  return { name, type };
}

function typeOf(tag: number, parameters: FlatTable | undefined): ArrowType | undefined {
  const number = (slot: number, bytes: 1 | 2 | 4, fallback = 0) => parameters?.number(slot, bytes, fallback) ?? fallback;
  const unit = UNITS[number(0, 2, tag === TYPE.timestamp ? 0 : 1)]!;
  switch (tag) {
    case TYPE.null:
      return { kind: "null" };
    case TYPE.bool:
      return { kind: "bool" };
    case TYPE.utf8:
      return { kind: "utf8" };
    case TYPE.binary:
      return { kind: "binary" };
    case TYPE.int: {
      const bits = number(0, 4) as 8 | 16 | 32 | 64;
      return [8, 16, 32, 64].includes(bits) ? { kind: "int", bits, signed: number(1, 1) === 1 } : undefined;
    }
    case TYPE.float:
      return number(0, 2) > 0 ? { kind: "float", bits: number(0, 2) === 1 ? 32 : 64 } : undefined;
    case TYPE.decimal:
      return number(2, 4, 128) === 128 ? { kind: "decimal", precision: number(0, 4), scale: number(1, 4) } : undefined;
    case TYPE.date:
      return number(0, 2, 1) === 0 ? { kind: "date" } : undefined;
    case TYPE.time:
      return { kind: "time", unit };
    case TYPE.timestamp:
      return { kind: "timestamp", unit, zone: parameters?.text(1) || undefined };
    case TYPE.fixed:
      return { kind: "fixed", width: number(0, 4) };
    default:
      return undefined;
  }
}

function batchOf(header: FlatTable, fields: readonly ArrowField[], body: Uint8Array): ArrowBatch {
  const length = header.number(0, 8);
  const [nodes, places] = [header.pairs(1), header.pairs(2)];
  if (header.table(3)) throw new WindowError("UNSUPPORTED_TYPE", "the Arrow bytes are compressed; write them uncompressed");
  let next = 0;
  const buffer = (needed: number): Uint8Array => {
    const [at, size] = places[next++] ?? [0, -1];
    const bytes = body.subarray(at, at + size);
    if (at < 0 || size < needed || bytes.length < size) throw new RangeError("a buffer ends too early");
    return bytes;
  };
  const bitmap = Math.ceil(length / 8);
  const columns = fields.map(({ type }, i): ArrowColumn => {
    const [rows, nulls] = nodes[i] ?? [-1, 0];
    if (rows !== length || length < 0) throw new RangeError("columns are of different lengths");
    if (type.kind === "null") return { nulls: length, buffers: [] };
    const validity = buffer(nulls === 0 ? 0 : bitmap);
    const some = { nulls, ...(nulls !== 0 && { validity }) };
    if (type.kind === "bool") return { ...some, buffers: [buffer(bitmap)] };
    if (type.kind !== "utf8" && type.kind !== "binary") return { ...some, buffers: [buffer(length * widthOf(type))] };
    const offsets = buffer(length === 0 ? 0 : 4 * (length + 1));
    return { ...some, buffers: [offsets, buffer(0)] };
  });
  return { length, columns };
}

function isFile(bytes: Uint8Array): boolean {
  return [...MAGIC].every((letter, i) => bytes[i] === letter.charCodeAt(0));
}
