import { columnsOf } from "../describe.js";
import { type Format, format } from "../format.js";
import { identifier } from "../../engine/index.js";
import { ownName } from "../../engine/names.js";
import { PLACE } from "../loaded.js";
import { timeColumn, withTimes } from "../times/column.js";
import { extractCsv } from "./csv.js";
import { DISCORD_PACKAGE } from "./discord-package.js";

/** A CSV file of a program whose columns are known. */
interface CsvChat extends Pick<Format, "name" | "program" | "exporting" | "lacks" | "hasInstants"> {
  /** What the first line begins with. */
  header: RegExp;
  /** The column of times, where they are written in the language of whoever exported them. */
  time?: string;
  /** The columns of messages, in SQL over those of the file, which are texts; one that it has not is NULL. */
  columns(of: (name: string) => string, time: string): string;
}

/** A table of texts with the time of each row, and the names of its columns. */
interface CsvStaged {
  table: string;
  names: ReadonlySet<string>;
}

/** The column of times, which has a name that no file's column has. */
const TIME = identifier(ownName(" time"));

function csvChat({ header, time, columns, ...about }: CsvChat): Format {
  return format<CsvStaged>({
    ...about,
    gives: "messages",
    detect: ({ text }) => header.test(text),
    async extract(source, stage) {
      const table = await extractCsv(source, stage, true);
      const names = new Set((await columnsOf(stage.engine, table)).map(({ name }) => name));
      const reading = time === undefined ? undefined : await timeColumn(stage, table, { name: time, type: "VARCHAR" });
      return { table: withTimes(table, TIME, reading ?? { sql: "NULL::TIMESTAMP" }), names };
    },
    transform: ({ table, names }) => `
      SELECT * EXCLUDE (number), if(time IS NULL, 'messages without a time that can be read', NULL) AS problem
      FROM (SELECT ${columns((name) => (names.has(name) ? identifier(name) : "NULL::VARCHAR"), TIME)}, ${identifier(PLACE)} AS number FROM ${table}) ORDER BY number`,
  });
}

/** iMazing's CSV of messages on an iPhone. */
export const imazing = csvChat({
  name: "iMazing export",
  program: "iMazing (iMessage, SMS and WhatsApp of an iPhone)",
  exporting: "in iMazing: Messages, Export, to CSV",
  lacks: "attachments",
  header: /^Chat Session,Message Date,/,
  columns: (of) => `TRY_CAST(${of("Message Date")} AS TIMESTAMP) AS time,
    coalesce(${of("Sender Name")}, ${of("Sender ID")}, if(${of("Type")} = 'Outgoing', 'Me', NULL)) AS author,
    coalesce(${of("Text")}, ${of("Subject")}, ${of("Attachment")}, '') AS text, ${of("Chat Session")} AS chat, ${of("Chat Session")} AS chat_name,
    CASE WHEN ${of("Type")} = 'Notification' THEN 'system' WHEN ${of("Attachment")} IS NOT NULL THEN 'media' ELSE 'message' END AS kind`,
});

/** LinkedIn's messages.csv. */
export const linkedin = csvChat({
  name: "LinkedIn export",
  hasInstants: true,
  program: "LinkedIn",
  exporting: "Settings, Data privacy, Get a copy of your data, Messages; give messages.csv",
  lacks: "attachments",
  header: /^"?CONVERSATION ID"?,"?CONVERSATION TITLE"?,"?FROM"?,/,
  columns: (of) => `TRY_CAST(regexp_replace(${of("DATE")}, ' UTC$', '') AS TIMESTAMP) AS time, ${of("FROM")} AS author,
    concat_ws(chr(10), ${of("SUBJECT")}, ${of("CONTENT")}) AS text, ${of("CONVERSATION ID")} AS chat,
    coalesce(${of("CONVERSATION TITLE")}, min(${of("FROM")}) OVER (PARTITION BY ${of("CONVERSATION ID")}), ${of("CONVERSATION ID")}) AS chat_name, 'message' AS kind`,
});

/** Discord's own data package, of one channel: only what its owner wrote. */
export const discordPackageCsv = csvChat({
  ...DISCORD_PACKAGE,
  header: /^"?ID"?,"?Timestamp"?,"?Contents"?,"?Attachments"?/,
  columns: (of) => `TRY_CAST(regexp_replace(${of("Timestamp")}, '[+]00:00$', '') AS TIMESTAMP) AS time,
    coalesce(${of("Contents")}, ${of("Attachments")}, '') AS text,
    if(${of("Contents")} IS NULL AND ${of("Attachments")} IS NOT NULL, 'media', 'message') AS kind, ${of("ID")} AS id`,
});

/** The CSV of DiscordChatExporter, whose times are written as its user's computer does. */
export const discordCsv = csvChat({
  name: "Discord export (CSV)",
  program: "DiscordChatExporter",
  exporting: "in DiscordChatExporter: Export, as CSV; JSON holds more",
  lacks: "ids, and what kind of message it is",
  header: /^"?AuthorID"?,"?Author"?,"?Date"?,"?Content"?,"?Attachments"?/,
  time: "Date",
  columns: (
    of,
    time,
  ) => `${time} AS time, ${of("Author")} AS author, coalesce(nullif(${of("Content")}, ''), ${of("Attachments")}, '') AS text,
    if(coalesce(${of("Attachments")}, '') = '', 'message', 'media') AS kind`,
});

/** The CSV of programs that read WeChat's database. */
export const wechat = csvChat({
  name: "WeChat export",
  program: "MemoTrace and other readers of WeChat's database",
  exporting: "in MemoTrace: a chat, Export, as CSV",
  lacks: "pictures and files",
  header: /^"?localId"?,"?TalkerId"?,"?Type"?,"?SubType"?,"?IsSender"?,"?CreateTime"?,/,
  columns: (of) => `make_timestamp(TRY_CAST(${of("CreateTime")} AS BIGINT) * 1000000) AS time,
    if(${of("IsSender")} = '1', 'Me', coalesce(${of("Remark")}, ${of("NickName")}, ${of("Sender")})) AS author,
    coalesce(${of("StrContent")}, '') AS text, ${of("TalkerId")} AS chat,
    CASE ${of("Type")} WHEN '1' THEN 'message' WHEN '49' THEN 'message' WHEN '10000' THEN 'system' ELSE 'media' END AS kind, ${of("localId")} AS id`,
});
