import type { SchemaElement } from "hyparquet";
import type { TextColumn } from "../columnar.js";

/** How a column's values are written as text, and cast in SQL. */
export interface ParquetType {
  write(column: TextColumn, row: number, value: unknown): void;
  /** SQL that casts the text `value` to the column's type. */
  sql(value: string): string;
  /** Whether it is text, which must be UTF-8. */
  readonly isText?: true;
  /** Whether it is a time in UTC. */
  readonly isInstant?: boolean;
}

const asIs: ParquetType["write"] = (column, row, value) => column.set(row, value);
const typed = (type: string, write = asIs): ParquetType => ({ write, sql: (value) => `${value}::${type}` });
const bytesOf: ParquetType["write"] = (column, row, value) => {
  if (!ArrayBuffer.isView(value)) throw new Error(`column ${column.name} is called text, and holds values of another type`);
  column.setUtf8(row, value as Uint8Array, 0, value.byteLength);
};
const hexOf: ParquetType["write"] = (column, row, value) => column.set(row, hex(value as Uint8Array));

/** The type of a column of single values; undefined for a type that SQL does not have. */
export function typeOf({
  type,
  converted_type: converted,
  logical_type: logical,
  precision,
  scale,
}: SchemaElement): ParquetType | undefined {
  const kind = logical?.type ?? "";
  if (converted === "DECIMAL" || kind === "DECIMAL")
    return typed(`DECIMAL(${Math.min(38, precision ?? 38)}, ${scale ?? 0})`, decimal(scale ?? 0));
  if (type === "INT96") return timestamp("NANOS", true);
  if (converted === "DATE" || kind === "DATE") return { write: asIs, sql: (value) => `(DATE '1970-01-01' + ${value}::INTEGER)` };
  if (logical?.type === "TIMESTAMP") return timestamp(logical.unit, logical.isAdjustedToUTC);
  if (converted === "TIMESTAMP_MILLIS") return timestamp("MILLIS", true);
  if (converted === "TIMESTAMP_MICROS") return timestamp("MICROS", true);
  if (logical?.type === "TIME") return time(logical.unit);
  if (converted === "TIME_MILLIS") return time("MILLIS");
  if (converted === "TIME_MICROS") return time("MICROS");
  if (kind === "UUID") return typed("UUID", (column, row, value) => column.set(row, uuid(hex(value as Uint8Array))));
  if (converted === "INTERVAL" || converted === "BSON" || kind === "GEOMETRY" || kind === "GEOGRAPHY" || kind === "VARIANT")
    return undefined;
  if (kind === "FLOAT16")
    return typed("FLOAT", (column, row, value) => column.set(row, value instanceof Uint8Array ? float16(value) : value));
  if (/^(UTF8|ENUM|JSON)$/.test(converted ?? "") || /^(STRING|ENUM|JSON)$/.test(kind))
    return { write: bytesOf, sql: (value) => value, isText: true };
  switch (type) {
    case "BOOLEAN":
      return typed("BOOLEAN");
    case "INT32":
      return typed(converted === "UINT_32" || (logical?.type === "INTEGER" && !logical.isSigned) ? "UINTEGER" : "INTEGER");
    case "INT64":
      return typed(converted === "UINT_64" || (logical?.type === "INTEGER" && !logical.isSigned) ? "UBIGINT" : "BIGINT");
    case "FLOAT":
      return typed("FLOAT");
    case "DOUBLE":
      return typed("DOUBLE");
    case "BYTE_ARRAY":
    case "FIXED_LEN_BYTE_ARRAY":
      return { write: hexOf, sql: (value) => `unhex(${value})` };
    default:
      return undefined;
  }
}

/** Stops hyparquet from decoding decimals, which it would convert to inexact numbers. */
export function undecoded(element: SchemaElement): void {
  if (
    element.converted_type === "DECIMAL" ||
    element.logical_type?.type === "DECIMAL" ||
    element.logical_type?.type === "UUID" ||
    element.converted_type === "JSON"
  ) {
    delete element.converted_type;
    delete element.logical_type;
  }
}

const PER_MICRO = {
  MILLIS: (value: bigint) => value * 1000n,
  MICROS: (value: bigint) => value,
  NANOS: (value: bigint) => (value - (((value % 1000n) + 1000n) % 1000n)) / 1000n,
};

function micros(unit: keyof typeof PER_MICRO): ParquetType["write"] {
  return (column, row, value) => column.set(row, PER_MICRO[unit](BigInt(value as number | bigint)));
}

function timestamp(unit: keyof typeof PER_MICRO, isInstant: boolean): ParquetType {
  return { write: micros(unit), sql: (value) => `make_timestamp(TRY_CAST(${value} AS BIGINT))`, isInstant };
}

function time(unit: keyof typeof PER_MICRO): ParquetType {
  return { write: micros(unit), sql: (value) => `make_timestamp(${value}::BIGINT)::TIME` };
}

/** The digits of a decimal with `scale` decimal places, from an integer or big-endian bytes. */
function decimal(scale: number): ParquetType["write"] {
  return (column, row, value) => {
    const unscaled =
      value instanceof Uint8Array
        ? BigInt.asIntN(8 * value.length, BigInt(`0x${hex(value) || "0"}`))
        : BigInt(value as number | bigint);
    const digits = String(unscaled < 0n ? -unscaled : unscaled).padStart(scale + 1, "0");
    const point = digits.length - scale;
    column.set(row, `${unscaled < 0n ? "-" : ""}${digits.slice(0, point)}${scale > 0 ? `.${digits.slice(point)}` : ""}`);
  };
}

const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, "0"));

function hex(bytes: Uint8Array): string {
  let text = "";
  for (let i = 0; i < bytes.length; i++) text += HEX[bytes[i]!];
  return text;
}

function uuid(digits: string): string {
  return digits.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

function float16([low, high]: Uint8Array): number {
  const bits = low! | (high! << 8);
  const [exponent, fraction] = [(bits >> 10) & 31, bits & 1023];
  const size =
    exponent === 0
      ? fraction * 2 ** -24
      : exponent === 31
        ? fraction
          ? NaN
          : Infinity
        : (1 + fraction / 1024) * 2 ** (exponent - 15);
  return bits >> 15 ? -size : size;
}
