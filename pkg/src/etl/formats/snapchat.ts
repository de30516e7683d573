import { Messages, jsonFiles, textOf } from "../chat.js";
import { format } from "../format.js";
import { isObject } from "../json/objects.js";

const FILE = /(?:^|\/)chat_history\.json$/;

/** Snapchat's `chat_history.json`: an object with a list for each chat, newest messages first. */
export const snapchat = format<string>({
  name: "Snapchat export",
  gives: "messages",
  hasInstants: true,
  program: "Snapchat",
  exporting: "Settings, My data, with chat history and as JSON; give the .zip or its chat_history.json",
  lacks: "messages that were not saved in the chat",
  detect: ({ entries, text }) =>
    entries
      ? entries.some(({ name }) => FILE.test(name))
      : /^\s*\{/.test(text) && /"Media Type"\s*:/.test(text) && /"IsSender"\s*:/.test(text) && /"Created"\s*:/.test(text),
  async extract(source, stage) {
    const messages = new Messages(stage);
    for await (const { value } of jsonFiles(source, stage, (name) => FILE.test(name))) {
      for (const [chat, items] of Object.entries(isObject(value) ? value : {})) {
        const title = Array.isArray(items)
          ? items.map((item: unknown) => (isObject(item) ? textOf(item["Conversation Title"]) : "")).find(Boolean)
          : undefined;
        await messages.addAll(Array.isArray(items) ? [...items].reverse() : items, messageOf, { chat, chat_name: title ?? chat });
      }
    }
    return messages.select();
  },
  transform: (select) => select,
});

function messageOf({ From, Created, Content, ...item }: Record<string, unknown>) {
  const type = textOf(item["Media Type"]);
  return {
    time: textOf(Created).replace(/ UTC$/, "").replace(" ", "T"),
    author: From,
    text: textOf(Content) || (type === "TEXT" ? "" : type),
    kind: type === "TEXT" ? ("message" as const) : /^(STATUS|NOTIF)/.test(type) ? ("system" as const) : ("media" as const),
  };
}
