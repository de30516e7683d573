import { blocks } from "../blocks.js";
import { format } from "../format.js";
import { extractLines } from "../lines.js";

const HEADER = "^(\\d{2}:\\d{2}:\\d{2})(?:\\t|[\\t ]+From )\\s*([^\\t]*?)(?: +[Tt]o +[^:\\t]+?)? ?:(?:\\t|\\s|$)(.*)$";
const FIRST = new RegExp(HEADER);

/** The chat of a meeting, as Zoom saves it: without a day. */
export const zoom = format<string>({
  name: "Zoom chat",
  gives: "messages",
  program: "Zoom",
  exporting: "in the meeting: Chat, More, Save chat; give meeting_saved_chat.txt",
  lacks: "the day: all messages are of 1 January 1970",
  detect: ({ text }) => FIRST.test(text.split(/\r?\n/, 1)[0]!),
  async extract(source, stage) {
    stage.guess({ what: "all messages are of 1 January 1970", from: "the file has clocks, and no day", alternatives: [] });
    return stage.create(blocks(await extractLines(source, stage), HEADER, ["clock", "author", "text"]));
  },
  transform: (said) => `
    SELECT TRY_CAST('1970-01-01 ' || h.clock AS TIMESTAMP) AS time, h.author AS author,
      concat_ws(chr(10), nullif(h.text, ''), nullif(ltrim(rtrim(more, chr(10)), chr(9)), '')) AS text,
      if(TRY_CAST('1970-01-01 ' || h.clock AS TIMESTAMP) IS NULL, 'messages of a time that does not exist', NULL) AS problem
    FROM ${said} ORDER BY number`,
});
