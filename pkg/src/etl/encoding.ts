import { WindowError } from "../error.js";

/**
 * The encoding of a text, from its first bytes: UTF-16 by its byte order mark or by its many zeros, otherwise UTF-8.
 */
export function encodingOf(head: Uint8Array): "utf-8" | "utf-16le" | "utf-16be" {
  const [first, second] = head;
  if (first === 0xff && second === 0xfe) return "utf-16le";
  if (first === 0xfe && second === 0xff) return "utf-16be";
  // In UTF-16, Latin letters and line ends have a zero in each pair of bytes, on the same side.
  const zeros = [0, 0];
  const pairs = Math.min(head.length >> 1, 1 << 11);
  for (let i = 0; i < 2 * pairs; i++) if (head[i] === 0) zeros[i & 1]!++;
  if (zeros[1]! > pairs / 4 && zeros[0] === 0) return "utf-16le";
  if (zeros[0]! > pairs / 4 && zeros[1] === 0) return "utf-16be";
  return "utf-8";
}

/** Whether a text begins with the mark of UTF-32, which nothing here decodes, and whose first half is that of UTF-16. */
export function isUtf32([a, b, c, d]: Uint8Array): boolean {
  return (a === 0xff && b === 0xfe && c === 0 && d === 0) || (a === 0 && b === 0 && c === 0xfe && d === 0xff);
}

const WINDOWS_1252 = "€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ";

/** Decodes a text. Drops a byte order mark; invalid bytes become U+FFFD. */
export function decode(bytes: Uint8Array, encoding: string): string {
  const text = decoderOf(encoding)
    .decode(bytes)
    .replace(/^\ufeff+/, "");
  // Some versions of Node return ISO 8859-1 control characters in place of windows-1252's letters.
  return /^(windows-1252|cp1252|x-cp1252)$/i.test(encoding)
    ? text.replace(/[\x80-\x9f]/g, (control) => WINDOWS_1252[control.charCodeAt(0) - 0x80]!)
    : text;
}

/** @throws WindowError: `BAD_OPTION` for an unknown encoding */
export function decoderOf(encoding: string, options?: TextDecoderOptions): TextDecoder {
  try {
    return new TextDecoder(encoding, options);
  } catch (cause) {
    throw new WindowError("BAD_OPTION", `there is no encoding ${encoding}; give one such as "windows-1252" or "utf-16le"`, {
      cause,
    });
  }
}

/** A text in UTF-8 without the byte order marks at its beginning. */
export function withoutMark<Bytes extends Uint8Array>(bytes: Bytes): Bytes {
  let start = 0;
  while (bytes[start] === 0xef && bytes[start + 1] === 0xbb && bytes[start + 2] === 0xbf) start += 3;
  return bytes.subarray(start) as Bytes;
}

export function isUtf8(bytes: Uint8Array): boolean {
  return invalidAt(bytes) === undefined;
}

/**
 * The position of the first bytes that are not UTF-8 as RFC 3629 defines it. Decoding them would take several times as
 * long, and no string holds a file of a gigabyte.
 */
export function invalidAt(bytes: Uint8Array): number | undefined {
  for (let i = 0; i < bytes.length;) {
    const at = i++;
    const lead = bytes[at]!;
    if (lead < 0x80) continue;
    const more = lead < 0xc2 || lead > 0xf4 ? 0 : lead < 0xe0 ? 1 : lead < 0xf0 ? 2 : 3;
    if (more === 0 || i + more > bytes.length) return at;
    // A character has one encoding, is no surrogate, and is at most U+10FFFF.
    const least = lead === 0xe0 ? 0xa0 : lead === 0xf0 ? 0x90 : 0x80;
    const most = lead === 0xed ? 0x9f : lead === 0xf4 ? 0x8f : 0xbf;
    if (bytes[i]! < least || bytes[i]! > most) return at;
    for (let k = 1; k < more; k++) if ((bytes[i + k]! & 0xc0) !== 0x80) return at;
    i += more;
  }
  return undefined;
}
