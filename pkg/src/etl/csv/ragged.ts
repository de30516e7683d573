import { type ColumnValues, identifier, literal } from "../../engine/index.js";
import { ownName } from "../../engine/names.js";
import type { Stage } from "../format.js";
import { LONGEST_SAMPLE } from "../samples.js";

/** The largest share of records that may be left out or be pieces of others. Beyond it, the dialect is another one. */
const MOST_BROKEN = 0.1;

/**
 * Creates a table of a CSV file in which some records have more or fewer fields than the others, such as a total below
 * the table. Those with fewer fields stay, as spreadsheets leave out empty ones at the end; those with more are left
 * out, as nobody can tell which field is which. Both are reported. Undefined where there are too many of them, or where
 * there are other faults.
 *
 * @param select the SELECT of the table, with further options of `read_csv`
 */
export async function createRagged(
  stage: Stage,
  fields: number,
  select: (options: string) => string,
): Promise<string | undefined> {
  const { engine, watch } = stage;
  // DuckDB takes only names here that need no quotes.
  const [errors, scans] = [ownName(), ownName()].map((name) => name.replaceAll("-", "_")) as [string, string];
  let table = await stage.create(
    select(`ignore_errors = true, store_rejects = true, rejects_table = ${literal(errors)}, rejects_scan = ${literal(scans)}`),
  );
  // A record can have several errors. The column of one that is too short is its last one.
  const faults = await engine.columns(
    `SELECT type, count(*)::DOUBLE AS count, count(*) FILTER (2 * fields < ${fields})::DOUBLE AS pieces,
       (SELECT count(*)::DOUBLE FROM ${table}) AS whole, ${[1, 2, 3].map((i) => `arg_min(line, record, 3)[${i}] AS sample${i}`).join(", ")}
     FROM (SELECT line AS record, min(error_type::VARCHAR) AS type, min(column_idx) AS fields,
         left(trim(any_value(csv_line), chr(10)), ${LONGEST_SAMPLE}) AS line
       FROM ${identifier(errors)} GROUP BY record)
     GROUP BY type`,
    watch,
  );
  await engine.run(`DROP TABLE ${identifier(errors)}; DROP TABLE ${identifier(scans)}`);
  const [short, long] = ["MISSING COLUMNS", "TOO MANY COLUMNS"].map((type) => faultOf(faults, type)) as [Fault, Fault];
  const whole = Number(faults.whole![0]);
  const isOther = faults.type!.length > Math.sign(short.count) + Math.sign(long.count);
  const broken = long.count + short.pieces;
  if (isOther || broken > MOST_BROKEN * (whole + broken)) return undefined;
  const { samples } = short;
  if (short.count > 0) {
    stage.report({
      what: "records that have fewer fields than the others, the missing ones being empty",
      count: short.count,
      samples,
    });
    await engine.run(`DROP TABLE ${table}`);
    table = await stage.create(select("ignore_errors = true, null_padding = true"));
  }
  if (long.count > 0)
    stage.report({ what: "records that have more fields than the others", count: long.count, samples: long.samples });
  return table;
}

/** The records of one kind of fault, and how many of them have less than half of the fields. */
interface Fault {
  readonly count: number;
  readonly pieces: number;
  readonly samples: string[];
}

function faultOf(faults: ColumnValues, type: string): Fault {
  const i = faults.type!.indexOf(type);
  if (i < 0) return { count: 0, pieces: 0, samples: [] };
  const samples = [1, 2, 3].map((n) => faults[`sample${n}`]![i]).filter((sample) => typeof sample === "string");
  return { count: Number(faults.count![i]), pieces: Number(faults.pieces![i]), samples };
}
