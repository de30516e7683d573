import { DIGIT, MARKS, SPACES, isDigit, zeroOf } from "../../stamps/index.js";
import { HEADER, type Part, firstPart, secondPart } from "./header.js";

/** The text of a header with any digits. {@link HEADER} splits all lines of one layout at the same places. */
export interface Layout {
  /** The range of each byte: of a digit, all digits of its script; of another byte, the byte. */
  readonly low: Uint8Array;
  readonly high: Uint8Array;
  /** Where the second group begins, in bytes. */
  readonly split: number;
  /** What the groups mean; undefined where they are neither a date nor a clock. */
  readonly first: Part | undefined;
  readonly second: Part | undefined;
  /** What must not follow, so that {@link HEADER} matches no more of a line that begins so. */
  readonly open: Open;
}

/** What {@link HEADER} may match beyond a layout: nothing, a dash behind a bracket, or something else. */
type Open = "nothing" | "dash" | "else";

const ALL_DIGITS = new RegExp(DIGIT, "g");
const header = new RegExp(HEADER);
const LINE_FEED = 0x0a;
const encoder = new TextEncoder();
const decoder = new TextDecoder("utf-8", { ignoreBOM: true });

/** The most bytes of a header. */
const LONGEST = 512;
/** The fewest digits of a header, and within how many bytes of it they are. */
const [FEWEST_DIGITS, DIGITS_WITHIN] = [6, 128];
/** The most layouts. A file has at most some hundreds, where it writes the names of months. */
const MOST = 4_096;
/** The most layouts to compare with a line. */
const MOST_TRIED = 128;

/** Recognises headers by the layouts of those before, and a new layout by {@link HEADER}. */
export class Layouts {
  readonly all: Layout[] = [];
  readonly #bytes: Uint8Array;
  readonly #numbers = new Map<string, number>();
  /** The closed layouts, those that were used last first. */
  readonly #tried: number[] = [];

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  /** The layout of the header of the line that begins at `start`; -1 for a line without one. */
  find(start: number): number {
    const tried = this.#tried;
    for (let i = 0; i < tried.length; i++) {
      const number = tried[i]!;
      if (!this.#begins(this.all[number]!, start)) continue;
      if (i > 0) {
        tried[i] = tried[i - 1]!;
        tried[i - 1] = number;
      }
      return number;
    }
    return this.#mayBeHeader(start) ? this.#matched(start) : -1;
  }

  #begins(layout: Layout, start: number): boolean {
    const bytes = this.#bytes;
    const { low, high, open } = layout;
    if (bytes.length - start < low.length) return false;
    for (let i = 0; i < low.length; i++) {
      const byte = bytes[start + i]!;
      if (byte < low[i]! || byte > high[i]!) return false;
    }
    const after = start + low.length;
    return (
      open === "nothing" ||
      !(bytes[after] === 0x2d || (bytes[after] === 0xe2 && bytes[after + 1] === 0x80 && bytes[after + 2] === 0x93))
    );
  }

  /** Whether a line begins with as many digits as a date and a clock have. */
  #mayBeHeader(start: number): boolean {
    const bytes = this.#bytes;
    const end = Math.min(bytes.length, start + DIGITS_WITHIN);
    let digits = 0;
    for (let i = start; i < end; i++) {
      const byte = bytes[i]!;
      if (byte === LINE_FEED) return false;
      if (byte >= 0x30 && byte <= 0x39) digits++;
      else if (byte >= 0xc0 && isDigitOfOtherScript(bytes, i)) digits++;
      if (digits === FEWEST_DIGITS) return true;
    }
    return false;
  }

  #matched(start: number): number {
    let end = start;
    while (end < this.#bytes.length && end < start + LONGEST && this.#bytes[end] !== LINE_FEED) end++;
    const [, first = "", second = ""] = header.exec(decoder.decode(this.#bytes.subarray(start, end))) ?? [];
    if (first === "") return -1;
    const key = `${zeroed(first)}\n${zeroed(second)}`;
    const known = this.#numbers.get(key);
    if (known !== undefined) return known;
    if (this.all.length === MOST) return -1;
    const layout = layoutOf(first, second);
    const number = this.all.push(layout) - 1;
    this.#numbers.set(key, number);
    if (layout.open !== "else" && this.#tried.length < MOST_TRIED) this.#tried.push(number);
    return number;
  }
}

/** Whether a character of two or three bytes is a digit. */
function isDigitOfOtherScript(bytes: Uint8Array, at: number): boolean {
  const lead = bytes[at]!;
  const next = bytes[at + 1] ?? 0;
  const last = bytes[at + 2] ?? 0;
  const code = lead < 0xe0 ? ((lead & 0x1f) << 6) | (next & 0x3f) : ((lead & 0x0f) << 12) | ((next & 0x3f) << 6) | (last & 0x3f);
  return lead < 0xf0 && isDigit(code);
}

/** A text with the zero of its script in place of each digit. */
const zeroed = (text: string) => text.replace(ALL_DIGITS, (digit) => String.fromCodePoint(zeroOf(digit)!));

const CLOSED = new RegExp(`[-–:;,][${SPACES}\\t]$`);
const BRACKETED = new RegExp(`\\][${MARKS}]*[${SPACES}\\t]$`);

function layoutOf(first: string, second: string): Layout {
  const low = encoder.encode(zeroed(first + second));
  const high = low.slice();
  let end = 0;
  for (const character of first + second) {
    end += encoder.encode(character).length;
    // In UTF-8, the ten digits of a script differ in the last byte only.
    if (zeroOf(character) !== undefined) high[end - 1]! += 9;
  }
  const open = CLOSED.test(second) ? "nothing" : BRACKETED.test(second) ? "dash" : "else";
  return { low, high, split: encoder.encode(first).length, first: firstPart(first), second: secondPart(second), open };
}
