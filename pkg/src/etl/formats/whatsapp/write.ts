import { DelimitedText } from "../../delimited.js";
import type { Stage } from "../../format.js";
import { type Headers, SPACED } from "./headers.js";
import { Interned } from "./interned.js";
import { isMedia, isSystem, mayBeThing } from "./kinds.js";
import type { Author } from "./names.js";
import { LONGEST_SAMPLE, MOST_SAMPLES } from "../../samples.js";

/** A first line of more bytes stands for no file. */
const [LONGEST_MEDIA, LONGEST_SYSTEM] = [600, 900];
/** Within how many bytes of its end a line in brackets opens them. */
const BRACKETED = 160;
const [LINE_FEED, SPACE, SLASH, LESS, GREATER, OPEN, CLOSE] = [0x0a, 0x20, 0x2f, 0x3c, 0x3e, 0x28, 0x29];
const encoder = new TextEncoder();
const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
const KINDS = { message: encoder.encode("message"), media: encoder.encode("media"), system: encoder.encode("system") };
const NOBODY = new Uint8Array();

const DAY = 86_400;
/** The messages to write between two looks at the clock. */
const BLOCK = 4_096;

/**
 * Writes messages as records, and returns the SELECT that reads them. Lines before the first message, and messages of a
 * time that does not exist, are reported.
 *
 * @param begins which headers begin messages
 * @param authors who speaks, by the numbers of names
 */
export async function writeMessages(
  headers: Headers,
  seconds: Float64Array,
  begins: Uint8Array,
  authors: readonly Author[],
  stage: Stage,
): Promise<string> {
  const { bytes, count } = headers;
  const first = begins.indexOf(1);
  reportBefore(bytes, headers.start[first]!, stage);
  const writer = new Writer(headers, seconds, begins, authors);
  for (let i = first; i < count;) {
    i = writer.write(i, Math.min(i + BLOCK, count));
    await stage.progress(0.5 + i / count / 2);
  }
  const { untimed, untimedCount, records } = writer;
  if (untimedCount > 0) stage.report({ what: "messages of a time that does not exist", count: untimedCount, samples: untimed });
  const table = await records.read(stage, {
    day: "INTEGER",
    second: "INTEGER",
    author: "VARCHAR",
    kind: "VARCHAR",
    text: "VARCHAR",
  });
  return `SELECT make_timestamp((day::BIGINT * 86400 + second) * 1000000) AS time, author, ${records.feedsIn("text")} AS text, kind FROM ${table}`;
}

class Writer {
  readonly #headers: Headers;
  readonly #seconds: Float64Array;
  readonly #begins: Uint8Array;
  readonly #authors: readonly Author[];
  readonly #written: readonly Uint8Array[];
  readonly #lines: FirstLines;
  readonly #end: number;
  readonly records: DelimitedText;
  /** The first messages of a time that does not exist. */
  readonly untimed: string[] = [];
  untimedCount = 0;

