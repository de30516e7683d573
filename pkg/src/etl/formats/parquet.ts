import { literal } from "../../engine/index.js";
import { WindowError } from "../../error.js";
import { readParquet } from "../parquet/read.js";
import { format } from "../format.js";

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
      const { name } = await stage.engine.columns(`SELECT name FROM parquet_schema(${literal(file)}) WHERE type = 'INT96'`);
      for (const instant of name!) stage.instants.add(String(instant));
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
