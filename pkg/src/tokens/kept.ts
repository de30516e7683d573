/** The most counts to keep from one fetch to the next. Their table takes 100 MB. */
export const MOST_KEPT = 2 ** 22;

/**
 * Counts of lines by a 64-bit hash, 12 bytes each in an open table. A number is never forgotten. Two of a million lines
 * share a hash with a chance of about 3 in 10⁸.
 */
export class KeptCounts {
  readonly #most: number;
  #mask = 1023;
  #size = 0;
  /** Three words a place: the lower and the upper half of the hash, and the count and one, so that 0 is a free place. */
  #words = new Uint32Array(3 * 1024);

  /** @param most how many counts to take; those after them are not kept */
  constructor(most = Infinity) {
    this.#most = most;
  }

  /** The count of a hash; undefined where it is not kept. */
  get(low: number, high: number): number | undefined {
    const count = this.#words[this.#place(low, high) + 2]!;
    return count === 0 ? undefined : count - 1;
  }

  set(low: number, high: number, count: number): void {
    if (this.#size >= this.#most) return;
    if (2 * this.#size > this.#mask) this.#grow();
    const place = this.#place(low, high);
    if (this.#words[place + 2] === 0) this.#size++;
    this.#put(place, low, high, count + 1);
  }

  /** How many counts there are. */
  get size(): number {
    return this.#size;
  }

  /** All counts, in no order: the lower half of the hash, the upper half, and the count of each. */
  toWords(): Uint32Array {
    const taken = new Uint32Array(3 * this.#size);
    let at = 0;
    for (let place = 0; place < this.#words.length; place += 3) {
      if (this.#words[place + 2] === 0) continue;
      taken.set(this.#words.subarray(place, place + 3), at);
      taken[at + 2]!--;
      at += 3;
    }
    return taken;
  }

  /** Where a hash is, or would be. */
  #place(low: number, high: number): number {
    const words = this.#words;
    for (let place = low & this.#mask; ; place = (place + 1) & this.#mask) {
      const at = 3 * place;
      if (words[at + 2] === 0 || (words[at] === low && words[at + 1] === high)) return at;
    }
  }

  #put(place: number, low: number, high: number, more: number): void {
    this.#words[place] = low;
    this.#words[place + 1] = high;
    this.#words[place + 2] = more;
  }

  #grow(): void {
    const before = this.#words;
    this.#words = new Uint32Array(2 * before.length);
    this.#mask = 2 * this.#mask + 1;
    for (let i = 0; i < before.length; i += 3) {
      const [low, high, more] = [before[i]!, before[i + 1]!, before[i + 2]!];
      if (more !== 0) this.#put(this.#place(low, high), low, high, more);
    }
  }
}

/** The last {@link hash}: its lower and its upper half. */
export const hashed = new Uint32Array(2);

/** Hashes bytes into {@link hashed}, by the first two of the four lanes of MurmurHash3_x86_128. */
export function hash(bytes: Uint8Array, start: number, end: number): void {
  let [low, high] = [0, 0];
  let i = start;
  for (; i + 4 <= end; i += 4) {
    const word = bytes[i]! | (bytes[i + 1]! << 8) | (bytes[i + 2]! << 16) | (bytes[i + 3]! << 24);
    low = step(low, word, 0x239b961b, 15, 0xab0e9789, 0x561ccd1b);
    high = step(high, word, 0xab0e9789, 16, 0x38b34ae5, 0x0bcaa747);
  }
  let rest = 0;
  for (let shift = 0; i < end; i++, shift += 8) rest |= bytes[i]! << shift;
  low = finished(step(low, rest, 0x239b961b, 15, 0xab0e9789, 0x561ccd1b) ^ (end - start));
  high = finished(step(high, rest, 0xab0e9789, 16, 0x38b34ae5, 0x0bcaa747) ^ (end - start));
  [hashed[0], hashed[1]] = [low + high, low + 2 * high];
}

function step(lane: number, word: number, first: number, turn: number, second: number, added: number): number {
  const mixed = lane ^ Math.imul(turned(Math.imul(word, first), turn), second);
  return (Math.imul(turned(mixed, 19), 5) + added) | 0;
}

function turned(word: number, by: number): number {
  return (word << by) | (word >>> (32 - by));
}

function finished(lane: number): number {
  const mixed = Math.imul(lane ^ (lane >>> 16), 0x85ebca6b);
  const again = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return (again ^ (again >>> 16)) >>> 0;
}
