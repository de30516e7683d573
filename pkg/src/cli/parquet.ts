import * as zlib from "node:zlib";
import {
  type AsyncBuffer,
  type FileMetaData,
  type SchemaElement,
  parquetMetadataAsync,
  parquetRead,
  parquetSchema,
} from "hyparquet";
import { decompressLz4, decompressLz4Raw, decompressZstd } from "hyparquet-compressors";
import { WindowError } from "../error.js";
import type { ColumnSketch } from "../guess.js";
import type { TimeUnit } from "../rows.js";
import { Columns, type Wishes, chooseRoles } from "./roles.js";
import type { Source } from "./source.js";

const DAY = 86_400;

/** Instants and texts stay as the file has them; a date is seconds. */
const parsers = {
  timestampFromMilliseconds: (millis: bigint) => millis,
  timestampFromMicroseconds: (micros: bigint) => micros,
  timestampFromNanoseconds: (nanos: bigint) => nanos,
  dateFromDays: (days: number) => days * DAY,
  stringFromBytes: (bytes: Uint8Array) => bytes,
  jsonFromBytes: (bytes: Uint8Array) => bytes,
};

/** What Node has itself is quicker; of ZSTD, before Node 22.15, it has nothing. */
const { zstdDecompressSync } = zlib as { zstdDecompressSync?: (bytes: Uint8Array) => Uint8Array };
const compressors = {
  GZIP: (bytes: Uint8Array) => zlib.gunzipSync(bytes),
  BROTLI: (bytes: Uint8Array) => zlib.brotliDecompressSync(bytes),
  ZSTD: (bytes: Uint8Array) => (zstdDecompressSync ? zstdDecompressSync(bytes) : decompressZstd(bytes)),
  LZ4: decompressLz4,
  LZ4_RAW: decompressLz4Raw,
};

/** Reads the columns that are asked for, and no others, one group of rows after another. */
export async function readParquet(source: Source, wishes: Wishes): Promise<Columns> {
  const file = await bufferOf(source);
  const metadata = await guarded(() => parquetMetadataAsync(file));
  const fields = fieldsOf(metadata);
  const roles = chooseRoles(fields, wishes);
  const columns = new Columns(roles, wishes);
  const { all } = columns;
  const names = [...new Set(all.map(({ name }) => name))];
  for (const name of names) requireFlat(fields.find((field) => field.name === name)!);
  const time = fields.find(({ name }) => name === roles.time);
  if (columns.time && time?.step) {
    columns.time.step = time.step;
    columns.time.zone = time.zoned ? "UTC" : undefined;
  }

  for (const group of metadata.row_groups) {
    const rowStart = columns.length;
    const rowEnd = rowStart + Number(group.num_rows);
    const chunks = new Map<string, ArrayLike<unknown>[]>(names.map((name) => [name, []]));
    // What is thrown in here would be lost: chunks are taken when all are there.
    const onChunk = ({ columnName, columnData }: { columnName: string; columnData: ArrayLike<unknown> }) =>
      void chunks.get(columnName)?.push(columnData);
    if (names.length > 0) {
      await guarded(() =>
        parquetRead({
          file,
          metadata,
          columns: names,
          rowStart,
          rowEnd,
          onChunk,
          compressors,
          parsers: parsers as never,
        }),
      );
    }
    for (const column of all) {
      const instants = column === columns.time && time?.step !== undefined;
      let taken = 0;
      for (const chunk of chunks.get(column.name)!) {
        taken += chunk.length;
        for (let i = 0; i < chunk.length; i++) {
          if (instants) columns.time!.instant((chunk[i] ?? undefined) as number | bigint | undefined);
          else column.value(chunk[i]);
        }
      }
      if (taken !== rowEnd - rowStart)
        throw badParquet(`column ${column.name} has ${taken} of ${rowEnd - rowStart} rows`);
    }
    columns.length = rowEnd;
    source.report(rowEnd, Number(metadata.num_rows));
  }
  return columns;
}

async function bufferOf(source: Source): Promise<AsyncBuffer> {
  const { file, size } = source;
  if (file === undefined || size === undefined) {
    const bytes = await source.all();
    const whole = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length) as ArrayBuffer;
    return { byteLength: whole.byteLength, slice: (start, end) => whole.slice(start, end) };
  }
  return {
    byteLength: size,
    async slice(start, end = size) {
      const bytes = new Uint8Array(Math.max(0, end - start));
      let read = 0;
      for (let more = 1; more > 0 && read < bytes.length; read += more) {
        ({ bytesRead: more } = await file.read(bytes, read, bytes.length - read, start + read));
      }
      return bytes.buffer;
    },
  };
}

interface Field extends ColumnSketch {
  /** What one step of its values is, if they come as instants. */
  step: TimeUnit | undefined;
  zoned: boolean;
  flat: boolean;
}

function fieldsOf(metadata: FileMetaData): Field[] {
  return parquetSchema(metadata).children.map(({ element, children }): Field => {
    const { name, type, converted_type: converted, logical_type: logical } = element;
    const flat = children.length === 0 && element.repetition_type !== "REPEATED";
    const step = flat ? stepOf(element) : undefined;
    // Old writers' timestamps are instants of UTC.
    const zoned =
      step !== undefined &&
      (logical?.type === "TIMESTAMP"
        ? logical.isAdjustedToUTC
        : converted !== "DATE" && logical?.type !== "DATE");
    const text = flat && type === "BYTE_ARRAY" && converted !== "DECIMAL";
    const number = flat && /^(INT32|INT64|FLOAT|DOUBLE)$/.test(type ?? "") && step === undefined;
    const kind = step ? "time" : text ? "text" : number ? "number" : "other";
    return { name, type: kind, length: text ? meanLength(metadata, name) : 0, step, zoned, flat };
  });
}

const STEPS: Record<string, TimeUnit> = { MILLIS: "ms", MICROS: "us", NANOS: "ns" };

/** What one step of a column's instants is; undefined where it has none. */
function stepOf({ type, converted_type: converted, logical_type: logical }: SchemaElement): TimeUnit | undefined {
  if (type === "INT96") return "ns";
  if (converted === "DATE" || logical?.type === "DATE") return "s";
  const unit = logical?.type === "TIMESTAMP" ? logical.unit : /^TIMESTAMP_(.*)$/.exec(converted ?? "")?.[1];
  return STEPS[unit ?? ""];
}

/** What a value takes in the file, before it is compressed: of one written often, less than it is long. */
function meanLength(metadata: FileMetaData, name: string): number {
  let [bytes, values] = [0, 1];
  for (const group of metadata.row_groups) {
    const chunk = group.columns.find(({ meta_data: meta }) => meta?.path_in_schema[0] === name)?.meta_data;
    bytes += Number(chunk?.total_uncompressed_size ?? 0);
    values += Number(chunk?.num_values ?? 0);
  }
  return bytes / values;
}

function requireFlat({ name, flat }: Field): void {
  if (flat) return;
  throw new WindowError("UNSUPPORTED_TYPE", `column ${name} is nested; give one of single values`);
}

async function guarded<T>(read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw badParquet(reason.replace(/^parquet(?: file)?:? /, ""), cause);
  }
}

const badParquet = (reason: string, cause?: unknown) =>
  new WindowError("BAD_PARQUET", `the file cannot be read as Parquet: ${reason}`, { cause });
