import { Messages, jsonFiles, objectsOf, property, textOf } from "../chat.js";
import { format } from "../format.js";
import { unmarked } from "../markup.js";

/** The `messages.json` of Skype, and of Teams for private use. */
export const skype = format<string>({
  name: "Skype or Teams export",
  gives: "messages",
  hasInstants: true,
  program: "Skype and Microsoft Teams (free)",
  exporting: "go.skype.com/export, or teams.live.com: Settings, Export chat history; unpack the .tar, and give messages.json",
  lacks: "the files themselves",
  detect: ({ text }) =>
    /^\s*\{/.test(text) && /"conversations"\s*:\s*\[/.test(text) && /"(MessageList|exportDate)"\s*:/.test(text),
  async extract(source, stage) {
    const messages = new Messages(stage);
    for await (const { value } of jsonFiles(source, stage, () => false)) {
      for (const { id, displayName, MessageList } of objectsOf(property(value, "conversations"))) {
        const about = { chat: id, chat_name: textOf(displayName) || id };
        // The newest message comes first.
        await messages.addAll(Array.isArray(MessageList) ? [...MessageList].reverse() : MessageList, messageOf, about);
      }
    }
    return messages.select();
  },
  transform: (select) => select,
});

function messageOf({ id, displayName, originalarrivaltime, messagetype, content, from }: Record<string, unknown>) {
  const type = textOf(messagetype);
  return {
    time: textOf(originalarrivaltime),
    author: textOf(displayName) || textOf(from).replace(/^\d+:/, ""),
    text: type.startsWith("RichText") ? unmarked(textOf(content)) : textOf(content),
    kind: /^(ThreadActivity|Event|Notice|PopCard)/.test(type)
      ? ("system" as const)
      : /Media|Uri|File/.test(type)
        ? ("media" as const)
        : ("message" as const),
    id,
  };
}
