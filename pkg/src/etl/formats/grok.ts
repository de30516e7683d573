import { Messages, jsonFiles, numberOf, objectsOf, property, textOf } from "../chat.js";
import { format } from "../format.js";

/** Grok's `prod-grok-backend.json`. */
export const grok = format<string>({
  name: "Grok export",
  gives: "messages",
  program: "Grok (xAI)",
  exporting: "accounts.x.ai: Data, Download; give the .zip or its prod-grok-backend.json",
  lacks: "files, and what the model thought",
  detect: ({ text }) =>
    /^\s*\{\s*"conversations"\s*:\s*\[/.test(text) && /"responses"\s*:\s*\[/.test(text) && /"conversation"\s*:\s*\{/.test(text),
  async extract(source, stage) {
    const messages = new Messages(stage);
    for await (const { value } of jsonFiles(source, stage, () => false)) {
      for (const { conversation, responses } of objectsOf(property(value, "conversations"))) {
        const id = property(conversation, "id");
        const about = { chat: id, chat_name: textOf(property(conversation, "title")) || id };
        await messages.addAll(responses, ({ response }) => messageOf(response), about);
      }
    }
    return messages.select();
  },
  transform: (select) => select,
});

function messageOf(response: unknown) {
  const time = property(response, "create_time");
  const date = property(time, "$date");
  const millis = numberOf(property(date, "$numberLong") ?? date);
  return {
    time: Number.isNaN(millis) ? textOf(date ?? time) : millis,
    author: property(response, "sender"),
    text: textOf(property(response, "message")),
    id: property(response, "_id"),
  };
}
