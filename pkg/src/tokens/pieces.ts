import { Merger } from "./merge.js";

/** What an encoding is made of. */
export interface Parts {
  /** Finds the pieces of a text that are encoded each by itself. */
  readonly split: RegExp;
  /** The text or the bytes of each token, by its rank. */
  readonly tokens: readonly (string | readonly number[] | undefined)[];
}

/** A longer piece takes an encoder that looks through all of its pairs longer than {@link Merger}. */
const LONG = 400;
/** Where a text can be cut, it is, into parts of about so many characters: expressions run out of stack over more. */
const PART = 1 << 16;
/** A part that can be cut nowhere is cut here all the same. */
const MOST = 1 << 20;

/**
 * Lets a counter count texts that hold long pieces, such as base64 or a thousand equal letters, in almost linear time.
 * The count is the same, but that a run of more than 2²⁰ characters without a space or a mark of punctuation is cut
 * after each 2²⁰, where tokens do not merge.
 *
 * @param count counts texts without long pieces
 */
export function countingLongPieces(count: (text: string) => number, { split, tokens }: Parts): (text: string) => number {
  let merger: Merger | undefined;
  const countPart = (text: string): number => {
    if (!mayHoldLong(text)) return count(text);
    const pieces = text.match(split) ?? [];
    if (!pieces.some(({ length }) => length > LONG)) return count(text);
    let sum = 0;
    for (const piece of pieces) sum += piece.length > LONG ? (merger ??= new Merger(tokens)).count(piece) : count(piece);
    return sum;
  };
  return (text) => {
    if (text.length <= LONG) return count(text);
    let sum = 0;
    for (let start = 0, end; start < text.length; start = end) {
      end = partEnd(text, start);
      sum += countPart(text.slice(start, end));
    }
    return sum;
  };
}

/** Whether no space follows an ASCII letter or digit over a length that a long piece has: such a space begins a piece. */
function mayHoldLong(text: string): boolean {
  let before = 0;
  for (let at = text.indexOf(" "); at >= 0; at = text.indexOf(" ", at + 1)) {
    if (!isWord(text.charCodeAt(at - 1))) continue;
    if (at - before > LONG) return true;
    before = at;
  }
  return text.length - before > LONG;
}

function isWord(code: number): boolean {
  return (code >= 0x61 && code <= 0x7a) || (code >= 0x41 && code <= 0x5a) || (code >= 0x30 && code <= 0x39);
}

/**
 * In every encoding, a piece ends between these: after letters and digits there are more of them, marks, or an
 * apostrophe. Of half a character nothing is said, so it is no place.
 */
const BOUNDARY = /^[\p{L}\p{N}][^\p{L}\p{N}\p{M}\p{Cs}']/u;

/** Where the part that begins here ends: the last boundary of pieces within {@link PART}, or the first after it. */
function partEnd(text: string, start: number): number {
  if (text.length - start <= PART) return text.length;
  const isBoundary = (at: number) => BOUNDARY.test(text.slice(at - 1, at + 2));
  for (let at = start + PART; at > start + 1; at--) if (isBoundary(at)) return at;
  const most = Math.min(start + MOST, text.length);
  for (let at = start + PART + 1; at < most; at++) if (isBoundary(at)) return at;
  // Not in the middle of a pair of surrogates.
  return most < text.length && (text.charCodeAt(most - 1) & 0xfc00) === 0xd800 ? most - 1 : most;
}
