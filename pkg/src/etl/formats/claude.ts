import { Messages, isFilled, jsonFiles, objectsOf, textOf } from "../chat.js";
import { format } from "../format.js";
import { isObject } from "../json/objects.js";

/** Claude's `conversations.json`. */
export const claude = format<string>({
  name: "Claude export",
  gives: "messages",
  program: "Claude (Anthropic)",
  exporting: "Settings, Privacy, Export data; give the .zip or its conversations.json",
  lacks: "artifacts, and files but for the text that was extracted from them; of a conversation with branches, it is the last",
  detect: ({ text }) => /^\s*\[?\s*\{/.test(text) && /"chat_messages"\s*:\s*\[/.test(text),
  async extract(source, stage) {
    const messages = new Messages(stage);
    for await (const { value } of jsonFiles(source, stage, () => false)) {
      for (const conversation of Array.isArray(value) ? value : [value]) {
        if (!isObject(conversation)) {
          messages.tell("values that are no conversations", conversation);
          continue;
        }
        const about = { chat: conversation["uuid"], chat_name: textOf(conversation["name"]) || conversation["uuid"] };
        const items: unknown = conversation["chat_messages"];
        const branch = currentBranch(items);
        for (const item of objectsOf(items)) {
          if (branch && !branch.has(item)) messages.tell("messages of branches that were left for another", messageOf(item).text);
        }
        const read = (item: unknown) => !branch || !isObject(item) || branch.has(item);
        await messages.addAll(Array.isArray(items) ? items.filter(read) : items, messageOf, about);
      }
    }
    return messages.select();
  },
  transform: (select) => select,
});

/** The messages that lead to the last one; undefined where they do not tell what they answer. */
function currentBranch(items: unknown): Set<Record<string, unknown>> | undefined {
  const all = objectsOf(items);
  const byId = new Map(all.filter(({ uuid }) => typeof uuid === "string").map((item) => [item["uuid"], item]));
  if (!all.some(({ parent_message_uuid }) => byId.has(parent_message_uuid))) return undefined;
  const branch = new Set<Record<string, unknown>>();
  for (let item = all.at(-1); item && !branch.has(item); item = byId.get(item["parent_message_uuid"])) branch.add(item);
  return branch;
}

function messageOf({ uuid, text, content, sender, created_at, attachments, files, files_v2 }: Record<string, unknown>) {
  const said = objectsOf(content)
    .filter(({ type }) => type === "text")
    .map(({ text }) => textOf(text))
    .filter(Boolean)
    .join("\n");
  const attached = objectsOf(attachments)
    .map(({ extracted_content }) => textOf(extracted_content))
    .filter(Boolean);
  return {
    time: textOf(created_at),
    author: sender,
    text: [said || textOf(text), ...attached].filter(Boolean).join("\n"),
    kind: isFilled(files) || isFilled(files_v2) ? ("media" as const) : ("message" as const),
    id: uuid,
  };
}
