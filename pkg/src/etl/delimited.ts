import { literal } from "../engine/index.js";
import { WindowError } from "../error.js";
import { requireSize } from "../limits.js";
import type { Stage } from "./format.js";
import { grown } from "./grown.js";

const [LINE_FEED, RETURN, MINUS, ZERO] = [0x0a, 0x0d, 0x2d, 0x30];
/** The least size of the buffer in which a database reads a file: a smaller one would be too many parts. */
const BUFFER = 1 << 22;

/** Control characters that do not occur in a text. */
export function absentBytes(bytes: Uint8Array, count: number): number[] {
  const absent: number[] = [];
  for (let byte = 1; byte < 0x20 && absent.length < count; byte++) {
    if (byte !== LINE_FEED && byte !== RETURN && !bytes.includes(byte)) absent.push(byte);
  }
  if (absent.length === count) return absent;
  throw new WindowError(
    "UNKNOWN_FORMAT",
    "the file is not text: it holds every control character; give it as the program wrote it",
  );
}

/**
 * SQL that reads a file of records whose fields never hold the delimiter or a line feed: no quotes, no escapes.
 *
 * @param longest the bytes of the longest record; the database allocates memory for it
 * @param nothing the character that stands for null; otherwise, an empty field is null
 */
export function readDelimited(
  file: string,
  delimiter: number,
  columns: Readonly<Record<string, string>>,
  longest: number,
  nothing?: number,
): string {
  const types = Object.entries(columns).map(([name, type]) => `${literal(name)}: ${literal(type)}`);
  // An empty delimiter would mean a zero byte, which texts can hold.
  const options = [
    `delim = chr(${delimiter}), quote = '', escape = '', comment = '', new_line = '\\n'`,
    `header = false, auto_detect = false, columns = {${types.join(", ")}}`,
    "strict_mode = false, null_padding = true",
    ...(nothing === undefined ? [] : [`nullstr = chr(${nothing})`]),
    `max_line_size = ${longest}, buffer_size = ${Math.max(2 * longest, BUFFER)}`,
  ];
  return `read_csv(${literal(file)}, ${options.join(", ")})`;
}

/**
 * Writes records for {@link readDelimited} into one buffer, field by field. A database reads them several times faster
 * than it takes single values.
 */
export class DelimitedText {
  #bytes: Uint8Array;
  #length = 0;
  #recordStart = 0;
  #longest = 1;
  #hasFeeds = false;
  readonly #delimiter: number;
  /** The byte written for a line feed within a text. */
  readonly #feed: number;

  /**
   * @param source the bytes from which fields are copied: control characters that it lacks become separators
   * @param size the expected size
   */
  constructor(source: Uint8Array, size: number) {
    [this.#delimiter, this.#feed] = absentBytes(source, 2) as [number, number];
    this.#bytes = new Uint8Array(size);
  }

  /** Writes an integer of 32 bits. */
  integer(value: number): void {
    this.#reserve(12);
    const to = this.#bytes;
    let rest = value | 0;
    if (rest < 0) {
      to[this.#length++] = MINUS;
      rest = -rest;
    }
    let end = this.#length + 1;
    for (let ten = rest; ten > 9; ten = (ten / 10) | 0) end++;
    this.#length = end + 1;
    to[end] = this.#delimiter;
    do {
      const tenth = (rest / 10) | 0;
      to[--end] = ZERO + rest - 10 * tenth;
      rest = tenth;
    } while (rest > 0);
  }

  /** Writes a text without line feeds. */
  text(from: Uint8Array): void {
    this.#reserve(from.length + 1);
    const to = this.#bytes;
    let at = this.#length;
    for (let i = 0; i < from.length; i++) to[at++] = from[i]!;
    to[at++] = this.#delimiter;
    this.#length = at;
  }

  /** Writes a range of bytes as the last field of a record. */
  last(from: Uint8Array, start: number, end: number): void {
    this.#reserve(end - start + 1);
    const to = this.#bytes;
    let at = this.#length;
    for (let i = start; i < end; i++) {
      const byte = from[i]!;
      if (byte === LINE_FEED) {
        to[at++] = this.#feed;
        this.#hasFeeds = true;
      } else to[at++] = byte;
    }
    to[at++] = LINE_FEED;
    this.#longest = Math.max(this.#longest, at - this.#recordStart);
    this.#length = at;
    this.#recordStart = at;
  }

  /** SQL of a column whose texts may have line feeds. */
  feedsIn(column: string): string {
    if (!this.#hasFeeds) return `coalesce(${column}, '')`;
    return `CASE WHEN contains(${column}, chr(${this.#feed})) THEN replace(${column}, chr(${this.#feed}), chr(10)) ELSE coalesce(${column}, '') END`;
  }

  /**
   * Registers the records with the database, and returns SQL that reads them.
   *
   * @throws WindowError: `TOO_LARGE` for a record over the limit
   */
  async read(stage: Stage, columns: Readonly<Record<string, string>>): Promise<string> {
    requireSize("record", "a message", this.#longest);
    const file = await stage.file(this.#bytes.subarray(0, this.#length), ".txt");
    return readDelimited(file, this.#delimiter, columns, this.#longest);
  }

  #reserve(most: number): void {
    if (this.#length + most <= this.#bytes.length) return;
    requireSize("file", "the table of messages", this.#length + most);
    const size = Math.max(this.#length + most, Math.floor(1.25 * this.#bytes.length));
    this.#bytes = grown(this.#bytes, new Uint8Array(size));
  }
}
