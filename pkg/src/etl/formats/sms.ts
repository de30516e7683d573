import { Messages, linesOf } from "../chat.js";
import { format } from "../format.js";
import { textOf } from "../lines.js";
import { characters } from "../markup.js";
import { requireSize } from "../../limits.js";

const FIRST = /^\s*(<\?xml[^>]*\?>\s*)?(<!--[^]*?-->\s*)?(<\?xml-stylesheet[^>]*\?>\s*)?<smses\b/;
/** Names and values between the angles of a tag; a value may hold `>`. */
const ATTRIBUTES = `(?:[^"'<>]|"[^"]*"|'[^']*')*`;
const MESSAGE = new RegExp(`<(sms|mms)\\b(${ATTRIBUTES})>`, "g");
const PART = new RegExp(`<(part|addr)\\b(${ATTRIBUTES})>`, "g");
const ATTRIBUTE = /([\w-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g;
const END = "</mms>";

/** What others send has this type; all else is of the phone's owner. */
const RECEIVED = "1";
const DRAFT = "3";
/** The type of a sender among the addresses of a message to several people. */
const SENDER = "137";

/** Messages of Android, as SMS Backup & Restore writes them. */
export const sms = format<string>({
  name: "SMS backup",
  gives: "messages",
  hasInstants: true,
  program: "SMS Backup & Restore on Android",
  exporting: "Back up now, with messages; give the sms-….xml",
  lacks: "pictures and files; what the phone's owner sent is of Me",
  detect: ({ text }) => FIRST.test(text),
  async extract(source, stage) {
    requireSize("text", source.name, source.blob.size);
    const xml = new TextDecoder().decode(await textOf(source, stage));
    const messages = new Messages(stage);
    let done = 0;
    for (let match = next(MESSAGE, xml, 0); match;) {
      const [whole, tag, written] = match;
      let end = match.index + whole.length;
      if (tag === "mms" && !whole.endsWith("/>")) {
        const close = xml.indexOf(END, end);
        const inside = xml.slice(end, close < 0 ? xml.length : close);
        messages.add(mmsOf(attributesOf(written!), inside));
        end = close < 0 ? xml.length : close + END.length;
      } else {
        const attributes = attributesOf(written!);
        if (attributes.get("type") === DRAFT) messages.tell("drafts that nobody sent", attributes.get("body") ?? "");
        else messages.add(smsOf(attributes));
      }
      if (++done % 1024 === 0) await stage.progress(end / xml.length);
      match = next(MESSAGE, xml, end);
    }
    if (!/<\/smses>\s*$/.test(xml.slice(-64)))
      messages.tell("lines that are of no message", xml.slice(Math.max(xml.lastIndexOf("<sms "), xml.lastIndexOf("<mms "))));
    return messages.select();
  },
  transform: (select) => select,
});

function next(pattern: RegExp, text: string, from: number): RegExpExecArray | null {
  pattern.lastIndex = from;
  return pattern.exec(text);
}

function attributesOf(written: string): Map<string, string> {
  return new Map([...written.matchAll(ATTRIBUTE)].map(([, name, one, other]) => [name!, characters(one ?? other ?? "")]));
}

/** A value; empty for the word with which the program says that there is none. */
function valueOf(attributes: ReadonlyMap<string, string>, name: string): string {
  const value = attributes.get(name) ?? "";
  return value === "null" ? "" : value;
}

function chatOf(attributes: ReadonlyMap<string, string>) {
  const [chat, name] = [valueOf(attributes, "address"), valueOf(attributes, "contact_name")];
  return { time: Number(valueOf(attributes, "date") || NaN), chat, chat_name: name === "(Unknown)" || name === "" ? chat : name };
}

function smsOf(attributes: ReadonlyMap<string, string>) {
  const about = chatOf(attributes);
  return { ...about, author: attributes.get("type") === RECEIVED ? about.chat_name : "Me", text: attributes.get("body") ?? "" };
}

function mmsOf(attributes: ReadonlyMap<string, string>, inside: string) {
  const about = chatOf(attributes);
  const inner = [...inside.matchAll(PART)].map(([, tag, written]) => ({ tag, values: attributesOf(written!) }));
  const parts = inner.filter(({ tag, values }) => tag === "part" && values.get("ct") !== "application/smil");
  const isText = ({ values }: (typeof parts)[number]) => values.get("ct") === "text/plain";
  const sender = inner.find(({ tag, values }) => tag === "addr" && values.get("type") === SENDER)?.values.get("address");
  const files = parts.filter((part) => !isText(part)).map(({ values }) => valueOf(values, "cl") || valueOf(values, "name"));
  const isGroup = about.chat.includes("~");
  return {
    ...about,
    author: attributes.get("msg_box") !== RECEIVED ? "Me" : isGroup ? (sender ?? about.chat_name) : about.chat_name,
    text: linesOf(valueOf(attributes, "sub"), ...parts.filter(isText).map(({ values }) => valueOf(values, "text")), ...files),
    kind: files.length > 0 ? ("media" as const) : ("message" as const),
  };
}
