import { DataType, tableFromIPC, type Vector } from "apache-arrow";
import type { SchemaElement } from "hyparquet";

/** How many rows are decoded at a time. */
const GROUP = 50_000;

/** A column as SQL of a type that {@link parquetOf} writes. */
export function writable(name: string, type: string): string {
  if (/^(VARCHAR|BOOLEAN|DOUBLE|BIGINT|TIMESTAMP)$/.test(type)) return name;
  if (/^(TIMESTAMP|DATE)/.test(type)) return `${name}::TIMESTAMP`;
  if (type === "FLOAT") return `${name}::DOUBLE`;
  return /^(TINY|SMALL|U(TINY|SMALL)?)?INT(EGER)?$/.test(type) ? `${name}::BIGINT` : `${name}::VARCHAR`;
}

/** Arrow bytes of texts, numbers, truths and times of microseconds as a Parquet file. */
export async function parquetOf(ipc: Uint8Array): Promise<Uint8Array> {
  // Only who wants Parquet waits for it.
  const { ByteWriter, ParquetWriter } = await import("hyparquet-writer");
  const table = tableFromIPC(ipc);
  const { fields } = table.schema;
  const schema: SchemaElement[] = [{ name: "root", num_children: fields.length }, ...fields.map(({ name, type }) => element(name, type))];
  const writer = new ByteWriter();
  const file = new ParquetWriter({ writer, schema });
  for (let from = 0; from < table.numRows || from === 0; from += GROUP) {
    const rows = table.slice(from, from + GROUP);
    const columnData = fields.map(({ name }, i) => ({ name, data: values(rows.getChildAt(i)!) }));
    await file.write({ columnData, rowGroupSize: GROUP });
    await new Promise((resolve) => setTimeout(resolve));
  }
  file.finish();
  return writer.getBytes();
}

function element(name: string, type: DataType): SchemaElement {
  const optional = { name, repetition_type: "OPTIONAL" } as const;
  if (DataType.isTimestamp(type)) return { ...optional, type: "INT64", converted_type: "TIMESTAMP_MICROS" };
  if (DataType.isInt(type)) return { ...optional, type: "INT64" };
  if (DataType.isFloat(type)) return { ...optional, type: "DOUBLE" };
  return DataType.isBool(type) ? { ...optional, type: "BOOLEAN" } : { ...optional, type: "BYTE_ARRAY", converted_type: "UTF8" };
}

function values(column: Vector): unknown[] {
  // Arrow gives times as milliseconds, which are not all of them.
  const exact = DataType.isTimestamp(column.type) ? (column.toArray() as BigInt64Array) : undefined;
  const isInteger = DataType.isInt(column.type);
  return Array.from({ length: column.length }, (_, i) => {
    const value: unknown = column.get(i);
    if (value === null) return null;
    return exact ? exact[i] : isInteger ? BigInt(value as number) : value;
  });
}
