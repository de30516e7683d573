import { WindowError } from "../../error.js";
import { TextColumns } from "../columnar.js";
import { format } from "../format.js";
import { addAll, isObject, parseJson, stageColumns } from "../json/objects.js";

/** Telegram's `result.json`, of one chat or of all. */
export const telegram = format<string>({
  name: "Telegram export",
  gives: "messages",
  program: "Telegram Desktop",
  exporting: "in the chat: Export chat history, as machine-readable JSON; or all chats: Settings, Advanced, Export Telegram data",
  detect: ({ text }) =>
    /^\ufeff?\s*\{/.test(text) &&
    (/"personal_information"\s*:/.test(text) || (/"messages"\s*:\s*\[/.test(text) && /"(type|id)"\s*:/.test(text))),
  async extract({ blob }, stage) {
    const result = parseJson(new Uint8Array(await blob.arrayBuffer()));
    const columns = new TextColumns();
    for (const chat of chatsOf(result)) {
      const name = chat["name"] ?? chat["type"] ?? "";
      await addAll(columns, chat["messages"] as unknown[], stage, (message) => record(message, name));
    }
    if (columns.rows === 0) throw new WindowError("NO_MESSAGES", "there are no messages in it; export the chat once more, with its messages");
    // A chat may lack one of them in all its messages.
    for (const name of COLUMNS) columns.set(name, columns.rows, "");
    columns.rows++;
    return stageColumns(columns, stage);
  },
  transform: (select) => `
    SELECT TRY_CAST(date AS TIMESTAMP) AS time, author, coalesce(text, '') AS text, chat,
      CASE WHEN type::VARCHAR = 'service' THEN 'system' WHEN media IS NULL THEN 'message' ELSE 'media' END AS kind,
      if(TRY_CAST(date AS TIMESTAMP) IS NULL, 'messages without a date that can be read', NULL) AS problem
    FROM (${select}) WHERE type::VARCHAR <> ''`,
});

const COLUMNS = ["type", "date", "author", "text", "media", "chat"];

function chatsOf(result: unknown): Record<string, unknown>[] {
  if (!isObject(result)) return [];
  const lists = [result["chats"], result["left_chats"]].filter(isObject).map(({ list }) => list);
  return [result, ...lists.flat().filter(isObject)].filter(({ messages }) => Array.isArray(messages));
}

/** What is kept of a message; `type` is never empty. */
function record(message: Record<string, unknown>, chat: unknown): object {
  const { type, date, date_unixtime, from, actor, action, text, media_type, photo, file } = message;
  const seconds = date_unixtime === undefined ? NaN : Number(date_unixtime);
  const utc = Number.isFinite(seconds) ? new Date(seconds * 1000).toISOString() : undefined;
  return {
    type: type || "message",
    // That of the clock of whoever exported it, as in other chats; there is no zone in it.
    date: date ?? utc,
    author: from ?? actor,
    text: plain(text) || (type === "service" ? action : ""),
    media: media_type ?? (photo && "photo") ?? (file && "file"),
    chat: String(chat),
  };
}

/** A text is a string, or an array of strings and of entities such as links, which have one. */
function plain(text: unknown): string {
  if (typeof text === "string") return text;
  if (Array.isArray(text)) return text.map(plain).join("");
  return isObject(text) && typeof text["text"] === "string" ? text["text"] : "";
}
