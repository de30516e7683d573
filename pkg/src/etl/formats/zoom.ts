import { blocks } from "../blocks.js";
import { overnight } from "../daily.js";
import { format } from "../format.js";
import { extractLines } from "../lines.js";

const HEADER =
  "^((?:\\d{4}-\\d{2}-\\d{2} )?\\d{2}:\\d{2}:\\d{2})(?:[\\t ]+From |\\t)\\s*([^\\t]*?)(?: +[Tt]o +[^:\\t]+?)? ?:(?:\\t|\\s|$)(.*)$";
const FIRST = new RegExp(HEADER);

/** The chat of a meeting, as Zoom saves it: without a day. */
export const zoom = format<string>({
  name: "Zoom chat",
  gives: "messages",
  program: "Zoom",
  exporting: "in the meeting: Chat, More, Save chat; give meeting_saved_chat.txt",
  lacks: "the day, in older versions: the first message is of 1 January 1970",
  detect: ({ text }) => FIRST.test(text.split(/\r?\n/, 1)[0]!),
  async extract(source, stage) {
    const said = await stage.create(blocks(await extractLines(source, stage), HEADER, ["clock", "author", "text"]));
    const { clocks } = await stage.engine.columns(`SELECT count_if(length(h.clock) = 8)::DOUBLE AS clocks FROM ${said}`, {
      signal: stage.signal,
    });
    if (clocks![0] !== 0)
      stage.guess({ what: "the first message is of 1 January 1970", from: "the file has clocks, and no day", alternatives: [] });
    return said;
  },
  transform(said) {
    const written = "if(length(h.clock) = 8, '1970-01-01 ', '') || h.clock";
    const clocks = `(SELECT *, epoch_us(TRY_CAST(${written} AS TIMESTAMP)) AS micros, length(h.clock) AS form FROM ${said})`;
    return `
      SELECT make_timestamp(micros) AS time, h.author AS author,
        concat_ws(chr(10), nullif(h.text, ''), nullif(ltrim(rtrim(more, chr(10)), chr(9)), '')) AS text,
        if(micros IS NULL, 'messages of a time that does not exist', NULL) AS problem
      FROM ${overnight(clocks, "micros", "form")} ORDER BY number`;
  },
});
