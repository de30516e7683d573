import { Messages, isFilled, jsonFiles, linesOf, objectsOf, property, textOf } from "../chat.js";
import { format } from "../format.js";
import { isObject } from "../json/objects.js";

/** The JSON of DiscordChatExporter, of one channel. */
export const discord = format<string>({
  name: "Discord export (JSON)",
  gives: "messages",
  hasInstants: true,
  program: "DiscordChatExporter",
  exporting: "in DiscordChatExporter: Export, as JSON, TXT or CSV",
  lacks: "the files themselves",
  detect: ({ text }) => /^\s*\{\s*"guild"\s*:/.test(text) && /"channel"\s*:\s*\{/.test(text),
  async extract(source, stage) {
    const messages = new Messages(stage);
    for await (const { value } of jsonFiles(source, stage, () => false)) {
      const [guild, channel] = [property(value, "guild"), property(value, "channel")];
      const names = [textOf(property(guild, "name")), textOf(property(channel, "name"))].filter(Boolean);
      const about = { chat: property(channel, "id"), chat_name: names.join(" / ") };
      await messages.addAll(property(value, "messages"), messageOf, about);
    }
    return messages.select();
  },
  transform: (select) => select,
});

/** What people write; all else is said by the program. */
const WRITTEN = /^(Default|Reply|ChatInputCommand|ContextMenuCommand|ThreadStarterMessage|0|19|20|23)$/;

function messageOf({
  id,
  type,
  timestamp,
  content,
  author,
  attachments,
  embeds,
  stickers,
  forwardedMessage,
  poll,
}: Record<string, unknown>) {
  const files = objectsOf(attachments).map(({ fileName, url }) => textOf(fileName) || textOf(url));
  const embedded = objectsOf(embeds).map(({ title, description, fields }) =>
    linesOf(title, description, ...objectsOf(fields).map(({ name, value }) => `${textOf(name)}: ${textOf(value)}`)),
  );
  const options = objectsOf(property(poll, "answers")).map(({ text }) => `- ${textOf(text)}`);
  const said = linesOf(
    content,
    property(forwardedMessage, "content"),
    property(property(poll, "question"), "text") ?? property(poll, "question"),
    ...options,
    ...embedded.filter((words) => !textOf(content).includes(words)),
  );
  const isWritten = type === undefined || WRITTEN.test(String(type));
  return {
    time: textOf(timestamp),
    author: isObject(author) ? textOf(author["nickname"]) || textOf(author["name"]) || author["id"] : undefined,
    text: said || linesOf(...files, ...objectsOf(stickers).map(({ name }) => name)),
    kind: !isWritten
      ? ("system" as const)
      : isFilled(attachments) || isFilled(stickers)
        ? ("media" as const)
        : ("message" as const),
    id,
  };
}
