import { blocks } from "../../blocks.js";
import { format } from "../../format.js";
import { extractLines } from "../../lines.js";

const LINE = "^(\\d{4}-\\d{2}-\\d{2} \\d{2}:\\d{2}:\\d{2})\\t([^\\t]*)\\t(.*)$";
const FIRST = new RegExp(LINE);
/** What stands in place of a name before what the program says. */
const EVENT = /\t(?:--|-->|<--|=!=| ?\*)\t/;

/** A regular expression, as an SQL literal, of the text of an action: its nick and what it does. */
const ACT = "'^(\\S+) ?([\\s\\S]*)$'";

/** The logs of WeeChat: time, name and text between tabs. */
export const weechat = format<string>({
  name: "WeeChat log",
  gives: "messages",
  program: "WeeChat",
  exporting: "give a .weechatlog of the folder logs",
  detect: ({ name, text }) => FIRST.test(text.split(/\r?\n/, 1)[0]!) && (/\.weechatlog$/i.test(name) || EVENT.test(text)),
  extract: async (source, stage) => stage.create(blocks(await extractLines(source, stage), LINE, ["stamp", "author", "text"])),
  transform: (said) => `
    SELECT TRY_CAST(h.stamp AS TIMESTAMP) AS time,
      if(kind = 'system', NULL, ltrim(if(isAct, regexp_extract(h.text, ${ACT}, 1), h.author), ' @+%&~!')) AS author, kind,
      concat_ws(chr(10), if(isAct, regexp_extract(h.text, ${ACT}, 2), h.text), more) AS text,
      CASE WHEN line IS NULL THEN 'lines before the first message' WHEN TRY_CAST(h.stamp AS TIMESTAMP) IS NULL THEN 'messages of a time that does not exist' END AS problem
    FROM (SELECT *, if(trim(h.author) IN ('', '--', '-->', '<--', '=!='), 'system', 'message') AS kind, trim(h.author) = '*' AS isAct FROM ${said}) ORDER BY number`,
});
