import { Messages, isFilled, jsonFiles, linesOf, numberOf, objectsOf, property, textOf } from "../chat.js";
import { decode } from "../encoding.js";
import { type Stage, format } from "../format.js";
import { isObject } from "../json/objects.js";

/** Signal's own export for reading: `main.jsonl`, a record a line. */
export const signal = format<string>({
  name: "Signal export",
  gives: "messages",
  hasInstants: true,
  program: "Signal on phones and desktops",
  exporting: "Settings, Chats, Export chat history; give its main.jsonl",
  lacks: "the files themselves, and messages that disappeared",
  detect: ({ text }) =>
    /^\s*\{\s*"version"\s*:\s*"?\d+"?\s*,\s*"backupTimeMs"/.test(text) ||
    (/^\s*\{\s*"(recipient|chat|chatItem|account)"\s*:/.test(text) && /"chatItem"\s*:\s*\{/.test(text)),
  async extract({ blob }, stage) {
    const messages = new Messages(stage);
    const bytes = new Uint8Array(await blob.arrayBuffer());
    const people = new Map<string, string>();
    const chats = new Map<string, string>();
    for await (const record of recordsOf(bytes, stage, messages)) {
      const { recipient, chat, chatItem } = record;
      if (isObject(recipient)) people.set(String(recipient["id"]), personOf(recipient));
      else if (isObject(chat)) chats.set(String(chat["id"]), people.get(String(chat["recipientId"])) ?? String(chat["id"]));
      else if (isObject(chatItem)) messages.add(messageOf(chatItem, people, chats));
    }
    return messages.select();
  },
  transform: (select) => select,
});

const LINE_FEED = 0x0a;

async function* recordsOf(bytes: Uint8Array, stage: Stage, messages: Messages): AsyncGenerator<Record<string, unknown>> {
  for (let start = 0, end; start < bytes.length; start = end + 1) {
    end = bytes.indexOf(LINE_FEED, start);
    if (end < 0) end = bytes.length;
    const line = decode(bytes.subarray(start, end), "utf-8").trim();
    if (line === "") continue;
    const record = parsed(line);
    if (isObject(record)) yield record;
    else messages.tell("lines that are no JSON object", line);
    await stage.progress(end / bytes.length);
  }
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

function personOf(recipient: Record<string, unknown>): string {
  if (recipient["self"] !== undefined) return "Me";
  const { contact, group } = recipient;
  const full = (given: string, family: string) =>
    [textOf(property(contact, given)), textOf(property(contact, family))].filter(Boolean).join(" ");
  const nickname = property(contact, "nickname");
  const title = property(property(property(group, "snapshot"), "title"), "title");
  const nicknamed = [textOf(property(nickname, "given")), textOf(property(nickname, "family"))].filter(Boolean).join(" ");
  return (
    nicknamed ||
    full("systemGivenName", "systemFamilyName") ||
    full("profileGivenName", "profileFamilyName") ||
    textOf(title) ||
    textOf(property(contact, "username")) ||
    String(property(contact, "e164") ?? (recipient["releaseNotes"] ? "Signal" : recipient["id"]))
  );
}

function messageOf(item: Record<string, unknown>, people: ReadonlyMap<string, string>, chats: ReadonlyMap<string, string>) {
  const {
    chatId,
    authorId,
    dateSent,
    standardMessage,
    updateMessage,
    stickerMessage,
    remoteDeletedMessage,
    viewOnceMessage,
    contactMessage,
    poll,
  } = item;
  const said = textOf(property(property(standardMessage, "text"), "body"));
  const update = isObject(updateMessage) ? Object.keys(updateMessage).join(", ") : "";
  const options = objectsOf(property(poll, "options")).map(({ option }) => `- ${textOf(option)}`);
  const other = remoteDeletedMessage ? "(deleted)" : linesOf(property(poll, "question"), ...options);
  const hasMedia = [property(standardMessage, "attachments"), stickerMessage, viewOnceMessage, contactMessage].some(isFilled);
  return {
    time: numberOf(dateSent),
    author: people.get(String(authorId)) ?? String(authorId),
    text: said || update || other,
    chat: String(chatId),
    chat_name: chats.get(String(chatId)) ?? String(chatId),
    kind: updateMessage ? ("system" as const) : hasMedia ? ("media" as const) : ("message" as const),
  };
}

/** The JSON of sigtop, which reads the database of Signal's desktop application. */
export const sigtop = format<string>({
  name: "sigtop's JSON",
  gives: "messages",
  hasInstants: true,
  program: "sigtop",
  exporting: "sigtop export-messages -f json",
  detect: ({ text }) => /^\s*\[/.test(text) && /"conversationId"\s*:/.test(text) && /"sent_at"\s*:/.test(text),
  async extract(source, stage) {
    const messages = new Messages(stage);
    for await (const { name, value } of jsonFiles(source, stage, () => false)) {
      await messages.addAll(value, ({ id, type, sent_at, body, conversationId, source, sourceServiceId, attachments }) => ({
        time: numberOf(sent_at),
        author: type === "outgoing" ? "Me" : (source ?? sourceServiceId),
        text: textOf(body),
        chat: conversationId ?? name,
        kind: type !== "outgoing" && type !== "incoming" ? "system" : isFilled(attachments) ? "media" : "message",
        id,
      }));
    }
    return messages.select();
  },
  transform: (select) => select,
});
