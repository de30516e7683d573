import { blocks } from "../../blocks.js";
import { format } from "../../format.js";
import { extractLines } from "../../lines.js";
import { SAID, action } from "./nicks.js";

const STAMP = "\\[?(\\d{4}-\\d{2}-\\d{2}[T ]\\d{2}:\\d{2}(?::\\d{2})?(?:\\.\\d{1,6})?(?:Z|[+-]\\d{2}:?\\d{2})?)\\]?\\s+";
const LINE = `^${STAMP}(?:${SAID}|(.+))$`;
const { actor, act } = action("h.event");
/** What a time is ahead of UTC. */
const OFFSET = "([+-])(\\d{2}):?(\\d{2})$";
const FIRST = new RegExp(`^\\s*${STAMP}\\S`);
const ANY = new RegExp(`^${STAMP}<[ @+%&~!]?[^<>\\s]+>\\s`, "m");

/** Logs with the whole time in each line. */
export const stamped = format<string>({
  name: "IRC log",
  gives: "messages",
  program: "The Lounge, Textual and other clients that write whole times",
  exporting: "give a file of the client's folder of logs",
  detect: ({ text }) => FIRST.test(text) && ANY.test(text),
  extract: async (source, stage) =>
    stage.create(blocks(await extractLines(source, stage), LINE, ["stamp", "author", "text", "event"])),
  transform: (said) => `
    SELECT time, nullif(h.author || ${actor}, '') AS author, if(h.author || ${actor} = '', 'system', 'message') AS kind,
      if(line IS NULL, more, concat_ws(chr(10), h.text || coalesce(nullif(${act}, ''), h.event), nullif(rtrim(more, chr(10)), ''))) AS text,
      CASE WHEN line IS NULL THEN 'lines before the first message' WHEN time IS NULL THEN 'messages of a time that does not exist' END AS problem
    FROM (SELECT *, TRY_CAST(regexp_replace(h.stamp, '${OFFSET}', '') AS TIMESTAMP)
        - to_minutes(if(zone.sign = '-', -1, 1) * coalesce(60 * TRY_CAST(zone.hours AS INTEGER) + TRY_CAST(zone.minutes AS INTEGER), 0)) AS time
      FROM (SELECT *, regexp_extract(h.stamp, '${OFFSET}', ['sign', 'hours', 'minutes']) AS zone FROM ${said}))
    WHERE line IS NOT NULL OR trim(more, chr(10)) <> '' ORDER BY number`,
});
