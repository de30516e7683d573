import { Messages, isFilled, jsonFiles, property, textOf } from "../chat.js";
import { format } from "../format.js";
import { isObject } from "../json/objects.js";
import { baseOf, folderOf } from "../paths.js";

/** What is said of Discord's own data package, whose files are JSON, or were CSV. */
export const DISCORD_PACKAGE = {
  name: "Discord data package",
  program: "Discord",
  hasInstants: true,
  exporting: "Settings, Data & Privacy, Request all of my data; give the .zip or one messages.json",
  lacks: "what others wrote, and the files themselves",
};

const FILE = /(?:^|\/)c?\d+\/messages\.json$/;
const CHANNEL = /(?:^|\/)c?\d+\/channel\.json$/;

/** The data package of Discord: a folder for each channel. */
export const discordPackage = format<string>({
  ...DISCORD_PACKAGE,
  gives: "messages",
  detect: ({ entries, text }) =>
    entries
      ? entries.some(({ name }) => FILE.test(name)) && entries.some(({ name }) => CHANNEL.test(name))
      : /^\s*\[\s*\{\s*"ID"\s*:\s*"?\d+"?\s*,\s*"Timestamp"\s*:/.test(text) && /"Contents"\s*:/.test(text),
  async extract(source, stage) {
    const messages = new Messages(stage);
    const channels = new Map<string, string>();
    if (source.entries) {
      for await (const { name, value } of jsonFiles(source, stage, (name) => CHANNEL.test(name))) {
        const names = [textOf(property(property(value, "guild"), "name")), textOf(property(value, "name"))].filter(Boolean);
        if (isObject(value)) channels.set(folderOf(name), names.join(" / "));
      }
    }
    for await (const { name, value } of jsonFiles(source, stage, (name) => FILE.test(name))) {
      const chat = baseOf(folderOf(name).slice(0, -1)).replace(/^c/, "") || undefined;
      await messages.addAll(
        value,
        messageOf,
        chat === undefined ? {} : { chat, chat_name: channels.get(folderOf(name)) || chat },
      );
    }
    return messages.select();
  },
  transform: (select) => select,
});

function messageOf({ ID, Timestamp, Contents, Attachments }: Record<string, unknown>) {
  const said = textOf(Contents);
  return {
    time: textOf(Timestamp).replace(" ", "T"),
    text: said || textOf(Attachments),
    kind: said === "" && isFilled(Attachments) ? ("media" as const) : ("message" as const),
    id: ID,
  };
}
