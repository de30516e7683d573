import { decode, isUtf8, withoutMark } from "../encoding.js";
import type { Source, Stage } from "../format.js";
import type { Quoting } from "./records.js";

const [LINE_FEED, RETURN, QUOTE, BACKSLASH] = [0x0a, 0x0d, 0x22, 0x5c];

/** A text in UTF-8, without a byte order mark, with LF as the only line end. */
export async function utf8({ blob }: Source, stage: Stage, encoding: string, quoting: Quoting): Promise<Uint8Array> {
  const bytes = new Uint8Array(await blob.arrayBuffer());
  if (encoding !== "utf-8") return withLineFeeds(new TextEncoder().encode(decode(bytes, encoding)), quoting);
  if (isUtf8(bytes)) return withLineFeeds(withoutMark(bytes), quoting);
  const text = hasUtf8(bytes) ? damaged(bytes, stage) : windows1252(bytes, stage);
  return withLineFeeds(new TextEncoder().encode(text), quoting);
}

/** Whether any character is encoded as UTF-8: then an invalid byte is damage, not another encoding. */
function hasUtf8(bytes: Uint8Array): boolean {
  for (let i = 0; i + 1 < bytes.length; i++) {
    const lead = bytes[i]!;
    if (lead < 0xc2 || lead > 0xf4) continue;
    const more = lead < 0xe0 ? 1 : lead < 0xf0 ? 2 : 3;
    let follow = 0;
    while (follow < more && (bytes[i + 1 + follow]! & 0xc0) === 0x80) follow++;
    if (follow === more) return true;
  }
  return false;
}

function damaged(bytes: Uint8Array, stage: Stage): string {
  const text = decode(bytes, "utf-8");
  const lines = text.match(/^.*\ufffd.*$/gm) ?? [];
  stage.report({
    what: "lines hold bytes that are not UTF-8; these became \ufffd",
    count: lines.length,
    samples: lines.slice(0, 3),
  });
  return text;
}

/** Decodes windows-1252, Windows' encoding before UTF-8. */
function windows1252(bytes: Uint8Array, stage: Stage): string {
  const text = decode(bytes, "windows-1252");
  const from = text.match(/^.*[\x80-\uffff].*$/m)?.[0].slice(0, 200) ?? "";
  const what = "the text is not UTF-8; it was read as windows-1252";
  stage.guess({ what, from, alternatives: ['encoding: "macintosh"', 'encoding: "windows-1251"', 'encoding: "shift_jis"'] });
  return text;
}

const withLineFeeds = (bytes: Uint8Array, quoting: Quoting) => (bytes.includes(RETURN) ? lineFeeds(bytes, quoting).text : bytes);

/** Whether a text ends within quotes. */
export const endsQuoted = (bytes: Uint8Array, quoting: Quoting) => lineFeeds(bytes, quoting).quoted;

/** Replaces CR, CR LF and CR CR LF outside quotes by LF. */
function lineFeeds(bytes: Uint8Array, { delimiter, quote, escape }: Quoting): { text: Uint8Array; quoted: boolean } {
  const to = new Uint8Array(bytes.length);
  const separator = delimiter === "" ? LINE_FEED : new TextEncoder().encode(delimiter).at(-1);
  // A quote within an unquoted field is an ordinary character; one right after a closing quote continues the field.
  const mayOpen = (at: number) =>
    quote !== "" && (at === 0 || at === closed + 1 || [separator, LINE_FEED, RETURN].includes(bytes[at - 1]));
  let [length, quoted, closed] = [0, false, -1];
  for (let i = 0; i < bytes.length; i++) {
    const byte = bytes[i]!;
    if (quoted) {
      to[length++] = byte;
      if (byte === BACKSLASH && escape === "\\" && i + 1 < bytes.length) to[length++] = bytes[++i]!;
      else if (byte === QUOTE) [quoted, closed] = [false, i];
    } else if (byte === RETURN) {
      while (bytes[i + 1] === RETURN) i++;
      if (bytes[i + 1] !== LINE_FEED) to[length++] = LINE_FEED;
    } else {
      if (byte === QUOTE) quoted = mayOpen(i);
      to[length++] = byte;
    }
  }
  return { text: to.subarray(0, length), quoted };
}
