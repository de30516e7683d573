import { blocks } from "../../blocks.js";
import { format } from "../../format.js";
import { extractLines } from "../../lines.js";
import { readStamps } from "../../stamps/index.js";
import { SAID, action } from "./nicks.js";

/** The first line of a session: its day and its year. */
const SESSION = "\\*{4} (?:BEGIN|ENDING) LOGGING AT \\S+ (\\S+ +\\d{1,2}) [\\d:]{8} (\\d{4})";
const LINE = `^(?:${SESSION}|([^\\d\\s]{3,6} \\d{2}) (\\d{2}:\\d{2}:\\d{2}) (?:${SAID}|(.+)))$`;
const { actor, act } = action("replace(h.event, '*\t', '* ')");
const FIRST = new RegExp(`^\\s*${SESSION}`);

/** Logs of sessions: the lines have a day and a clock, and the year stands above them. */
export const hexchat = format<{ said: string; days: string }>({
  name: "IRC log",
  gives: "messages",
  program: "HexChat and XChat",
  exporting: "Settings, Preferences, Logging, Enable logging of conversations; give a file of the folder logs",
  detect: ({ text }) => FIRST.test(text),
  async extract(source, stage) {
    const groups = ["began", "year", "date", "clock", "author", "text", "event"];
    const said = await stage.create(`
      SELECT *, last_value(nullif(h.year, '')::INTEGER IGNORE NULLS) OVER lines AS year,
        regexp_replace(last_value(nullif(h.began, '') IGNORE NULLS) OVER lines, ' +', ' ') AS began
      FROM (${blocks(await extractLines(source, stage), LINE, groups)}) WINDOW lines AS (ORDER BY number ROWS UNBOUNDED PRECEDING)`);
    const written = (day: string, year: string) => `SELECT ${day} || ' ' || ${year} AS written, number FROM ${said}`;
    const days = [written("began", "year"), written("h.date", "year"), written("h.date", "(year + 1)")].join(" UNION ALL ");
    return {
      said,
      days: await readStamps(
        stage,
        `SELECT written FROM (${days}) WHERE written IS NOT NULL GROUP BY written ORDER BY min(number)`,
      ),
    };
  },
  // A day before that of the session's beginning is of the next year.
  transform: ({ said, days }) => `
    SELECT time, nullif(h.author || actor, '') AS author, if(h.author || actor = '', 'system', 'message') AS kind,
      concat_ws(chr(10), h.text || coalesce(nullif(act, ''), h.event), nullif(rtrim(more, chr(10)), '')) AS text,
      CASE WHEN h IS NULL THEN 'lines that are of no message' WHEN time IS NULL THEN 'messages without a day, or of a time that does not exist' END AS problem
    FROM (
      SELECT number, h, more, ${actor} AS actor, ${act} AS act, make_timestamp(if(this.time >= begin.time, this.time, next.time) + epoch_us(TRY_CAST(h.clock AS TIME))) AS time
      FROM ${said} LEFT JOIN ${days} AS this ON this.written = h.date || ' ' || year
        LEFT JOIN ${days} AS next ON next.written = h.date || ' ' || (year + 1) LEFT JOIN ${days} AS begin ON begin.written = began || ' ' || year
      WHERE h.clock <> ''
      UNION ALL
      SELECT number, NULL, more, NULL, NULL, NULL FROM ${said} WHERE coalesce(h.clock, '') = '' AND trim(more, chr(10)) <> ''
    ) ORDER BY number`,
});
