import type { DataType } from "@uwdata/flechette";
import { TYPE as ENGINE_TYPE } from "../../engine/arrow/types.js";
import { identifier } from "../../engine/index.js";
import { WindowError } from "../../error.js";
import { type TextColumn, TextColumns } from "../columnar.js";
import type { Stage } from "../format.js";
import { peer } from "../peer.js";

/** Arrow's numbers of types: those that engines write, and others that files have. */
const TYPE = {
  ...ENGINE_TYPE,
  duration: 18,
  largeBinary: 19,
  largeUtf8: 20,
  runs: 22,
  binaryView: 23,
  utf8View: 24,
  dictionary: -1,
} as const;

/** How a column's values are written as text, and cast in SQL. */
interface ArrowText {
  write(column: TextColumn, row: number, value: unknown): void;
  sql(value: string): string;
  isInstant?: boolean;
}

const ROWS = 1 << 14;

/**
 * Creates a table from an Arrow IPC stream of any types with a single value a row; returns its name, quoted for SQL.
 */
export async function flatten(bytes: Uint8Array, stage: Stage): Promise<string> {
  const { tableFromIPC } = await peer(
    "@uwdata/flechette",
    "Arrow of dictionaries, views or nested types",
    () => import("@uwdata/flechette"),
  );
  const options = { useBigInt: true, useBigIntTimestamp: true, useDecimalInt: true, useDate: false };
  let table: ReturnType<typeof tableFromIPC>;
  try {
    table = tableFromIPC(bytes, options as never);
  } catch (cause) {
    throw new WindowError(
      "CORRUPT_ARROW",
      `the Arrow bytes cannot be read: ${(cause as Error).message}; write them once more, or as Parquet`,
      { cause },
    );
  }
  const fields = table.schema.fields.map(({ name, type }, i) => ({ name, text: textOf(type), i }));
  const left = fields.filter(({ text }) => !text).map(({ name }) => name);
  if (left.length > 0)
    stage.report({ what: "columns that are nested, and left out", count: left.length, samples: left.slice(0, 3) });
  const kept = fields.filter(({ text }) => text);
  if (kept.length === 0)
    throw new WindowError("NO_MESSAGES", "the file has no column of single values; write its texts as a column of their own");
  const columns = new TextColumns(kept.map(({ i }) => String(i)));
  for (const [k, { i, text }] of kept.entries()) {
    const column = columns.column(String(i));
    const values = table.getChildAt(i);
    for (let row = 0; row < table.numRows; row++) {
      const value: unknown = values.at(row);
      if (value !== null && value !== undefined) text!.write(column, row, value);
      if (row % ROWS === 0) await stage.progress((k + row / table.numRows) / kept.length);
    }
  }
  columns.rows = table.numRows;
  const inserted = await stage.insert(columns);
  const names = stage.names(kept.map(({ name }) => name));
  kept.forEach(({ text }, k) => text!.isInstant && stage.instants.add(names[k]!));
  const selected = kept.map(({ i, text }, k) => `${text!.sql(identifier(String(i)))} AS ${identifier(names[k]!)}`);
  return stage.create(`SELECT ${selected.join(", ")} FROM ${inserted}`);
}

const asIs: ArrowText["write"] = (column, row, value) => column.set(row, value);
const typed = (type: string): ArrowText => ({ write: asIs, sql: (value) => `${value}::${type}` });
/** Conversions from seconds, milliseconds, microseconds and nanoseconds, indexed by Arrow's number of the unit. */
const MICROS = [
  (n: bigint) => n * 1_000_000n,
  (n: bigint) => n * 1_000n,
  (n: bigint) => n,
  (n: bigint) => (n - (((n % 1000n) + 1000n) % 1000n)) / 1000n,
];

function textOf(type: DataType): ArrowText | undefined {
  const { typeId, unit, timezone, bitWidth, signed, scale, precision, dictionary, children } = type as unknown as {
    typeId: number;
    unit: number;
    timezone?: string | null;
    bitWidth: number;
    signed: boolean;
    scale: number;
    precision: number;
    dictionary: DataType;
    children: { type: DataType }[];
  };
  const micros: ArrowText["write"] = (column, row, value) => column.set(row, MICROS[unit]!(BigInt(value as number | bigint)));
  switch (typeId) {
    case TYPE.null:
      return typed("VARCHAR");
    case TYPE.int:
      return typed(signed ? (bitWidth === 64 ? "BIGINT" : "INTEGER") : bitWidth === 64 ? "UBIGINT" : "UINTEGER");
    case TYPE.float:
      return typed("DOUBLE");
    case TYPE.bool:
      return typed("BOOLEAN");
    case TYPE.utf8:
    case TYPE.largeUtf8:
    case TYPE.utf8View:
      return typed("VARCHAR");
    case TYPE.decimal:
      return precision > 38
        ? undefined
        : {
            write: (column, row, value) => column.set(row, decimal(BigInt(value as bigint), scale)),
            sql: (value) => `${value}::DECIMAL(${precision}, ${scale})`,
          };
    case TYPE.date:
      return {
        write: (column, row, value) => column.set(row, Math.floor(Number(value) / 86_400_000)),
        sql: (value) => `(DATE '1970-01-01' + ${value}::INTEGER)`,
      };
    case TYPE.time:
      return { write: micros, sql: (value) => `make_timestamp(${value}::BIGINT)::TIME` };
    case TYPE.timestamp:
      return {
        write: micros,
        sql: (value) => `make_timestamp(TRY_CAST(${value} AS BIGINT))`,
        isInstant: typeof timezone === "string" && timezone !== "",
      };
    case TYPE.duration:
      return { write: micros, sql: (value) => `to_microseconds(${value}::BIGINT)` };
    case TYPE.binary:
    case TYPE.largeBinary:
    case TYPE.binaryView:
    case TYPE.fixed:
      return { write: (column, row, value) => column.set(row, hex(value as Uint8Array)), sql: (value) => `unhex(${value})` };
    case TYPE.dictionary:
      return textOf(dictionary);
    case TYPE.runs:
      return textOf(children[1]!.type);
    default:
      return undefined;
  }
}

function decimal(unscaled: bigint, scale: number): string {
  if (scale <= 0) return String(unscaled * 10n ** BigInt(-scale));
  const digits = String(unscaled < 0n ? -unscaled : unscaled).padStart(scale + 1, "0");
  return `${unscaled < 0n ? "-" : ""}${digits.slice(0, -scale)}.${digits.slice(-scale)}`;
}

function hex(bytes: Uint8Array): string {
  let text = "";
  for (const byte of bytes) text += byte.toString(16).padStart(2, "0");
  return text;
}
