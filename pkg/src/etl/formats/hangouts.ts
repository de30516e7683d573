import { Messages, isFilled, jsonFiles, numberOf, objectsOf, property, textOf } from "../chat.js";
import { format } from "../format.js";

const FILE = /(?:^|\/)Hangouts\/Hangouts\.json$/;

/** Hangouts, as Takeout wrote it. */
export const hangouts = format<string>({
  name: "Hangouts export",
  gives: "messages",
  hasInstants: true,
  program: "Google Takeout, while there was Hangouts",
  exporting: "it can no longer be exported; give the .zip or its Hangouts.json",
  lacks: "the files themselves",
  detect: ({ entries, text }) =>
    entries
      ? entries.some(({ name }) => FILE.test(name))
      : /^\s*\{\s*"conversations"\s*:\s*\[/.test(text) &&
        /"conversation_id"\s*:/.test(text) &&
        /"(gaia_id|chat_id)"\s*:/.test(text),
  async extract(source, stage) {
    const messages = new Messages(stage);
    for await (const { value } of jsonFiles(source, stage, (name) => FILE.test(name))) {
      for (const { conversation, events } of objectsOf(property(value, "conversations"))) {
        const about = property(conversation, "conversation");
        const people = new Map(
          objectsOf(property(about, "participant_data")).map(({ id, fallback_name }) => [personOf(id), textOf(fallback_name)]),
        );
        const chat = textOf(property(property(conversation, "conversation_id"), "id"));
        const chat_name = textOf(property(about, "name")) || [...people.values()].filter(Boolean).join(", ") || chat;
        await messages.addAll(events, (event) => messageOf(event, people), { chat, chat_name });
      }
    }
    return messages.select();
  },
  transform: (select) => select,
});

const personOf = (id: unknown) => textOf(property(id, "gaia_id")) || textOf(property(id, "chat_id"));

function messageOf(
  { sender_id, timestamp, chat_message, event_id, event_type, conversation_rename }: Record<string, unknown>,
  people: ReadonlyMap<string, string>,
) {
  const content = property(chat_message, "message_content");
  const attached = property(content, "attachment");
  const said = objectsOf(property(content, "segment"))
    .map(({ type, text }) => (type === "LINE_BREAK" ? "\n" : textOf(text)))
    .join("");
  return {
    time: numberOf(timestamp) / 1000,
    author: people.get(personOf(sender_id)) || personOf(sender_id),
    text:
      said ||
      (chat_message ? "" : [textOf(event_type), textOf(property(conversation_rename, "new_name"))].filter(Boolean).join(": ")),
    kind: !chat_message ? ("system" as const) : isFilled(attached) ? ("media" as const) : ("message" as const),
    id: event_id,
  };
}
