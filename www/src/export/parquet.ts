import type { SchemaElement } from "hyparquet";
import type { ByteWriter, ParquetWriter } from "hyparquet-writer";

/** A column of a Parquet file, and the SQL of its values: BIGINT, DOUBLE, BOOLEAN or VARCHAR. */
export interface ParquetColumn {
  name: string;
  sql: string;
  is: "integer" | "real" | "truth" | "text" | "time";
}

/** A column as SQL of a type that Parquet has. */
export function writable(column: string, type: string): Omit<ParquetColumn, "name"> {
  if (type === "BOOLEAN") return { sql: column, is: "truth" };
  if (type === "DOUBLE" || type === "FLOAT") return { sql: `${column}::DOUBLE`, is: "real" };
  if (/^(?:U?(?:TINY|SMALL)INT|U?INTEGER|BIGINT)$/.test(type)) return { sql: `${column}::BIGINT`, is: "integer" };
  // An infinite time is none that Parquet knows.
  if (/^(?:TIMESTAMP|DATE)/.test(type))
    return { sql: `CASE WHEN isfinite(${column}) THEN epoch_us(${column}::TIMESTAMP) END`, is: "time" };
  return { sql: `${column}::VARCHAR`, is: "text" };
}

const ELEMENTS: Record<ParquetColumn["is"], Partial<SchemaElement>> = {
  integer: { type: "INT64" },
  real: { type: "DOUBLE" },
  truth: { type: "BOOLEAN" },
  text: { type: "BYTE_ARRAY", converted_type: "UTF8" },
  time: { type: "INT64", converted_type: "TIMESTAMP_MICROS" },
};

/** A Parquet file, of which only the row group at hand is in memory. */
export class ParquetFile {
  readonly #columns: readonly ParquetColumn[];
  readonly #bytes: ByteWriter;
  readonly #file: ParquetWriter;

  private constructor(columns: readonly ParquetColumn[], bytes: ByteWriter, file: ParquetWriter) {
    [this.#columns, this.#bytes, this.#file] = [columns, bytes, file];
  }

  static async begin(columns: readonly ParquetColumn[]): Promise<ParquetFile> {
    // Only who wants Parquet waits for it.
    const { ByteWriter, ParquetWriter } = await import("hyparquet-writer");
    const bytes = new ByteWriter(1 << 20);
    const elements = columns.map(({ name, is }) => ({ name, repetition_type: "OPTIONAL", ...ELEMENTS[is] }) as SchemaElement);
    const schema: SchemaElement[] = [{ name: "root", num_children: columns.length }, ...elements];
    return new ParquetFile(columns, bytes, new ParquetWriter({ writer: bytes, schema }));
  }

  /** The bytes of the next row group. */
  group(values: readonly (readonly unknown[])[]): Uint8Array {
    const columnData = this.#columns.map(({ name }, i) => ({ name, data: values[i] as unknown[] }));
    void this.#file.write({ columnData, rowGroupSize: values[0]!.length });
    return this.#taken();
  }

  /** The bytes that end the file. */
  end(): Uint8Array {
    void this.#file.finish();
    return this.#taken();
  }

  #taken(): Uint8Array {
    const bytes = this.#bytes.getBytes().slice();
    this.#bytes.index = 0; // its offset goes on
    return bytes;
  }
}
