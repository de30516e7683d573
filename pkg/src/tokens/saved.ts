import { WindowError } from "../error.js";
import { badOption, callback, unreadable } from "../options.js";
import { plainView, typedKind } from "../typed.js";
import type { TokenCounter } from "./counter.js";
import { hash, hashed } from "./kept.js";
import { countsOf } from "./line-counter.js";

/** "wrtc", and the version of what follows: a hash of all after it, the length of the counter's name, the name, counts of 12 bytes. */
const [MAGIC, VERSION, HEADER] = [0x63747277, 3, 20];

/** What counts depend on: the encoding, and what is added to each count. */
function nameOf(counter: unknown): Uint8Array {
  const instead = "what tokenCounter() gave";
  callback("the counter", counter);
  let told: Partial<TokenCounter>;
  try {
    const { encoding, margin } = counter as TokenCounter;
    told = { encoding, ...(margin !== undefined && { margin }) };
  } catch (cause) {
    throw unreadable("the counter", cause);
  }
  const { encoding, margin = 0 } = told;
  if (typeof encoding !== "string" || typeof margin !== "number") throw badOption("the counter", counter, instead);
  return new TextEncoder().encode(`${encoding} +${margin}`);
}

/**
 * What a counter has counted so far, as bytes to be kept, such as beside a file that will be opened again: a 64-bit
 * hash and the count of each different line, 12 bytes a line and none of its text. {@link restoreCounts} takes them.
 *
 * @throws WindowError: `BAD_OPTION` for what is no counter
 */
export function savedCounts(counter: TokenCounter): Uint8Array {
  const [name, words] = [nameOf(counter), countsOf(counter).toWords()];
  const padded = Math.ceil(name.length / 4) * 4;
  const bytes = new Uint8Array(HEADER + padded + words.byteLength);
  const view = new DataView(bytes.buffer);
  view.setUint32(16, name.length, true);
  bytes.set(name, HEADER);
  words.forEach((word, i) => view.setUint32(HEADER + padded + 4 * i, word, true));
  hash(bytes, 16, bytes.length);
  [MAGIC, VERSION, hashed[0]!, hashed[1]!].forEach((word, i) => view.setUint32(4 * i, word, true));
  return bytes;
}

/**
 * Gives a counter what it, or another of the same encoding and margin, had counted: these lines are not counted again.
 *
 * @returns whether the bytes were of such a counter; nothing is taken of others
 * @throws WindowError: `BAD_STATE` for bytes that are no counts, or are damaged; `BAD_OPTION` for what is no counter
 */
export function restoreCounts(counter: TokenCounter, given: Uint8Array): boolean {
  const own = nameOf(counter);
  const bytes = typedKind(given) === "Uint8Array" ? (plainView("the counts", given) as Uint8Array) : undefined;
  if (!bytes) throw new WindowError("BAD_STATE", "the counts are no Uint8Array; give what savedCounts() gave");
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const word = (i: number) => (4 * i + 4 <= bytes.length ? view.getUint32(4 * i, true) : -1);
  const length = word(4);
  const start = HEADER + Math.ceil(length / 4) * 4;
  hash(bytes, Math.min(16, bytes.length), bytes.length);
  const isWhole = word(2) === hashed[0] && word(3) === hashed[1];
  if (word(0) !== MAGIC || word(1) !== VERSION || !isWhole || start > bytes.length || (bytes.length - start) % 12 !== 0) {
    throw new WindowError("BAD_STATE", "the bytes are no counts of tokens, or are damaged; count the tokens again");
  }
  const name = bytes.subarray(HEADER, HEADER + length);
  if (name.length !== own.length || name.some((byte, i) => byte !== own[i])) return false;
  const kept = countsOf(counter);
  for (let at = start / 4; at < bytes.length / 4; at += 3) kept.set(word(at), word(at + 1), word(at + 2));
  return true;
}
