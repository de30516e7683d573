import type { Stage } from "../../format.js";
import { Interned } from "./interned.js";
import { Layouts } from "./layouts.js";
import { grown } from "../../grown.js";

/** What stands behind a name: a colon alone, or one with a space. */
export const BARE = 1;
export const SPACED = 2;

/** The rows that columns have room for at first. */
const FIRST_ROWS = 1 << 10;
/** The bytes to read between two looks at the clock. */
const BLOCK = 1 << 18;
/** The most bytes of a name that has a colon. */
const LONGEST_NAME = 100;
const [LINE_FEED, SPACE, COLON, MARK_LEAD] = [0x0a, 0x20, 0x3a, 0xe2];

/** The lines of a text that begin like messages, as columns. All offsets are in bytes. */
export class Headers {
  readonly bytes: Uint8Array;
  readonly layouts: Layouts;
  readonly names: Interned;
  count = 0;
  /** Where each line begins. */
  start: Int32Array = new Int32Array(FIRST_ROWS);
  /** The number of its layout. */
  layout: Int32Array = new Int32Array(FIRST_ROWS);
  /** The number of what stands before the first colon; -1 where there is no colon. */
  name: Int32Array = new Int32Array(FIRST_ROWS);
  /** {@link BARE} or {@link SPACED}; 0 without a colon. */
  colon: Uint8Array = new Uint8Array(FIRST_ROWS);
  /** Where the line ends. */
  end: Int32Array = new Int32Array(FIRST_ROWS);
  /** Whether the line has a byte of those with which marks of direction begin. */
  mayHaveMark: Uint8Array = new Uint8Array(FIRST_ROWS);
  /** Where the line continues behind the colon; behind the header where there is none. */
  body: Int32Array = new Int32Array(FIRST_ROWS);

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
    this.layouts = new Layouts(bytes);
    this.names = new Interned(bytes);
  }

  /** Reads the lines that begin from `start` on and before `until`; returns where the next line begins. */
  read(start: number, until: number): number {
    const { bytes, layouts } = this;
    while (start < until) {
      const layout = layouts.find(start);
      if (layout >= 0) {
        start = this.#add(start, layout) + 1;
        continue;
      }
      while (start < bytes.length && bytes[start] !== LINE_FEED) start++;
      start++;
    }
    return start;
  }

  /** Adds a header; returns where its line ends. */
  #add(start: number, layout: number): number {
    const { bytes, count } = this;
    if (count === this.start.length) this.#grow();
    const body = start + this.layouts.all[layout]!.low.length;
    let at = body;
    while (at < bytes.length && bytes[at] !== COLON && bytes[at] !== LINE_FEED && !isWideColon(bytes, at)) at++;
    this.start[count] = start;
    this.layout[count] = layout;
    this.name[count] = -1;
    this.body[count] = body;
    if (at < bytes.length && bytes[at] !== LINE_FEED) {
      const after = at + (bytes[at] === COLON ? 1 : 3);
      const isSpaced = bytes[after] === SPACE;
      this.name[count] = this.names.add(body, at);
      this.body[count] = after + (isSpaced ? 1 : 0);
      this.colon[count] = isSpaced && bytes[at] === COLON ? SPACED : BARE;
    }
    let mayHaveMark = 0;
    for (at = this.body[count]!; at < bytes.length && bytes[at] !== LINE_FEED; at++) if (bytes[at] === MARK_LEAD) mayHaveMark = 1;
    this.end[count] = at;
    this.mayHaveMark[count] = mayHaveMark;
    this.count++;
    return at;
  }

  /**
   * Continues names that end before a colon without a space, such as "Re", up to the next colon with one: "Re:Act".
   *
   * @param isWhole whether a name needs no more, as someone else of the file is called so
   * @param colon what stands behind the names
   */
  continueNames(isWhole: (name: number) => boolean, colon = BARE): void {
    for (let i = 0; i < this.count; i++) {
      if (this.colon[i] !== colon || isWhole(this.name[i]!)) continue;
      const end = this.#nextColon(i);
      if (end < 0) continue;
      this.name[i] = this.names.add(this.afterTime(i), end);
      this.body[i] = end + 2;
      this.colon[i] = SPACED;
    }
  }

  /**
   * Whether each name is but the beginning of one: several lines go on alike behind its colon, up to the next, and none
   * does otherwise. That of "Lisa :)" is "Lisa".
   *
   * Of a group's name with a colon and a space, one line is enough, as iOS puts a mark before what the program says:
   * "Trip: Rome: \u200eAda created this group".
   */
  begunNames(colon = BARE): (name: number) => boolean {
    const first = new Int32Array(this.names.length).fill(-1);
    const lines = new Int32Array(this.names.length);
    const { bytes, body } = this;
    for (let i = 0; i < this.count; i++) {
      const name = this.name[i]!;
      if (this.colon[i] !== colon || name < 0 || lines[name]! < 0) continue;
      const end = colon === SPACED && !this.mayHaveMark[i] ? -1 : this.#nextColon(i);
      if (lines[name] === 0) first[name] = i;
      const before = body[first[name]!]!;
      const isAlike =
        end >= 0 &&
        (colon === BARE || isMark(bytes, end + 2)) &&
        bytes.subarray(body[i], end + 2).every((byte, k) => byte === bytes[before + k]);
      lines[name] = isAlike ? lines[name]! + 1 : -1;
    }
    return (name) => lines[name]! > (colon === BARE ? 1 : 0);
  }

  /** Where a header's line goes on after its time: with a name, or with what the program says. */
  afterTime(header: number): number {
    return this.start[header]! + this.layouts.all[this.layout[header]!]!.low.length;
  }

  /** Where the next colon with a space is in a header's line, as far as a name may reach; -1 without one. */
  #nextColon(header: number): number {
    const { bytes } = this;
    const end = Math.min(this.end[header]!, this.afterTime(header) + LONGEST_NAME);
    for (let at = this.body[header]!; at < end; at++) if (bytes[at] === COLON && bytes[at + 1] === SPACE) return at;
    return -1;
  }

  #grow(): void {
    const rows = 2 * this.count;
    this.start = grown(this.start, new Int32Array(rows));
    this.layout = grown(this.layout, new Int32Array(rows));
    this.name = grown(this.name, new Int32Array(rows));
    this.colon = grown(this.colon, new Uint8Array(rows));
    this.end = grown(this.end, new Int32Array(rows));
    this.mayHaveMark = grown(this.mayHaveMark, new Uint8Array(rows));
    this.body = grown(this.body, new Int32Array(rows));
  }
}

/** Finds the headers in a text, in one pass. Complexity: O(bytes), but for lines whose layout is new. */
export async function headersIn(bytes: Uint8Array, stage: Stage): Promise<Headers> {
  const headers = new Headers(bytes);
  for (let start = 0; start < bytes.length;) {
    start = headers.read(start, Math.min(start + BLOCK, bytes.length));
    await stage.progress(start / bytes.length / 2);
  }
  return headers;
}

/** Whether the mark of writing from left to right, U+200E, is at a position. */
function isMark(bytes: Uint8Array, at: number): boolean {
  return bytes[at] === 0xe2 && bytes[at + 1] === 0x80 && bytes[at + 2] === 0x8e;
}

/** Whether the colon of full width, U+FF1A, is at a position. */
function isWideColon(bytes: Uint8Array, at: number): boolean {
  return bytes[at] === 0xef && bytes[at + 1] === 0xbc && bytes[at + 2] === 0x9a;
}
