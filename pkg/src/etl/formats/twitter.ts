import { Messages, isFilled, jsonFiles, objectsOf, property, textOf } from "../chat.js";
import { format } from "../format.js";
import { isObject } from "../json/objects.js";

const FILE = /(?:^|\/)direct-messages(?:-group)?(?:-part\d+)?\.js$/;
/** The files are programs that set a variable to JSON. */
const SETS = /^\s*window\.YTD\.direct_messages?(?:_group)?\.part\d+\s*=\s*/;

/** Direct messages of X's, or Twitter's, archive; newest messages first. */
export const twitter = format<string>({
  name: "X (Twitter) archive",
  gives: "messages",
  hasInstants: true,
  program: "X, formerly Twitter",
  exporting: "Settings, Your account, Download an archive of your data; give the .zip or its direct-messages.js",
  lacks: "names: people are numbers",
  detect: ({ entries, text }) => (entries ? entries.some(({ name }) => FILE.test(name)) : SETS.test(text)),
  async extract(source, stage) {
    const messages = new Messages(stage);
    for await (const { value } of jsonFiles(source, stage, (name) => FILE.test(name), SETS)) {
      for (const { dmConversation } of objectsOf(value)) {
        const items = property(dmConversation, "messages");
        const about = {
          chat: property(dmConversation, "conversationId"),
          chat_name: textOf(property(dmConversation, "name")) || property(dmConversation, "conversationId"),
        };
        await messages.addAll(oldestFirst(items), messageOf, about);
      }
    }
    return messages.select();
  },
  transform: (select) => select,
});

function oldestFirst(items: unknown): unknown {
  if (!Array.isArray(items)) return items;
  const all: readonly unknown[] = items;
  const time = (item: unknown) => (isObject(item) ? messageOf(item).time : "");
  return time(all[0]) < time(all.at(-1)) ? all : [...all].reverse();
}

function messageOf(item: Record<string, unknown>) {
  const [[type, event] = ["", undefined]] = Object.entries(item);
  const { senderId, initiatingUserId, createdAt, id, text, mediaUrls } = isObject(event) ? event : {};
  const isSaid = type === "messageCreate";
  return {
    time: textOf(createdAt),
    author: senderId ?? initiatingUserId,
    text: textOf(text) || (isSaid ? "" : type),
    kind: !isSaid ? ("system" as const) : isFilled(mediaUrls) ? ("media" as const) : ("message" as const),
    id,
  };
}
