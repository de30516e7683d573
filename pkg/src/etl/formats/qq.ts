import { blocks } from "../blocks.js";
import { format } from "../format.js";
import { extractLines } from "../lines.js";

const HEADER = "^(\\d{4}-\\d{2}-\\d{2} \\d{1,2}:\\d{2}:\\d{2}) (.*?)(?:\\(\\d+\\)|<[^<>]*>)?$";
/** What stands before the messages of a chat: whose they are, between rules. */
const ABOUT = "\\n*(?:=+|消息(?:记录|分组|对象|群组)[^\\n]*|\\n)*";

/** QQ's text: a time and a name, then what is said, then an empty line. */
export const qq = format<string>({
  name: "QQ export",
  gives: "messages",
  program: "QQ (Tencent)",
  exporting: "in the manager of messages: a chat's menu, Export, as text (.txt)",
  lacks: "pictures and files",
  detect: ({ text }) => /^\s*消息记录（此消息记录为文本格式/.test(text),
  extract: async (source, stage) => stage.create(blocks(await extractLines(source, stage), HEADER, ["stamp", "author"])),
  transform: (said) => `
    SELECT TRY_CAST(h.stamp AS TIMESTAMP) AS time, h.author AS author, coalesce(regexp_replace(more, '\\n+$', ''), '') AS text,
      CASE WHEN line IS NULL THEN 'lines before the first message' WHEN TRY_CAST(h.stamp AS TIMESTAMP) IS NULL THEN 'messages of a time that does not exist' END AS problem
    FROM ${said} WHERE line IS NOT NULL OR NOT regexp_full_match(more, '${ABOUT}') ORDER BY number`,
});
