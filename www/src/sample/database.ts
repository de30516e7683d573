import { columnFromArray, tableFromColumns, tableToIPC, timestamp, TimeUnit, utf8 } from "@uwdata/flechette";
import { type Connection, engineOf, type Fetched } from "windrow/duckdb";
import type { Loaded } from "windrow/etl";
import type { TextCounter } from "windrow/prompts";
import { ROLES, type Sample } from "./sample.js";

/** The sample in a database, as any file is. */
export interface SampleTable {
  loaded: Loaded;
  /** The rows that were planned before, now with where their texts are: no line is measured again. */
  fetched: Fetched;
}

/**
 * Puts the sample into a database, by one insert, once all of its texts are there.
 *
 * @param table the table to make; one of that name is replaced
 * @param tokens what counts the tokens of whole prompts; without it, prompts say only their bytes
 */
export async function insertSample(
  connection: Connection,
  sample: Sample,
  table: string,
  tokens?: TextCounter,
): Promise<SampleTable> {
  await sample.fetchTexts();
  const at = (value: (row: number) => unknown) => Array.from({ length: sample.length }, (_, row) => value(row));
  const { time, author, text, kind } = ROLES;
  const columns = {
    id: columnFromArray(
      at((row) => String(row + 1)),
      utf8(),
    ),
    // Flechette takes milliseconds, whatever the unit.
    [time]: columnFromArray(
      at((row) => Number(sample.time[row]!) / 1_000),
      timestamp(TimeUnit.MICROSECOND, null),
    ),
    [author]: columnFromArray(at(sample.author), utf8()),
    [text]: columnFromArray(at(sample.text), utf8()),
    [kind]: columnFromArray(at(sample.kind), utf8()),
  };
  const engine = engineOf(connection);
  await engine.insert(table, tableToIPC(tableFromColumns(columns), { format: "stream" })!, { replace: true });
  const all = Object.keys(columns).map((name) => ({
    name,
    type: name === time ? "TIMESTAMP" : "VARCHAR",
    holdsIntegers: name === "id",
  }));
  const roles = { time, author, text, kind, chat: undefined, chatName: undefined, id: undefined, measures: [] };
  const loaded: Loaded = {
    table,
    format: "CSV",
    columns: roles,
    all,
    rows: sample.length,
    sorted: false,
    place: undefined,
    zone: undefined,
    problems: [],
    guesses: [],
  };
  const sent = tokens ? { ...sample.sent, tokens } : sample.sent;
  const order = { from: table, by: [time], sorted: false, time };
  return {
    loaded,
    fetched: {
      rows: sample.rows,
      sent,
      spec: sample.spec,
      windows: sample.windows,
      connection: engine,
      order,
      sql: "",
      bytes: 0,
    },
  };
}
