import { WindowError } from "../../error.js";
import { TextColumns } from "../columnar.js";
import { format } from "../format.js";
import { peer } from "../peer.js";
import { stageColumns } from "../json/objects.js";

export const parquet = format<string>({
  name: "Parquet",
  gives: "table",
  program: "DuckDB, Polars, pandas, Spark and other data frames",
  exporting: "write the table as Parquet",
  detect: ({ bytes }) => String.fromCharCode(...bytes.subarray(0, 4)) === "PAR1",
  async extract({ blob }, stage) {
    const { parquetMetadata, parquetRead, parquetSchema } = await peer("hyparquet", "Parquet", () => import("hyparquet"));
    const { compressors } = await peer("hyparquet-compressors", "Parquet", () => import("hyparquet-compressors"));
    const file = await blob.arrayBuffer();
    const columns = new TextColumns();
    try {
      const metadata = parquetMetadata(file);
      const fields = parquetSchema(metadata).children;
      const flat = fields.filter(({ children, element }) => children.length === 0 && element.repetition_type !== "REPEATED");
      const names = flat.map(({ element }) => element.name);
      const nested = fields.filter((field) => !flat.includes(field)).map(({ element }) => element.name);
      if (nested.length > 0) stage.report({ what: "columns that are nested, and left out", count: nested.length, samples: nested.slice(0, 3) });
      // One group of rows after another, so that there is a breath in between.
      for (const group of metadata.row_groups) {
        const rowStart = columns.rows;
        const rowEnd = rowStart + Number(group.num_rows);
        const next = new Map(names.map((name) => [name, rowStart]));
        const onChunk = ({ columnName, columnData }: { columnName: string; columnData: ArrayLike<unknown> }) => {
          const at = next.get(columnName) ?? rowStart;
          for (let i = 0; i < columnData.length; i++) columns.set(columnName, at + i, scalar(columnData[i]));
          next.set(columnName, at + columnData.length);
        };
        await parquetRead({ file, metadata, columns: names, rowStart, rowEnd, onChunk, compressors });
        columns.rows = rowEnd;
        await stage.progress(rowEnd / Number(metadata.num_rows));
      }
    } catch (cause) {
      stage.signal.throwIfAborted();
      const reason = (cause as Error).message.replace(/^parquet(?: file)?:? /, "");
      throw new WindowError("BAD_PARQUET", `the file cannot be read as Parquet: ${reason}; it may be cut short`, { cause });
    }
    return stageColumns(columns, stage);
  },
  transform: (select) => select,
});

const decoder = new TextDecoder();

function scalar(value: unknown): unknown {
  if (value instanceof Date) return value.toISOString();
  return value instanceof Uint8Array ? decoder.decode(value) : value;
}