  constructor(headers: Headers, seconds: Float64Array, begins: Uint8Array, authors: readonly Author[]) {
    const { bytes } = headers;
    [this.#headers, this.#seconds, this.#begins, this.#authors] = [headers, seconds, begins, authors];
    this.#written = authors.map(({ author }) => encoder.encode(author));
    this.#lines = new FirstLines(bytes);
    this.#end = endOf(bytes);
    this.records = new DelimitedText(bytes, Math.ceil(1.1 * bytes.length) + 1_024);
  }

  /** Writes the messages that begin with a header from `i` on and before `until`; returns the next header that begins one. */
  write(i: number, until: number): number {
    const { count, start } = this.#headers;
    while (i < until) {
      let next = i + 1;
      while (next < count && this.#begins[next] === 0) next++;
      this.#message(i, next < count ? start[next]! - 1 : this.#end);
      i = next;
    }
    return i;
  }

  #message(i: number, end: number): void {
    const { bytes, start, name, body, mayHaveMark } = this.#headers;
    const time = this.#seconds[i]!;
    if (Number.isNaN(time)) {
      if (this.untimedCount++ < MOST_SAMPLES) this.untimed.push(sampleOf(bytes, start[i]!, end));
      return;
    }
    const number = name[i]!;
    let from = body[i]!;
    const line = Math.min(this.#headers.end[i]!, end);
    const isSaid = number >= 0 && this.#isSaid(i, line);
    if (!isSaid) from = this.#headers.afterTime(i);
    const kind = isSaid ? this.#lines.kindOf(from, line, mayHaveMark[i] === 1, this.#authors[number]!.author) : KINDS.system;
    while (from < line && isMark(bytes, from)) from += 3;
    const day = Math.floor(time / DAY);
    this.records.integer(day);
    this.records.integer(time - day * DAY);
    this.records.text(isSaid ? this.#written[number]! : NOBODY);
    this.records.text(kind);
    this.records.last(bytes, from, end);
  }

  /** Whether what stands before a header's colon is the name of who says the rest of the line, which ends at `line`. */
  #isSaid(i: number, line: number): boolean {
    const { bytes, name, body, colon } = this.#headers;
    const { author, isBare } = this.#authors[name[i]!]!;
    if (author === "") return false;
    const at = body[i]!;
    return colon[i] === SPACED || at === line || (isBare && !(bytes[at] === SLASH && bytes[at + 1] === SLASH));
  }
}

/** The end of a text, without the ends of its last lines. */
function endOf(bytes: Uint8Array): number {
  let end = bytes.length;
  while (end > 0 && bytes[end - 1] === LINE_FEED) end--;
  return end;
}

function reportBefore(bytes: Uint8Array, end: number, stage: Stage): void {
  const samples: string[] = [];
  let count = 0;
  for (let start = 0, feed; start < end; start = feed + 1) {
    feed = bytes.indexOf(LINE_FEED, start);
    if (feed > start && count++ < MOST_SAMPLES) samples.push(sampleOf(bytes, start, feed));
  }
  if (count > 0) stage.report({ what: "lines before the first message", count, samples });
}

function sampleOf(bytes: Uint8Array, start: number, end: number): string {
  const text = decoder.decode(bytes.subarray(start, Math.min(end, start + 4 * LONGEST_SAMPLE)));
  return [...text].slice(0, LONGEST_SAMPLE).join("");
}

/** Whether one of the two marks of direction, U+200E and U+200F, is at a position. */
function isMark(bytes: Uint8Array, at: number): boolean {
  return bytes[at] === 0xe2 && bytes[at + 1] === 0x80 && (bytes[at + 2] === 0x8e || bytes[at + 2] === 0x8f);
}

/** Tells media and what WhatsApp says from what people say. Few lines are looked at closely, and none twice. */
class FirstLines {
  readonly #bytes: Uint8Array;
  readonly #words: Interned;
  readonly #mayBeThing: boolean[] = [];
  readonly #candidates: Interned;
  readonly #isMedia: boolean[] = [];

  constructor(bytes: Uint8Array) {
    [this.#bytes, this.#words, this.#candidates] = [bytes, new Interned(bytes), new Interned(bytes)];
  }

  /** @param mayHaveMark whether there may be a mark of direction in the line */
  kindOf(start: number, end: number, mayHaveMark: boolean, author: string): Uint8Array {
    const isMarked = mayHaveMark && isMark(this.#bytes, start);
    if (end - start < LONGEST_MEDIA && (isMarked || this.#mayBeMedia(start, end, mayHaveMark))) {
      const number = this.#candidates.add(start, end);
      if ((this.#isMedia[number] ??= isMedia(this.#candidates.text(number)))) return KINDS.media;
    }
    const isSaid = isMarked && end - start < LONGEST_SYSTEM && isSystem(decoder.decode(this.#bytes.subarray(start, end)), author);
    return isSaid ? KINDS.system : KINDS.message;
  }

  #mayBeMedia(start: number, end: number, mayHaveMark: boolean): boolean {
    const bytes = this.#bytes;
    const last = bytes[end - 1];
    if (bytes[start] === LESS || last === GREATER || (last === CLOSE && this.#isBracketed(start, end))) return end > start;
    for (let i = start; mayHaveMark && i < end; i++) if (bytes[i] === SPACE && isMark(bytes, i + 1)) return true;
    let word = start;
    while (word < end && bytes[word] !== SPACE) word++;
    if (word === end) return false;
    const number = this.#words.add(start, word);
    return (this.#mayBeThing[number] ??= mayBeThing(this.#words.text(number)));
  }

  #isBracketed(start: number, end: number): boolean {
    for (let i = Math.max(start, end - BRACKETED); i < end; i++)
      if (this.#bytes[i] === OPEN || this.#bytes[i] === LESS) return true;
    return false;
  }
}
