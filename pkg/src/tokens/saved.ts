import { WindowError } from "../error.js";
import type { TokenCounter } from "./counter.js";
import { countsOf } from "./line-counter.js";

/** "wrtc", and the version of what follows: the length of the counter's name, the name, counts of 12 bytes. */
const [MAGIC, VERSION] = [0x63747277, 1];

/** What counts depend on: the encoding, and what is added to each count. */
const nameOf = ({ encoding, margin = 0 }: TokenCounter) => new TextEncoder().encode(`${encoding} +${margin}`);

/**
 * What a counter has counted so far, as bytes to be kept, such as beside a file that will be opened again: a 64-bit
 * hash and the count of each different line, 12 bytes a line and none of its text. {@link restoreCounts} takes them.
 */
export function savedCounts(counter: TokenCounter): Uint8Array {
  const [name, words] = [nameOf(counter), countsOf(counter).toWords()];
  const padded = Math.ceil(name.length / 4) * 4;
  const bytes = new Uint8Array(12 + padded + words.byteLength);
  const view = new DataView(bytes.buffer);
  [MAGIC, VERSION, name.length].forEach((word, i) => view.setUint32(4 * i, word, true));
  bytes.set(name, 12);
  words.forEach((word, i) => view.setUint32(12 + padded + 4 * i, word, true));
  return bytes;
}

/**
 * Gives a counter what it, or another of the same encoding and margin, had counted: these lines are not counted again.
 *
 * @returns whether the bytes were of such a counter; nothing is taken of others
 * @throws WindowError: `BAD_STATE` for bytes that are no counts, or are damaged
 */
export function restoreCounts(counter: TokenCounter, bytes: Uint8Array): boolean {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const word = (i: number) => (4 * i + 4 <= bytes.length ? view.getUint32(4 * i, true) : -1);
  const length = word(2);
  const start = 12 + Math.ceil(length / 4) * 4;
  if (word(0) !== MAGIC || word(1) !== VERSION || start > bytes.length || (bytes.length - start) % 12 !== 0) {
    throw new WindowError("BAD_STATE", "the bytes are no counts of tokens, or are damaged; count the tokens again");
  }
  const [name, own] = [bytes.subarray(12, 12 + length), nameOf(counter)];
  if (name.length !== own.length || name.some((byte, i) => byte !== own[i])) return false;
  const kept = countsOf(counter);
  for (let at = start / 4; at < bytes.length / 4; at += 3) kept.set(word(at), word(at + 1), word(at + 2));
  return true;
}
