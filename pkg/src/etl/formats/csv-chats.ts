import { columnsOf } from "../describe.js";
import { type Format, format } from "../format.js";
import { identifier } from "../../engine/index.js";
import { csv } from "./csv.js";
import { DISCORD_PACKAGE } from "./discord-package.js";

/** A CSV file of a program whose columns are known. */
interface CsvChat extends Pick<Format, "name" | "program" | "exporting" | "lacks"> {
  /** What the first line begins with. */
  header: RegExp;
  /** The columns of messages, in SQL over those of the file, which are texts; one that it has not is NULL. */
  columns(of: (name: string) => string): string;
}

function csvChat({ header, columns, ...about }: CsvChat): Format {
  return format<{ table: string; names: ReadonlySet<string> }>({
    ...about,
    gives: "messages",
    detect: ({ text }) => header.test(text),
    async extract(source, stage) {
      const table = (await csv.extract(source, stage)) as string;
      return { table, names: new Set((await columnsOf(stage.engine, table)).map(({ name }) => name)) };
    },
    transform: ({ table, names }) => `
      SELECT * EXCLUDE (number), if(time IS NULL, 'messages without a time that can be read', NULL) AS problem
      FROM (SELECT ${columns((name) => (names.has(name) ? identifier(name) : "NULL::VARCHAR"))}, rowid AS number FROM ${table}) ORDER BY number`,
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
