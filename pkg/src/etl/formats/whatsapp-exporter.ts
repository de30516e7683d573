import { Messages, isFilled, jsonFiles, numberOf, property, textOf } from "../chat.js";
import { format } from "../format.js";
import { isObject } from "../json/objects.js";

/** The `result.json` of WhatsApp-Chat-Exporter, which reads a phone's database. */
export const whatsappExporter = format<string>({
  name: "WhatsApp-Chat-Exporter's JSON",
  gives: "messages",
  hasInstants: true,
  program: "WhatsApp-Chat-Exporter",
  exporting: "wtsexporter with --json; give its result.json",
  detect: ({ text }) =>
    /^\s*\{/.test(text) && /"from_me"\s*:/.test(text) && /"key_id"\s*:/.test(text) && /"messages"\s*:\s*\{/.test(text),
  async extract(source, stage) {
    const messages = new Messages(stage);
    for await (const { value } of jsonFiles(source, stage, () => false)) {
      for (const [chat, one] of Object.entries(isObject(value) ? value : {})) {
        const chat_name = textOf(property(one, "name")) || chat.replace(/@.*$/, "");
        const items = property(one, "messages");
        await messages.addAll(isObject(items) ? Object.values(items) : items, (item) => messageOf(item, chat_name), {
          chat,
          chat_name,
        });
      }
    }
    return messages.select();
  },
  transform: (select) => select,
});

function messageOf({ from_me, timestamp, sender, data, caption, media, meta, key_id }: Record<string, unknown>, chat: string) {
  const time = numberOf(timestamp);
  return {
    time: time < 1e11 ? time * 1000 : time,
    author: from_me === true ? "Me" : textOf(sender) || chat,
    text: isFilled(media) ? textOf(caption) || textOf(data) : textOf(data),
    kind: isFilled(meta) ? ("system" as const) : isFilled(media) ? ("media" as const) : ("message" as const),
    id: key_id,
  };
}
