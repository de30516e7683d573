import { decode, decoderOf, invalidAt, isUtf8, withoutMark } from "./encoding.js";
import type { Stage } from "./format.js";
import { LONGEST_SAMPLE, MOST_SAMPLES } from "./samples.js";

/** Encodings older than UTF-8. A text has the first one in which at least this share of its non-ASCII characters match. */
const LEGACY: readonly [encoding: string, letters: RegExp, least: number][] = [
  ["shift_jis", /[ぁ-ヾ]/g, 0.2],
  ["euc-jp", /[ぁ-ヾ]/g, 0.2],
  ["euc-kr", /[가-힣]/g, 0.9],
  ["gb18030", /[的一是不了在人有我他这个们中来上大和国到说时要就出也你得可以好吗吧啊]/g, 0.05],
  ["big5", /[的一是不了在人有我他這個們中來上大和國到說時要就出也你得可以好嗎吧啊]/g, 0.05],
  // Of those with one byte a letter, only words tell: é in French is й in Russian, though seldom beside another such letter.
  ["windows-1251", /[а-яё][оеаи]|[оеаи][а-яё]/g, 0.15],
  ["koi8-r", /[а-яё][оеаи]|[оеаи][а-яё]/g, 0.15],
  ["windows-1253", /[ά-ώ]{2}[αεοι]/g, 0.1],
  ["windows-1254", /[a-zçöü][ış]/g, 0.15],
  ["windows-1250", /[a-z][łą]|ł[a-z]/gi, 0.1],
  ["macintosh", /[éèàçüöäñãõ]/g, 0.5],
];

/** Windows' encoding in the west, which any bytes are. */
const COMMON = "windows-1252";

/** The bytes of a text that its encoding is guessed from. */
const SAMPLED = 1 << 18;

/** The encoding of a text that is not UTF-8, by its letters; undefined for UTF-8 in which single characters are damaged. */
export function legacyEncoding(bytes: Uint8Array): string | undefined {
  const first = invalidAt(bytes);
  if (first === undefined || isMostlyUtf8(bytes)) return undefined;
  // From the beginning of a line, as a letter may take several bytes.
  const start = bytes.lastIndexOf(0x0a, first) + 1;
  const sample = bytes.subarray(start, start + SAMPLED);
  return LEGACY.find(([encoding, letters, least]) => share(sample, encoding, letters) >= least)?.[0] ?? COMMON;
}

/** Whether at least half of the non-ASCII characters are valid UTF-8. The last one may be cut off, and does not count. */
function isMostlyUtf8(bytes: Uint8Array): boolean {
  const text = decode(bytes, "utf-8");
  let [whole, damaged] = [0, 0];
  for (let i = 0; i < text.length - 1; i++) {
    const code = text.charCodeAt(i);
    if (code === 0xfffd) damaged++;
    else if (code >= 0x80) whole++;
  }
  return damaged <= whole;
}

/** The share of matches among the non-ASCII characters; 0 if the bytes are not valid in that encoding. */
function share(sample: Uint8Array, encoding: string, letters: RegExp): number {
  try {
    const text = decoderOf(encoding, { fatal: true }).decode(sample, { stream: true });
    return (text.match(letters)?.length ?? 0) / (text.match(/[^\0-\x7f]/g)?.length ?? 1);
  } catch {
    // Some runtimes know few encodings.
    return 0;
  }
}

/**
 * Encodes a text as UTF-8, without byte order marks. Reports a guessed encoding as a guess, and damaged lines as a problem.
 *
 * @param encoding `"utf-8"` also where it is not known
 */
export function utf8Of(bytes: Uint8Array, encoding: string, stage: Pick<Stage, "guess" | "report">): Uint8Array {
  if (encoding === "utf-8" && isUtf8(bytes)) return withoutMark(bytes);
  const legacy = encoding === "utf-8" ? legacyEncoding(bytes) : undefined;
  const text = decode(bytes, legacy ?? encoding);
  if (legacy !== undefined) {
    const from = text.match(/^.*[\x80-\uffff].*$/m)?.[0].slice(0, LONGEST_SAMPLE) ?? "";
    const others = [COMMON, "windows-1251", "gb18030", "shift_jis"].filter((other) => other !== legacy);
    const alternatives = others.map((other) => `encoding: "${other}"`);
    stage.guess({ what: `the text is not UTF-8; it was read as ${legacy}`, from, alternatives });
  } else if (encoding === "utf-8") {
    const lines = text.match(/^.*\ufffd.*$/gm) ?? [];
    const what = "lines hold bytes that are not UTF-8; these became \ufffd";
    stage.report({ what, count: lines.length, samples: lines.slice(0, MOST_SAMPLES) });
  }
  return new TextEncoder().encode(text);
}
