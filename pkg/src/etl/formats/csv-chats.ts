import { type Format, format } from "../format.js";
import { csv } from "./csv.js";

/** A CSV file of a program whose columns are known. */
interface CsvChat extends Pick<Format, "name" | "program" | "exporting" | "lacks"> {
  /** What the first line begins with. */
  header: RegExp;
  /** The columns of messages, in SQL over those of the file, which are texts. */
  columns: string;
}

function csvChat({ header, columns, ...about }: CsvChat): Format {
  return format({
    ...about,
    gives: "messages",
    detect: ({ text }) => header.test(text),
    extract: csv.extract,
    transform: (table: unknown) => `
      SELECT * EXCLUDE (number), if(time IS NULL, 'messages without a time that can be read', NULL) AS problem
      FROM (SELECT ${columns}, rowid AS number FROM ${table}) ORDER BY number`,
  });
}

/** iMazing's CSV of messages on an iPhone. */
export const imazing = csvChat({
  name: "iMazing export",
  program: "iMazing (iMessage, SMS and WhatsApp of an iPhone)",
  exporting: "in iMazing: Messages, Export, to CSV",
  lacks: "attachments",
  header: /^Chat Session,Message Date,/,
  columns: `TRY_CAST("Message Date" AS TIMESTAMP) AS time,
    coalesce("Sender Name", "Sender ID", if("Type" = 'Outgoing', 'Me', NULL)) AS author,
    coalesce("Text", "Subject", "Attachment", '') AS text, "Chat Session" AS chat, "Chat Session" AS chat_name,
    CASE WHEN "Type" = 'Notification' THEN 'system' WHEN "Attachment" IS NOT NULL THEN 'media' ELSE 'message' END AS kind`,
});

/** LinkedIn's messages.csv. */
export const linkedin = csvChat({
  name: "LinkedIn export",
  program: "LinkedIn",
  exporting: "Settings, Data privacy, Get a copy of your data, Messages; give messages.csv",
  lacks: "attachments",
  header: /^"?CONVERSATION ID"?,"?CONVERSATION TITLE"?,"?FROM"?,/,
  columns: `TRY_CAST(regexp_replace("DATE", ' UTC$', '') AS TIMESTAMP) AS time, "FROM" AS author,
    concat_ws(chr(10), "SUBJECT", "CONTENT") AS text, "CONVERSATION ID" AS chat,
    coalesce("CONVERSATION TITLE", min("FROM") OVER (PARTITION BY "CONVERSATION ID"), "CONVERSATION ID") AS chat_name, 'message' AS kind`,
});
