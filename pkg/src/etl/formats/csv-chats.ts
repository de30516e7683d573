import { literal } from "../../engine/index.js";
import { decode, encodingOf } from "../encoding.js";
import { type Format, type Stage, type Source, format } from "../format.js";

const LONGEST_RECORD = 16 << 20;

/** A CSV file of a program whose columns are known. */
interface CsvChat extends Pick<Format, "name" | "program" | "exporting" | "lacks"> {
  /** What the first line begins with. */
  header: RegExp;
  /** The columns of messages, in SQL over those of the file, which are texts. */
  columns: string;
}

function csvChat({ header, columns, ...about }: CsvChat): Format {
  return format<string>({
    ...about,
    gives: "messages",
    detect: ({ text }) => header.test(text),
    extract: ({ blob }: Source, stage: Stage) => utf8(blob).then((text) => stage.file(text, ".csv")),
    transform: (file) => `
      SELECT *, if(time IS NULL, 'messages without a time that can be read', NULL) AS problem FROM (SELECT ${columns}
      FROM read_csv(${literal(file)}, delim = ',', header = true, skip = 0, quote = '"', escape = '"', all_varchar = true, strict_mode = false,
        null_padding = true, parallel = false, max_line_size = ${LONGEST_RECORD}, buffer_size = ${2 * LONGEST_RECORD}))`,
  });
}

async function utf8(blob: Blob): Promise<Blob | Uint8Array> {
  const encoding = encodingOf(new Uint8Array(await blob.slice(0, 1 << 12).arrayBuffer()));
  return encoding === "utf-8" ? blob : new TextEncoder().encode(decode(new Uint8Array(await blob.arrayBuffer()), encoding));
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
