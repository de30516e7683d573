/** What a rank is multiplied by in the heap, to stand before the position. */
const RANK = 2 ** 32;

/**
 * Counts the tokens of a piece that an encoding's expression does not split, whatever its length: bytes are joined
 * pair by pair, that of the lowest rank first and of equals the first, as all encoders of this family do. A heap of
 * pairs makes that `O(n log n)`, where looking through all pairs each time is `O(n²)`.
 */
export class Merger {
  /** The rank of each token, by its bytes as characters. */
  readonly #ranks = new Map<string, number>();
  /** The bytes of the longest token. */
  readonly #longest: number;

  /** @param tokens the text or the bytes of each token, by its rank; some ranks have none */
  constructor(tokens: readonly (string | readonly number[] | undefined)[]) {
    let longest = 0;
    // Not by `map`, which would make the holes values.
    tokens.forEach((token, rank) => {
      if (token === undefined) return;
      const bytes = characters(typeof token === "string" ? encoder.encode(token) : Uint8Array.from(token));
      this.#ranks.set(bytes, rank);
      longest = Math.max(longest, bytes.length);
    });
    this.#longest = longest;
  }

  /** How many tokens the piece is. */
  count(piece: string): number {
    const bytes = characters(encoder.encode(piece));
    const { length } = bytes;
    // A part begins at each byte; where two are joined, the first is the longer, and the other has no pair.
    const [ends, befores, pairs] = [new Int32Array(length), new Int32Array(length), new Int32Array(length)];
    for (let start = 0; start < length; start++) [ends[start], befores[start]] = [start + 1, start - 1];
    const heap = new Heap(2 * length);
    const rank = (start: number): void => {
      const middle = ends[start]!;
      const end = middle < length ? ends[middle]! : Infinity;
      const found = end - start <= this.#longest ? this.#ranks.get(bytes.slice(start, end)) : undefined;
      pairs[start] = found ?? -1;
      if (found !== undefined) heap.push(found * RANK + start);
    };
    for (let start = 0; start < length; start++) rank(start);
    let count = length;
    for (let least = heap.pop(); least !== undefined; least = heap.pop()) {
      const start = least % RANK;
      if (pairs[start] !== (least - start) / RANK) continue; // one of its parts has become longer
      const joined = ends[start]!;
      ends[start] = ends[joined]!;
      pairs[joined] = -1;
      count--;
      if (ends[start]! < length) befores[ends[start]!] = start;
      rank(start);
      if (befores[start]! >= 0) rank(befores[start]!);
    }
    return count;
  }
}

const encoder = new TextEncoder();

/** Bytes as a text of a character each, of which parts are cut without a copy. */
function characters(bytes: Uint8Array): string {
  const AT_ONCE = 8_192;
  let text = "";
  for (let i = 0; i < bytes.length; i += AT_ONCE) text += String.fromCharCode(...bytes.subarray(i, i + AT_ONCE));
  return text;
}

/** A binary heap of numbers, the least first. */
class Heap {
  readonly #items: Float64Array;
  #size = 0;

  constructor(most: number) {
    this.#items = new Float64Array(most);
  }

  push(item: number): void {
    const items = this.#items;
    let at = this.#size++;
    while (at > 0) {
      const above = (at - 1) >> 1;
      if (items[above]! <= item) break;
      items[at] = items[above]!;
      at = above;
    }
    items[at] = item;
  }

  pop(): number | undefined {
    if (this.#size === 0) return undefined;
    const items = this.#items;
    const least = items[0]!;
    const last = items[--this.#size]!;
    let at = 0;
    for (let below = 1; below < this.#size; below = 2 * at + 1) {
      if (below + 1 < this.#size && items[below + 1]! < items[below]!) below++;
      if (items[below]! >= last) break;
      items[at] = items[below]!;
      at = below;
    }
    items[at] = last;
    return least;
  }
}
