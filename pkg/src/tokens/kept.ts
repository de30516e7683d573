/** The most counts to keep. Their table takes 100 MB. */
const MOST = 2 ** 22;

/**
 * Counts of lines by a 64-bit hash of their bytes, 12 bytes each in an open table. A number is never forgotten; those
 * after the first four million are not kept. Two of a million lines share a hash with a chance of about 3 in 10⁸.
 */
export class KeptCounts {
  #mask = 1023;
  #size = 0;
  #low = new Uint32Array(1024);
  #high = new Uint32Array(1024);
  /** The count and one, so that 0 is a free place. */
  #counts = new Uint32Array(1024);

  /** The count of a hash; undefined where it is not kept. */
  get(low: number, high: number): number | undefined {
    const count = this.#counts[this.#place(low, high)]!;
    return count === 0 ? undefined : count - 1;
  }

  set(low: number, high: number, count: number): void {
    if (this.#size >= MOST) return;
    if (2 * this.#size > this.#mask) this.#grow();
    const place = this.#place(low, high);
    if (this.#counts[place] === 0) this.#size++;
    [this.#low[place], this.#high[place], this.#counts[place]] = [low, high, count + 1];
  }

  /** How many counts there are. */
  get size(): number {
    return this.#size;
  }

  /** All counts, in no order: the lower half of the hash, the upper half, and the count of each. */
  toWords(): Uint32Array {
    const words = new Uint32Array(3 * this.#size);
    let at = 0;
    for (let i = 0; i < this.#counts.length; i++) {
      if (this.#counts[i] === 0) continue;
      words.set([this.#low[i]!, this.#high[i]!, this.#counts[i]! - 1], at);
      at += 3;
    }
    return words;
  }

  #place(low: number, high: number): number {
    let place = low & this.#mask;
    while (this.#counts[place] !== 0 && (this.#low[place] !== low || this.#high[place] !== high))
      place = (place + 1) & this.#mask;
    return place;
  }

  #grow(): void {
    const [low, high, counts] = [this.#low, this.#high, this.#counts];
    const length = 2 * counts.length;
    this.#mask = length - 1;
    [this.#low, this.#high, this.#counts] = [new Uint32Array(length), new Uint32Array(length), new Uint32Array(length)];
    for (let i = 0; i < counts.length; i++) {
      if (counts[i] === 0) continue;
      const place = this.#place(low[i]!, high[i]!);
      [this.#low[place], this.#high[place], this.#counts[place]] = [low[i]!, high[i]!, counts[i]!];
    }
  }
}

/** The last hash of {@link hash}, as two numbers of 32 bits. */
export const hashed: { low: number; high: number } = { low: 0, high: 0 };

/** Hashes bytes into {@link hashed}: two lanes of multiplications, then MurmurHash3's finaliser over both. */
export function hash(bytes: Uint8Array, start: number, end: number): void {
  let [low, high] = [0xdeadbeef ^ (end - start), 0x41c6ce57 ^ (end - start)];
  for (let i = start; i < end; i++) {
    const byte = bytes[i]!;
    low = Math.imul(low ^ byte, 2_654_435_761);
    high = Math.imul(high ^ byte, 1_597_334_677);
  }
  low = Math.imul(low ^ (low >>> 16), 2_246_822_507) ^ Math.imul(high ^ (high >>> 13), 3_266_489_909);
  high = Math.imul(high ^ (high >>> 16), 2_246_822_507) ^ Math.imul(low ^ (low >>> 13), 3_266_489_909);
  [hashed.low, hashed.high] = [low >>> 0, high >>> 0];
}
