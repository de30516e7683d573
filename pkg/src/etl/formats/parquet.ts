import { literal } from "../../engine/index.js";
import { WindowError } from "../../error.js";
import { readParquet } from "../parquet/read.js";
import { columnsOf } from "../describe.js";
import { type Stage, format } from "../format.js";

/** Parquet: by the database where its SQL reads it, else by hyparquet. */
export const parquet = format<string>({
  name: "Parquet",
  gives: "table",
  program: "DuckDB, Polars, pandas, Spark and other data frames",
  exporting: "write the table as Parquet",
  detect: ({ bytes }) => String.fromCharCode(...bytes.subarray(0, 4)) === "PAR1",
  async extract(source, stage) {
    if (!stage.engine.reads.has("parquet")) return readParquet(source, stage);
    const file = await stage.file(source, ".parquet");
    try {
      const table = await stage.create(`SELECT * FROM read_parquet(${literal(file)})`);
      // Spark's and Impala's old times, which DuckDB does not tell from those of a clock.
      const { name, type } = await stage.engine.columns(`SELECT name, type FROM parquet_schema(${literal(file)})`);
      name!.forEach((name, i) => type![i] === "INT96" && stage.instants.add(String(name)));
      await tellRenamed(stage, name!.map(String), table);
      return table;
    } catch (cause) {
      stage.signal.throwIfAborted();
      // Some encodings only hyparquet reads; what it says of a damaged file is as good.
      const other = await readParquet(source, stage).catch(() => undefined);
      if (other !== undefined) return other;
      const reason = (cause instanceof Error ? cause.message : String(cause))
        .replace(/^the database refused the query: (\w+ Error: )?/, "")
        .split("\n")[0]!
        .slice(0, 300);
      throw new WindowError(
        "BAD_PARQUET",
        `${source.name} cannot be read as Parquet: ${reason}; it may be cut short or encrypted, so write it once more`,
        { cause },
      );
    }
  },
  transform: (table) => `FROM ${table}`,
});

/** Reports columns whose names stand twice in the file: DuckDB adds a number to the name of each but the first. */
async function tellRenamed(stage: Stage, names: readonly string[], table: string): Promise<void> {
  for (const { name } of await columnsOf(stage.engine, table)) {
    const from = name.replace(/_\d+$/, "");
    if (!names.includes(name) && names.includes(from))
      stage.guess({ what: `a column ${from} is called ${name}, as the name stands twice`, from, alternatives: [] });
  }
}
