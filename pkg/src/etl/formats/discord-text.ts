import { blocks } from "../blocks.js";
import { format } from "../format.js";
import { extractLines } from "../lines.js";
import { readStamps } from "../stamps/index.js";

const HEADER = "^\\[([^\\[\\]]*\\d[:.]\\d\\d[^\\[\\]]*)\\] (.+?)( \\(pinned\\))?$";
/** What stands before the messages, and after them. */
const ABOUT = /^={20,}\r?\n(?:Guild|Server): [^\n]*\r?\nChannel: /;
const FOOTER = "\\n*={20,}\\nExported [0-9.,\u00a0\u202f ]+ message\\(s\\)\\n={20,}\\n*$";

/** The plain text of DiscordChatExporter. */
export const discordText = format<{ said: string; stamps: string }>({
  name: "Discord export (TXT)",
  gives: "messages",
  program: "DiscordChatExporter",
  exporting: "in DiscordChatExporter: Export, as TXT; JSON holds more",
  lacks: "ids, and what kind of message it is",
  detect: ({ text }) => ABOUT.test(text),
  async extract(source, stage) {
    const said = await stage.create(blocks(await extractLines(source, stage), HEADER, ["stamp", "author", "pinned"]));
    return {
      said,
      stamps: await readStamps(
        stage,
        `SELECT h.stamp AS written FROM ${said} WHERE line IS NOT NULL GROUP BY written ORDER BY min(number)`,
      ),
    };
  },
  transform: ({ said, stamps }) => `
    SELECT make_timestamp(stamp.time) AS time, h.author AS author, kind, text, if(stamp.time IS NULL, 'messages of a time that does not exist', NULL) AS problem
    FROM (
      SELECT number, h, rtrim(regexp_replace(more, '${FOOTER}', ''), chr(10)) AS text,
        if(regexp_matches(more, '^\\{(Attachments|Stickers)\\}'), 'media', 'message') AS kind
      -- A message without a word has an empty line before its parts.
      FROM (SELECT number, h, line, regexp_replace(coalesce(more, ''), '^\\n+(\\{(?:Attachments|Stickers|Embed)\\}\\n)', '\\1') AS more FROM ${said})
      WHERE line IS NOT NULL
    ) LEFT JOIN ${stamps} AS stamp ON stamp.written = h.stamp ORDER BY number`,
});
