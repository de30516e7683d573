import { blocks } from "../blocks.js";
import { format } from "../format.js";
import { extractLines } from "../lines.js";

/** A message's time and name, or whose messages follow. */
const HEADER = "^(?:(\\d{4}-\\d{2}-\\d{2} \\d{1,2}:\\d{2}:\\d{2}) (.*?)(?:\\(\\d+\\)|<[^<>]*>)?|消息(?:对象|群组):(.*))$";
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
  extract: async (source, stage) => stage.create(blocks(await extractLines(source, stage), HEADER, ["stamp", "author", "chat"])),
  transform: (said) => `
    SELECT TRY_CAST(h.stamp AS TIMESTAMP) AS time, h.author AS author, if(min(chat) OVER () <> max(chat) OVER (), chat, NULL) AS chat,
      coalesce(regexp_replace(more, '(?:\\n|^)(?:\\n|=+|消息分组:[^\\n]*)*$', ''), '') AS text,
      CASE WHEN line IS NULL THEN 'lines before the first message' WHEN TRY_CAST(h.stamp AS TIMESTAMP) IS NULL THEN 'messages of a time that does not exist' END AS problem
    FROM (SELECT *, last_value(nullif(h.chat, '') IGNORE NULLS) OVER (ORDER BY number ROWS UNBOUNDED PRECEDING) AS chat FROM ${said})
    WHERE h.stamp <> '' OR NOT regexp_full_match(coalesce(more, ''), '${ABOUT}') ORDER BY number`,
});
