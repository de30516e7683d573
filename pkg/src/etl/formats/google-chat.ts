import { Messages, isFilled, jsonFiles, linesOf, objectsOf, property, textOf } from "../chat.js";
import { format } from "../format.js";

const FILE = /(?:^|\/)Google Chat\/Groups\/([^/]+)\/messages\.json$/;

/** Google Chat, and Hangouts that moved there, as Takeout writes them. */
export const googleChat = format<string>({
  name: "Google Chat export",
  gives: "messages",
  program: "Google Takeout",
  exporting: "takeout.google.com: Google Chat; give the .zip or a messages.json of it",
  lacks: "the files themselves",
  detect: ({ entries, text }) =>
    entries
      ? entries.some(({ name }) => FILE.test(name))
      : /^\s*\{\s*"messages"\s*:\s*\[/.test(text) && /"created_date"\s*:/.test(text) && /"creator"\s*:/.test(text),
  async extract(source, stage) {
    const messages = new Messages(stage);
    for await (const { name, value } of jsonFiles(source, stage, (name) => FILE.test(name))) {
      const items = property(value, "messages");
      const people = [...new Set(objectsOf(items).map(({ creator }) => textOf(property(creator, "name"))))].slice(0, 3);
      const chat = FILE.exec(name)?.[1] ?? name.replace(/\.json$/i, "");
      await messages.addAll(items, (item) => ({ ...messageOf(item), chat, chat_name: people.join(", ") || chat }));
    }
    return messages.select();
  },
  transform: (select) => select,
});

function messageOf({ creator, created_date, text, attached_files, message_id, annotations }: Record<string, unknown>) {
  const files = objectsOf(attached_files).map(({ original_name }) => original_name);
  const links = objectsOf(annotations).map(({ url_metadata }) => textOf(property(url_metadata, "title")));
  return {
    time: timeOf(textOf(created_date)),
    author: textOf(property(creator, "name")) || property(creator, "email"),
    text: textOf(text) || linesOf(...files, ...links),
    kind: isFilled(attached_files) ? ("media" as const) : ("message" as const),
    id: message_id,
  };
}

/** "Monday, January 15, 2024 at 2:23:00 PM UTC", in English whatever the account's language. */
function timeOf(written: string): number {
  return Date.parse(
    written
      .replace(/[\u00a0\u202f]/g, " ")
      .replace(/^\w+, /, "")
      .replace(" at ", " "),
  );
}
