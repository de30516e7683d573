import { blocks } from "../blocks.js";
import { format } from "../format.js";
import { extractLines } from "../lines.js";
import { readStamps } from "../stamps/index.js";

const HEADER =
  "^([A-Z][a-z]{2} \\d{1,2}, \\d{4} +\\d{1,2}:\\d{2}:\\d{2} [AP]M)(?: \\((?:Read|Delivered|Edited)[^()]*\\))?( .*)?$";
const FIRST = new RegExp(HEADER);

/** The text of imessage-exporter: a time, who speaks, and what is said, each on lines of their own. */
export const imessage = format<{ said: string; stamps: string }>({
  name: "iMessage export",
  gives: "messages",
  program: "imessage-exporter",
  exporting: "imessage-exporter --format txt; give a .txt of it",
  lacks: "ids; tapbacks and replies stand in the text, as it writes them",
  detect: ({ text }) =>
    FIRST.test(
      text
        .slice(0, 1_000)
        .split(/\r?\n/)
        .find((line) => line !== "") ?? "",
    ),
  async extract(source, stage) {
    const said = await stage.create(blocks(await extractLines(source, stage), HEADER, ["stamp", "event"]));
    return {
      said,
      stamps: await readStamps(
        stage,
        `SELECT h.stamp AS written FROM ${said} WHERE line IS NOT NULL GROUP BY written ORDER BY min(number)`,
      ),
    };
  },
  // An empty line is between two messages.
  transform: ({ said, stamps }) => `
    SELECT make_timestamp(stamp.time) AS time, if(event = '' AND line IS NOT NULL, author, NULL) AS author,
      CASE WHEN line IS NULL OR stamp.time IS NULL THEN concat_ws(chr(10), line, more)
        WHEN event <> '' THEN concat_ws(chr(10), event, nullif(body, '')) ELSE substr(body, length(author) + 2) END AS text,
      if(event = '', 'message', 'system') AS kind,
      CASE WHEN line IS NULL THEN 'lines before the first message' WHEN stamp.time IS NULL THEN 'messages of a time that does not exist' END AS problem
    FROM (
      SELECT number, line, more, h.stamp AS stamped, coalesce(ltrim(h.event), '') AS event,
        regexp_replace(coalesce(more, ''), '\\n$', '') AS body, split_part(body, chr(10), 1) AS author
      FROM ${said} WHERE line IS NOT NULL OR trim(more, chr(10)) <> ''
    ) LEFT JOIN ${stamps} AS stamp ON stamp.written = stamped ORDER BY number`,
});
