import { Messages, isFilled, jsonFiles, linesOf, objectsOf, property, textOf } from "../chat.js";
import { format } from "../format.js";
import { readClock, readDates, writtenDate } from "../stamps/index.js";

const FILE = /(?:^|\/)Google Chat\/Groups\/([^/]+)\/messages\.json$/;
const ABOUT = /(?:^|\/)Google Chat\/Groups\/([^/]+)\/group_info\.json$/;

/** Google Chat, and Hangouts that moved there, as Takeout writes them. */
export const googleChat = format<string>({
  name: "Google Chat export",
  gives: "messages",
  hasInstants: true,
  program: "Google Takeout",
  exporting: "takeout.google.com: Google Chat; give the .zip or a messages.json of it",
  lacks: "the files themselves",
  detect: ({ entries, text }) =>
    entries
      ? entries.some(({ name }) => FILE.test(name))
      : /^\s*\{\s*"messages"\s*:\s*\[/.test(text) && /"created_date"\s*:/.test(text) && /"creator"\s*:/.test(text),
  async extract(source, stage) {
    const messages = new Messages(stage);
    const names = new Map<string, string>();
    if (source.entries) {
      for await (const { name, value } of jsonFiles(source, stage, (name) => ABOUT.test(name)))
        names.set(ABOUT.exec(name)![1]!, textOf(property(value, "name")));
    }
    for await (const { name, value } of jsonFiles(source, stage, (name) => FILE.test(name))) {
      const items = property(value, "messages");
      const people = [
        ...new Set(
          objectsOf(items)
            .map(({ creator }) => textOf(property(creator, "name")))
            .filter(Boolean),
        ),
      ].slice(0, 3);
      const chat = FILE.exec(name)?.[1] ?? name.replace(/\.json$/i, "");
      await messages.addAll(items, messageOf, { chat, chat_name: names.get(chat) || people.join(", ") || chat });
    }
    return messages.select();
  },
  transform: (select) => select,
});

function messageOf(item: Record<string, unknown>) {
  const { creator, created_date, deleted_date, text, attached_files, message_id, annotations, message_state } = item;
  const isDeleted = created_date === undefined && deleted_date !== undefined;
  const files = objectsOf(attached_files).map(({ original_name }) => original_name);
  const links = objectsOf(annotations).map(({ url_metadata }) => textOf(property(url_metadata, "title")));
  return {
    time: timeOf(textOf(created_date ?? deleted_date)),
    author: textOf(property(creator, "name")) || property(creator, "email"),
    text: textOf(text) || linesOf(...files, ...links) || (isDeleted ? textOf(message_state) : ""),
    kind: isDeleted ? ("system" as const) : isFilled(attached_files) ? ("media" as const) : ("message" as const),
    id: message_id,
  };
}

const COMMAS = /[\u00a0\u202f,،]/g;
/** A date in the order of a language, and its clock. */
const DATES = [
  /(\d{1,2})\.? (?:tháng (?=\d)|d[e’'] ?|ב)?([\p{L}\p{M}]{3,}|\d{1,2})\.? (?:de |พ\.ศ\. )?(\d{4})/u,
  /(\p{L}{3,})\.? (\d{1,2}) (\d{4})/u,
  /(\d{4})(?:[年년]|\. ) ?(\p{L}{3,}|\d{1,2})(?:[月월]| ) ?(\d{1,2})(?:[日일]|\.)/u,
];
const CLOCK = /(?:([^\s\d]{1,8}) ?)?(\d{1,2})(?:[:.]|[시時] ?)(\d{1,2})(?:[:.]|[분分] ?)(\d{1,2})[초秒]?(?: ([^\s\d]{1,8}))?/u;

/** "Monday, January 15, 2024 at 2:23:00 PM UTC", and the same in the language of the account. */
function timeOf(written: string): number {
  const text = written.replace(COMMAS, " ").replace(/ {2,}/g, " ");
  const english = Date.parse(text.replace(/^\w+ /, "").replace(" at ", " "));
  if (!Number.isNaN(english)) return english;
  const [date, clock] = [DATES.map((pattern) => pattern.exec(text)).find(Boolean), CLOCK.exec(text)];
  if (!date || !clock) return NaN;
  const [, before = "", hour, minute = "", second = "", after = ""] = clock;
  const digits = `${hour}:${minute.padStart(2, "0")}:${second.padStart(2, "0")}`;
  // Of the words around it, only those for halves of the day are of the clock.
  const read = [`${before} ${digits}`, `${digits} ${after}`].map(readClock).find((read) => read?.isHalf) ?? readClock(digits);
  const parts = /^\d{4}/.test(date[1]!) ? date.slice(1).reverse() : date.slice(1);
  const day = writtenDate(parts.join(parts.every((part) => /^\d/.test(part)) ? "/" : " "));
  return day && read ? (readDates([day], "DMY").days[0]! * 86_400 + read.seconds) * 1_000 : NaN;
}
