import type { ArrowTable } from "./arrow/read.js";
import type { ArrowField, ArrowType } from "./arrow/types.js";
import { isSet, valueReader } from "./arrow/values.js";
import { WindowError } from "../error.js";
import { identifier } from "./sql.js";
import type { Chunk, ColumnType, Vector } from "./vectors.js";

export interface Appender {
  readonly columnCount: number;
  columnType(column: number): ColumnType;
  appendDataChunk(chunk: object): void;
  flushSync(): void;
  closeSync(): void;
}

/** The most rows of a DuckDB chunk. */
const CHUNK = 2_048;

/** SQL that creates the table for Arrow data. Unlike a plain CREATE TABLE, its result has a chunk. */
export function createTable(name: string, fields: readonly ArrowField[]): string {
  const columns = fields.map(({ name, type }) => `NULL::${sqlType(type)} AS ${identifier(name)}`);
  return `CREATE TABLE ${name} AS SELECT ${columns.join(", ")} LIMIT 0`;
}

function sqlType(type: ArrowType): string {
  switch (type.kind) {
    case "null":
      return "INTEGER";
    case "bool":
      return "BOOLEAN";
    case "utf8":
      return "VARCHAR";
    case "binary":
    case "fixed":
      return "BLOB";
    case "date":
      return "DATE";
    case "time":
      return "TIME";
    case "int": {
      const name = { 8: "TINYINT", 16: "SMALLINT", 32: "INTEGER", 64: "BIGINT" }[type.bits];
      return type.signed ? name : `U${name}`;
    }
    case "float":
      return type.bits === 32 ? "FLOAT" : "DOUBLE";
    case "timestamp":
      if (type.zone !== undefined) return "TIMESTAMPTZ";
      return { s: "TIMESTAMP_S", ms: "TIMESTAMP_MS", us: "TIMESTAMP", ns: "TIMESTAMP_NS" }[type.unit];
    case "decimal":
      return `DECIMAL(${type.precision}, ${type.scale})`;
  }
}

/**
 * Appends all rows, and closes the appender.
 *
 * @param some any chunk, whose class creates others: an import would require a package that not every user has
 */
export function append(appender: Appender, { fields, batches }: ArrowTable, some: Chunk): void {
  const { create } = some.constructor as unknown as { create(types: ColumnType[], rows: number): Chunk };
  const types = fields.map((_, i) => appender.columnType(i));
  try {
    for (const { length, columns } of batches) {
      const put = fields.map(({ type }, i) => putter(type, columns[i]!));
      for (let start = 0; start < length; start += CHUNK) {
        const rows = Math.min(CHUNK, length - start);
        const chunk = create(types, rows);
        put.forEach((put, i) => put(chunk.getColumnVector(i), start, rows));
        appender.appendDataChunk(chunk);
      }
    }
    appender.flushSync();
  } finally {
    appender.closeSync();
  }
}

/** Writes the rows of a column's batch into a vector. */
function putter(type: ArrowType, column: ArrowTable["batches"][number]["columns"][number]) {
  const { validity, buffers } = column;
  const read = valueReader(type, column);
  return (vector: Vector, start: number, rows: number) => {
    const { items } = vector;
    if (items && type.kind !== "null") {
      // Both sides have the same width, so the bytes are copied. Only times with a zone may need another unit.
      const width = items.byteLength / items.length;
      const to = new Uint8Array(items.buffer, items.byteOffset, items.byteLength);
      to.set(buffers[0]!.subarray(width * start, width * (start + rows)));
      if (type.kind === "timestamp" && type.zone !== undefined && type.unit !== "us")
        toMicros(items as BigInt64Array, rows, type.unit, (row) => !validity || isSet(validity, start + row));
      for (let row = 0; validity && row < rows; row++) {
        if (!isSet(validity, start + row)) vector.setItem(row, null);
      }
    } else {
      for (let row = 0; row < rows; row++) vector.setItem(row, read(start + row));
    }
    vector.flush();
  };
}

/** Converts to microseconds, the only unit of DuckDB's times with a zone. */
function toMicros(times: BigInt64Array, rows: number, unit: "s" | "ms" | "ns", isValid: (row: number) => boolean): void {
  const most = unit === "ns" ? 0n : (2n ** 63n - 1n) / MICROS[unit];
  for (let row = 0; row < rows; row++) {
    if (!isValid(row)) continue;
    const time = times[row]!;
    if (unit === "ns") times[row] = (time - (((time % 1_000n) + 1_000n) % 1_000n)) / 1_000n;
    else if (time > most || time < -most)
      throw new WindowError("BAD_TIME", `a time of ${time} ${unit} since 1970 is out of the database's range; leave it out`);
    else times[row] = time * MICROS[unit];
  }
}

const MICROS = { s: 1_000_000n, ms: 1_000n };
