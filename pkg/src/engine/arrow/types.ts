import type { TimeUnit } from "../../rows.js";

/** The Arrow types that are read and written here: those of flat columns in DuckDB's export. */
export type ArrowType =
  | { kind: "null" | "bool" | "utf8" | "binary" | "date" }
  | { kind: "int"; bits: 8 | 16 | 32 | 64; signed: boolean }
  | { kind: "float"; bits: 32 | 64 }
  | { kind: "timestamp"; unit: TimeUnit; zone?: string | undefined }
  | { kind: "time"; unit: TimeUnit }
  | { kind: "decimal"; precision: number; scale: number }
  | { kind: "fixed"; width: number };

/** A column's name and type. */
export interface ArrowField {
  name: string;
  type: ArrowType;
}

/** Units of time, indexed by their number in Arrow. */
export const UNITS: readonly TimeUnit[] = ["s", "ms", "us", "ns"];

/** The width of a value in bytes; 0 for bits and variable lengths. */
export function widthOf(type: ArrowType): number {
  switch (type.kind) {
    case "int":
    case "float":
      return type.bits / 8;
    case "timestamp":
      return 8;
    case "time":
      return type.unit === "s" || type.unit === "ms" ? 4 : 8;
    case "date":
      return 4;
    case "decimal":
      return 16;
    case "fixed":
      return type.width;
    default:
      return 0;
  }
}

/** Constants of Arrow's metadata. */
export const HEADER = { schema: 1, dictionary: 2, batch: 3 } as const;
export const TYPE = {
  null: 1,
  int: 2,
  float: 3,
  binary: 4,
  utf8: 5,
  bool: 6,
  decimal: 7,
  date: 8,
  time: 9,
  timestamp: 10,
  fixed: 15,
} as const;
