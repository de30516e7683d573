import { format } from "../format.js";
import { readStamps } from "../stamps/index.js";
import { extractCsv } from "./csv.js";

/** A day, a clock, a name, a number and a text; there is no header. */
const FIRST =
  /^\s*"?\d{1,4}[./-]\d{1,2}[./-]\d{1,4}\.?"?,"?\d{1,2}:\d{2}:\d{2}(?:[ \u202f][AaPp]\.?[Mm]\.?)?"?,(?:"[^"\n]*"|[^",\n]*),"?\+?[\d ()-]*"?,/;

/** What Viber on phones sends by e-mail: a CSV of each chat. */
export const viber = format<{ said: string; days: string; clocks: string }>({
  name: "Viber export",
  gives: "messages",
  program: "Viber on phones",
  exporting: "Settings, Calls and messages, Email message history; give a .csv of the .zip",
  lacks: "pictures and files",
  detect: ({ text }) => FIRST.test(text),
  async extract(source, stage) {
    const said = await extractCsv(source, stage, false);
    const distinct = (column: number) =>
      `SELECT "column ${column}" AS written FROM ${said} WHERE written IS NOT NULL GROUP BY written ORDER BY min(rowid)`;
    return { said, days: await readStamps(stage, distinct(1)), clocks: await readStamps(stage, distinct(2)) };
  },
  transform: ({ said, days, clocks }) => `
    SELECT time, author, text, if(time IS NULL, 'messages of a time that does not exist', NULL) AS problem
    FROM (
      SELECT said.rowid AS number, make_timestamp(day.time + clock.time) AS time, coalesce("column 3", "column 4") AS author, coalesce("column 5", '') AS text
      FROM ${said} AS said LEFT JOIN ${days} AS day ON day.written = "column 1" LEFT JOIN ${clocks} AS clock ON clock.written = "column 2"
    ) ORDER BY number`,
});
