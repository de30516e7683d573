import { grown } from "../../grown.js";

/** A slot of the hash table that is free. */
const FREE = -1;

/** Numbers the distinct byte ranges of one buffer in the order of their first appearance. */
export class Interned {
  readonly #bytes: Uint8Array;
  #starts = new Int32Array(64);
  #ends = new Int32Array(64);
  #slots = new Int32Array(128).fill(FREE);
  #last = 0;
  /** The number of distinct ranges. */
  length = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  /** The number of a range's bytes. The same bytes as the last time are found soonest. */
  add(start: number, end: number): number {
    const bytes = this.#bytes;
    if (this.length > 0 && this.#isSame(this.#last, start, end)) return this.#last;
    const mask = this.#slots.length - 1;
    let slot = hashOf(bytes, start, end) & mask;
    for (; this.#slots[slot] !== FREE; slot = (slot + 1) & mask) {
      const number = this.#slots[slot]!;
      if (this.#isSame(number, start, end)) return (this.#last = number);
    }
    const number = this.length++;
    this.#last = number;
    this.#slots[slot] = number;
    this.#starts[number] = start;
    this.#ends[number] = end;
    if (this.length === this.#starts.length) this.#grow();
    return number;
  }

  /** The first range of a number, as text. */
  text(number: number): string {
    return decoder.decode(this.#bytes.subarray(this.#starts[number], this.#ends[number]));
  }

  /** All distinct ranges, as texts. */
  texts(): string[] {
    return Array.from({ length: this.length }, (_, number) => this.text(number));
  }

  #isSame(number: number, start: number, end: number): boolean {
    const bytes = this.#bytes;
    const first = this.#starts[number]!;
    if (this.#ends[number]! - first !== end - start) return false;
    for (let i = start, j = first; i < end; i++, j++) if (bytes[i] !== bytes[j]) return false;
    return true;
  }

  #grow(): void {
    const size = 2 * this.length;
    this.#starts = grown(this.#starts, new Int32Array(size));
    this.#ends = grown(this.#ends, new Int32Array(size));
    const mask = 2 * size - 1;
    this.#slots = new Int32Array(mask + 1).fill(FREE);
    for (let number = 0; number < this.length; number++) {
      let slot = hashOf(this.#bytes, this.#starts[number]!, this.#ends[number]!) & mask;
      while (this.#slots[slot] !== FREE) slot = (slot + 1) & mask;
      this.#slots[slot] = number;
    }
  }
}

// A mark at the beginning of a name is a part of it.
const decoder = new TextDecoder("utf-8", { ignoreBOM: true });

/** FNV-1a, with its bits mixed. */
function hashOf(bytes: Uint8Array, start: number, end: number): number {
  let hash = 0x811c9dc5;
  for (let i = start; i < end; i++) hash = Math.imul(hash ^ bytes[i]!, 0x01000193);
  return hash ^ (hash >>> 15);
}
