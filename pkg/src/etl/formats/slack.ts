import { Messages, isFilled, jsonFiles, linesOf, numberOf, objectsOf, property, textOf } from "../chat.js";
import { format } from "../format.js";
import { isObject } from "../json/objects.js";

const DAY = /(?:^|\/)([^/]+)\/\d{4}-\d{2}-\d{2}\.json$/;
/** A day of a channel whose folder alone was zipped. */
const LONE_DAY = /^\d{4}-\d{2}-\d{2}\.json$/;
/** What lies beside the channels' folders. */
const LISTS = /(?:^|\/)(users|channels|groups|dms|mpims)\.json$/;
const USERS = /(?:^|\/)users\.json$/;
const IN_FOLDER = /(?:^|\/)([^/]+)\/[^/]+\.json$/;
/** One day, or one channel: the time of a message is seconds with six decimals, as a text; or an object around them. */
const MESSAGES =
  /^\s*(?:\[|\{[^[]{0,400}"messages"\s*:\s*\[)\s*\{[^]{0,4000}?"ts"\s*:\s*(?:"\d{9,10}(?:\.\d{1,6})?"|\d{9,10}\.\d{1,6}\b)/;

/** Slack's export: a zip of a folder for each channel, with a file of each day; or one file of it. */
export const slack = format<string>({
  name: "Slack export",
  gives: "messages",
  hasInstants: true,
  program: "Slack, and slackdump and other exporters that write the same",
  exporting: "as an owner of the workspace: Settings, Import and export data, Export; give the .zip, or one file of it",
  lacks: "files, and private channels unless the plan allows them",
  detect: ({ entries, text }) =>
    entries ? isExport(entries.map(({ name }) => name)) : MESSAGES.test(text) && /"(type|user|bot_id)"\s*:/.test(text),
  async extract(source, stage) {
    const messages = new Messages(stage);
    const people = new Map<string, string>();
    const channels = new Map<string, string>();
    const isList = (name: string) => LISTS.test(name);
    if (source.entries) {
      for await (const { value } of jsonFiles(source, stage, (name) => USERS.test(name)))
        for (const item of objectsOf(value)) people.set(textOf(item["id"]), personOf(item));
      for await (const { value } of jsonFiles(source, stage, (name) => isList(name) && !USERS.test(name)))
        for (const { id, name, members } of objectsOf(value)) {
          const others = Array.isArray(members) ? members.map((id) => people.get(textOf(id)) ?? textOf(id)) : [];
          channels.set(textOf(id), textOf(name) || others.join(", "));
        }
    }
    const names = source.entries?.map(({ name }) => name) ?? [];
    const [days, lone] = [names.some((name) => DAY.test(name)), names.some((name) => LONE_DAY.test(name))];
    const isMessages = (name: string) => !isList(name) && (days ? DAY : lone ? LONE_DAY : IN_FOLDER).test(name);
    const archive = source.name.replace(/\.zip$/i, "");
    const said: { channel: string; value: unknown }[] = [];
    for await (const { name, value: file } of jsonFiles(source, stage, isMessages)) {
      const [value, own] = isObject(file) ? [file["messages"], textOf(file["name"])] : [file, ""];
      const folder = (days ? DAY : IN_FOLDER).exec(name)?.[1] ?? (lone ? archive : undefined);
      const channel = folder ?? (own || name.replace(/\.json$/i, ""));
      said.push({ channel, value });
      // People whom the export does not list are named by what they say.
      for (const { user, user_profile } of objectsOf(value)) {
        if (isObject(user_profile) && !people.has(textOf(user)))
          people.set(textOf(user), personOf({ id: user, profile: user_profile }));
      }
    }
    for (const { channel, value } of said) {
      await messages.addAll(inOrder(value), (item) => messageOf(item, people, channels), {
        chat: channel,
        chat_name: channels.get(channel) || channel,
      });
    }
    return messages.select();
  },
  transform: (select) => select,
});

/** Messages from the oldest on, with those of threads that stand within the first of each. */
function inOrder(items: unknown): unknown {
  if (!Array.isArray(items)) return items;
  const time = (item: unknown) => numberOf(property(item, "ts"));
  const all = items.flatMap((item: unknown) => [item, ...objectsOf(property(item, "slackdump_thread_replies"))]);
  return time(all[0]) > time(all.at(-1)) || all.length > items.length ? all.sort((a, b) => time(a) - time(b) || 0) : all;
}

function isExport(names: readonly string[]): boolean {
  const isAnyDay = names.some((name) => DAY.test(name));
  const lists = names.filter((name) => LISTS.test(name)).length;
  return (
    isAnyDay ||
    names.every((name) => LONE_DAY.test(name)) ||
    (lists > 1 && names.some((name) => USERS.test(name)) && names.some((name) => IN_FOLDER.test(name) && !LISTS.test(name)))
  );
}

function personOf({ id, name, real_name, profile }: Record<string, unknown>): string {
  const given = ["display_name", "real_name", "name"].map((name) => textOf(property(profile, name))).find(Boolean);
  return given ?? (textOf(real_name) || textOf(name) || textOf(id));
}

/** What only the workspace says. */
const SYSTEM = /^(channel|group|bot_add|bot_remove|pinned_item|unpinned_item|reminder_add|sh_room|huddle)/;

function messageOf(item: Record<string, unknown>, people: ReadonlyMap<string, string>, channels: ReadonlyMap<string, string>) {
  const {
    ts,
    user,
    bot_id,
    username,
    bot_profile,
    text,
    subtype,
    files,
    file: shared,
    blocks,
    attachments,
    client_msg_id,
  } = item;
  const named = people.get(textOf(user)) ?? (textOf(property(bot_profile, "name")) || textOf(username));
  const read = (markup: string) => plain(markup, people, channels);
  const file = (value: unknown) => objectsOf(value).map((one) => textOf(one["title"]) || textOf(one["name"]));
  const said = bodyOf(read(textOf(text)), blocks, attachments, read);
  return {
    time: numberOf(ts) * 1000,
    author: named || user || bot_id,
    text: said || (isFilled(files) ? linesOf(...file(files)) : ""),
    kind: SYSTEM.test(textOf(subtype))
      ? ("system" as const)
      : isFilled(files) || isFilled(shared)
        ? ("media" as const)
        : ("message" as const),
    id: client_msg_id ?? ts,
  };
}

/** A text with what of its blocks and attachments it leaves out. */
function bodyOf(text: string, blocks: unknown, attachments: unknown, read: (markup: string) => string): string {
  const parts = [text];
  const has = (part: string) => squeezed(parts.join("")).includes(squeezed(part));
  // What people type is in the text, and once more in blocks of rich text.
  const all = objectsOf(blocks);
  const block =
    all.every(({ type }) => type === "rich_text") && text !== "" ? "" : read(all.map(wordsOf).filter(Boolean).join("\n"));
  if (block !== "" && !has(block)) {
    if (squeezed(block).includes(squeezed(text))) parts.pop();
    parts.push(block);
  }
  for (const { pretext, title, text, fields, fallback, blocks } of objectsOf(attachments)) {
    const fielded = objectsOf(fields).map(({ title, value }) => [title, value].map(textOf).filter(Boolean).join(": "));
    const words = [pretext, title, text, ...fielded, objectsOf(blocks).map(wordsOf).join("\n")].map(textOf).filter(Boolean);
    for (const part of (words.length > 0 ? words : [textOf(fallback)]).map(read)) if (part !== "" && !has(part)) parts.push(part);
  }
  return parts.filter((part) => part !== "").join("\n");
}

const squeezed = (text: string) => text.replace(/\s+/g, "").toLowerCase();

/** The words of a block, in Slack's markup. */
function wordsOf(block: unknown): string {
  if (!isObject(block)) return "";
  const { type, text, elements, fields, title, alt_text, user_id, channel_id, url, name, range } = block;
  switch (type) {
    case "user":
      return `<@${textOf(user_id)}>`;
    case "channel":
      return `<#${textOf(channel_id)}>`;
    case "broadcast":
      return `<!${textOf(range)}>`;
    case "emoji":
      return `:${textOf(name)}:`;
    case "link":
      return textOf(text) || textOf(url);
  }
  const inner = objectsOf(elements).map(wordsOf);
  const own = isObject(text) ? textOf(text["text"]) : textOf(text);
  const isInline = type === "rich_text_section" || type === "rich_text_quote" || type === "rich_text_preformatted";
  return [
    own,
    isObject(title) ? textOf(title["text"]) : "",
    textOf(alt_text),
    ...objectsOf(fields).map(({ text }) => textOf(text)),
    inner.join(isInline ? "" : "\n"),
  ]
    .filter(Boolean)
    .join("\n");
}

const MARKUP = /<([^<>]*)>/g;
const ENTITIES: Record<string, string> = { "&lt;": "<", "&gt;": ">", "&amp;": "&" };

/** Slack's markup as plain text: mentions by names, links as they are read. */
function plain(markup: string, people: ReadonlyMap<string, string>, channels: ReadonlyMap<string, string>): string {
  const unescaped = (text: string) => text.replace(/&(?:lt|gt|amp);/g, (entity) => ENTITIES[entity]!);
  let [text, end] = ["", 0];
  for (const match of markup.matchAll(MARKUP)) {
    text += unescaped(markup.slice(end, match.index)) + unescaped(linked(match[1]!, people, channels));
    end = match.index + match[0].length;
  }
  return text + unescaped(markup.slice(end));
}

function linked(inner: string, people: ReadonlyMap<string, string>, channels: ReadonlyMap<string, string>): string {
  const bar = inner.indexOf("|");
  const [target, label] = bar < 0 ? [inner, ""] : [inner.slice(0, bar), inner.slice(bar + 1)];
  const id = target.slice(1);
  if (target[0] === "@") return `@${people.get(id) ?? (label || id)}`;
  if (target[0] === "#") return `#${channels.get(id) || label || id}`;
  if (target.startsWith("!date^") && label !== "") return label;
  if (target[0] === "!") return `@${label.replace(/^@/, "") || id.split("^")[0]!}`;
  if (label === "") return target;
  const address = target.replace(/^mailto:/, "");
  return address === label ? label : `${label} (${target})`;
}
