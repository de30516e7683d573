import { WindowError } from "../error.js";
import type { Column } from "./columns.js";

const [QUOTE, LINE_FEED, RETURN] = [0x22, 0x0a, 0x0d];
const [PLAIN, QUOTED, ESCAPED] = [0, 1, 2];

/**
 * Finds the fields of one record of CSV after another, where they are in the bytes:
 *
 * ```text
 * 7,"a ""b""",\r\n
 * ││ │       │└ starts[2] = ends[2]
 * ││ └───────┴ starts[1]..ends[1], how[1] = ESCAPED
 * └┴ starts[0]..ends[0]
 * ```
 */
export class CsvRecords {
  readonly #delimiter: number;
  readonly #starts: number[] = [];
  readonly #ends: number[] = [];
  readonly #how: number[] = [];
  /** How many fields the record has. */
  #count = 0;
  #next: number;
  #unescaped = new Uint8Array(1_024);
  /** The line on which the record begins, counted from 1. */
  line: number;

  constructor(
    readonly delimiter: string,
    /** How many fields each record must have; unknown before there is a header. */
    public width: number | undefined = undefined,
    line = 1,
  ) {
    this.#delimiter = delimiter.charCodeAt(0);
    this.line = this.#next = line;
  }

  /** The line on which the record after the last whole one begins. */
  get nextLine(): number {
    return this.#next;
  }

  /**
   * Calls `take` for each whole record from `at` on, until it says false, and gives where the first
   * one begins that was not taken. What comes after the last line break is whole only at the end of
   * the file.
   */
  scan(bytes: Uint8Array, at: number, final: boolean, take: () => boolean): number {
    const { length } = bytes;
    while (at < length) {
      this.line = this.#next;
      const end = this.#record(bytes, at, final);
      if (end < 0) return at;
      at = end;
      // An empty line is no record, unless it can be one.
      const blank = this.#count === 1 && this.#starts[0] === this.#ends[0] && this.#how[0] === PLAIN;
      if (blank && this.width !== 1) continue;
      if (this.width !== undefined && this.#count !== this.width) {
        throw this.#error(`it has ${this.#count} of ${this.width} columns`);
      }
      if (!take()) break;
    }
    return at;
  }

  /** Gives a field of the record to a column. */
  give(bytes: Uint8Array, place: number, column: Pick<Column, "bytes">): void {
    const [start, end] = [this.#starts[place]!, this.#ends[place]!];
    if (this.#how[place] === ESCAPED) column.bytes(this.#unescaped, 0, this.#unescape(bytes, start, end));
    else column.bytes(bytes, start, end);
  }

  /** All fields of the record. */
  texts(bytes: Uint8Array): string[] {
    const texts: string[] = [];
    const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
    const column = {
      bytes: (bytes: Uint8Array, start: number, end: number) =>
        void texts.push(decoder.decode(bytes.subarray(start, end))),
    };
    for (let place = 0; place < this.#count; place++) this.give(bytes, place, column);
    return texts;
  }

  /** Finds the fields from `at` on, and gives where the next record begins; -1 if this one is not whole. */
  #record(bytes: Uint8Array, at: number, final: boolean): number {
    const { length } = bytes;
    const delimiter = this.#delimiter;
    this.#count = 0;
    let lines = 0;
    for (;;) {
      let [start, end, how] = [at, at, PLAIN];
      if (bytes[at] === QUOTE) {
        start = ++at;
        how = QUOTED;
        for (; at < length; at++) {
          const byte = bytes[at];
          if (byte === LINE_FEED || (byte === RETURN && bytes[at + 1] !== LINE_FEED)) lines++;
          if (byte !== QUOTE) continue;
          if (bytes[at + 1] !== QUOTE) break;
          how = ESCAPED;
          at++;
        }
        if (at >= length) {
          if (!final) return -1;
          throw this.#error("a quote is opened and never closed");
        }
        end = at++;
        const after = bytes[at];
        if (at < length && after !== delimiter && after !== LINE_FEED && after !== RETURN) {
          throw this.#error('there is more after a closing quote; a quote within a field is written ""');
        }
      } else {
        while (at < length && bytes[at] !== delimiter && bytes[at] !== LINE_FEED && bytes[at] !== RETURN)
          at++;
        end = at;
      }
      // What follows the last byte may still be a quote's twin, a line feed, or more of the field.
      if (at >= length && !final) return -1;
      this.#starts[this.#count] = start;
      this.#ends[this.#count] = end;
      this.#how[this.#count++] = how;
      if (at < length && bytes[at] === delimiter) {
        at++;
        if (at >= length && !final) return -1;
        continue;
      }
      if (bytes[at] === RETURN) {
        if (at + 1 >= length && !final) return -1;
        if (bytes[at + 1] === LINE_FEED) at++;
      }
      this.#next = this.line + lines + 1;
      return Math.min(at + 1, length);
    }
  }

  #unescape(bytes: Uint8Array, start: number, end: number): number {
    if (this.#unescaped.length < end - start) this.#unescaped = new Uint8Array(2 * (end - start));
    let length = 0;
    for (let i = start; i < end; i++) {
      this.#unescaped[length++] = bytes[i]!;
      if (bytes[i] === QUOTE) i++;
    }
    return length;
  }

  #error(reason: string): WindowError {
    return new WindowError("BAD_CSV", `the file cannot be read at line ${this.line}: ${reason}`);
  }
}
