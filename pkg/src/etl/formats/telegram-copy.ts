import { blocks } from "../blocks.js";
import { format } from "../format.js";
import { extractLines } from "../lines.js";
import { readStamps } from "../stamps/index.js";

const HEADER = "^(?:(.{1,120}), )?\\[(\\d{1,4}[./-]\\d{1,2}[./-]\\d{1,4},? \\d{1,2}:\\d{2}(?::\\d{2})?(?: ?[AaPp][Mm])?)\\]$";
const FIRST = /^\s*[^\n[\]]{1,120}, \[\d{1,4}[./-]\d{1,2}[./-]\d{1,4},? \d{1,2}:\d{2}(?::\d{2})?(?: ?[AaPp][Mm])?\]\r?\n/;

/** Messages copied to the clipboard. Each has a line with name and time, then its text, then an empty line. */
export const telegramCopy = format<{ said: string; stamps: string }>({
  name: "Telegram copy",
  gives: "messages",
  program: "Telegram Desktop",
  exporting: "select messages, Copy selected as text; an export as JSON holds more",
  lacks: "pictures and files, and chats' names",
  detect: ({ text }) => FIRST.test(text),
  async extract(source, stage) {
    const said = await stage.create(blocks(await extractLines(source, stage), HEADER, ["author", "stamp"]));
    const stamps = `SELECT h.stamp AS written FROM ${said} WHERE line IS NOT NULL GROUP BY written ORDER BY min(number)`;
    return { said, stamps: await readStamps(stage, stamps) };
  },
  // What stands below a time alone is of the one who wrote before.
  transform: ({ said, stamps }) => `
    SELECT make_timestamp(stamp.time) AS time, author, text, if(stamp.time IS NULL, 'messages of a time that does not exist', NULL) AS problem
    FROM (
      SELECT number, h.stamp AS written, coalesce(regexp_replace(more, '\\n+$', ''), '') AS text,
        last_value(nullif(h.author, '') IGNORE NULLS) OVER (ORDER BY number ROWS UNBOUNDED PRECEDING) AS author
      FROM ${said} WHERE line IS NOT NULL
    ) LEFT JOIN ${stamps} AS stamp USING (written) ORDER BY number`,
});
