import { type JsonFile, Messages, isFilled, jsonFiles, linesOf, numberOf, objectsOf, property, textOf } from "../chat.js";
import { format } from "../format.js";
import { isObject } from "../json/objects.js";
import { folderOf } from "../paths.js";

const FILE = /(?:^|\/)message_\d+\.json$/;
const PARTS = [
  /^\s*\{/,
  /"messages"\s*:\s*\[/,
  /"participants"\s*:\s*\[/,
  /"(?:sender_name|senderName)"\s*:/,
  /"(?:timestamp_ms|timestamp)"\s*:\s*\d/,
];

/** The files of Messenger and Instagram: a folder for each conversation, newest messages first. */
export const messenger = format<string>({
  name: "Messenger or Instagram export",
  gives: "messages",
  hasInstants: true,
  program: "Facebook Messenger and Instagram, with end-to-end encrypted chats too",
  exporting:
    "Accounts Centre, Your information and permissions, Export your information, in the format JSON; or in Messenger: Privacy, Secure storage, Download",
  lacks: "the files themselves, and reactions",
  detect: ({ entries, text }) =>
    entries ? entries.some(({ name }) => FILE.test(name)) : PARTS.every((part) => part.test(text)) || OLD.test(text),
  async extract(source, stage) {
    const messages = new Messages(stage);
    // Of one conversation, the file with the highest number is the oldest.
    const files: JsonFile[] = [];
    for await (const file of jsonFiles(source, stage, (name) => FILE.test(name))) files.push(file);
    const folder = ({ name }: JsonFile) => folderOf(name);
    const number = ({ name }: JsonFile) => Number(/(\d+)\.json$/.exec(name)?.[1] ?? 0);
    files.sort((a, b) => (folder(a) === folder(b) ? number(b) - number(a) : folder(a) < folder(b) ? -1 : 1));
    for (const { name, value } of files) {
      if (Array.isArray(value)) await oldInstagram(value, messages);
      else if (!isObject(value)) messages.tell("files that hold no conversation", name);
      else await messages.addAll(oldestFirst(value["messages"]), messageOf, chatOf(value, name));
    }
    return messages.select();
  },
  transform: (select) => select,
});

/** Instagram's messages.json until 2019. */
const OLD = /^\s*\[\s*\{\s*"participants"\s*:\s*\[[^\]]*\]\s*,\s*"conversation"\s*:\s*\[/;

async function oldInstagram(conversations: readonly unknown[], messages: Messages): Promise<void> {
  for (const { participants, conversation } of objectsOf(conversations)) {
    const chat = Array.isArray(participants) ? participants.map(textOf).join(", ") : undefined;
    await messages.addAll(
      Array.isArray(conversation) ? [...conversation].reverse() : conversation,
      ({ sender, created_at, text, ...rest }) => {
        const other = Object.entries(rest).map(([name, value]) => textOf(value) || name);
        return {
          time: textOf(created_at),
          author: sender,
          text: textOf(text) || other.join("\n"),
          kind: "media" in rest || "media_url" in rest ? "media" : "message",
          chat,
        };
      },
    );
  }
}

const oldestFirst = (items: unknown) => {
  if (!Array.isArray(items)) return items;
  const time = (item: unknown) => numberOf(property(item, "timestamp_ms") ?? property(item, "timestamp"));
  return time(items[0]) > time(items.at(-1)) ? [...items].reverse() : (items as unknown);
};

function chatOf({ title, threadName, thread_path, participants }: Record<string, unknown>, file: string) {
  const people = objectsOf(participants)
    .map(({ name }) => repaired(name))
    .join(", ");
  const chat_name = repaired(title) || textOf(threadName).replace(/_\d+$/, "") || people || file;
  return { chat: textOf(thread_path).replace(/^.*\//, "") || textOf(threadName) || chat_name, chat_name };
}

/** What is media, by the names of both shapes. */
const MEDIA = ["photos", "videos", "audio_files", "gifs", "files", "sticker", "media"];
/** What the program says by itself. */
const SYSTEM = /^(Subscribe|Unsubscribe|Call|Plan|Payment|admin|system)/;

function messageOf(item: Record<string, unknown>) {
  const { sender_name, senderName, timestamp_ms, timestamp, content, text, type, share, is_unsent, isUnsent } = item;
  // The old shape of Instagram counts seconds.
  const time = numberOf(timestamp_ms ?? timestamp);
  const link = repaired(property(share, "link"));
  const said = repaired(content) || textOf(text);
  const hasMedia = MEDIA.some((name) => isFilled(item[name]));
  const isSystem = SYSTEM.test(textOf(type)) || "call_duration" in item;
  return {
    time: time < 1e11 ? time * 1000 : time,
    author: repaired(sender_name) || textOf(senderName),
    text: said || link ? linesOf(said, said.includes(link) ? "" : link) : isFilled(is_unsent ?? isUnsent) ? "(unsent)" : "",
    kind: isSystem ? ("system" as const) : hasMedia ? ("media" as const) : ("message" as const),
  };
}

const decoder = new TextDecoder("utf-8", { fatal: true });

/** A text whose UTF-8 bytes were written as if each were a character of Latin-1. */
function repaired(value: unknown): string {
  const text = textOf(value);
  if (!/[\u0080-\u00ff]/.test(text) || /[^\0-\u00ff]/.test(text)) return text;
  try {
    return decoder.decode(Uint8Array.from(text, (character) => character.charCodeAt(0)));
  } catch {
    return text;
  }
}
