import type { Source, Stage } from "../format.js";
import { utf8Of } from "../legacy.js";
import type { Quoting } from "./records.js";

const [LINE_FEED, RETURN, QUOTE, BACKSLASH] = [0x0a, 0x0d, 0x22, 0x5c];

/** A text in UTF-8, without a byte order mark, with LF as the only line end. */
export async function utf8({ blob }: Source, stage: Stage, encoding: string, quoting: Quoting): Promise<Uint8Array> {
  return withLineFeeds(utf8Of(new Uint8Array(await blob.arrayBuffer()), encoding, stage), quoting);
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
