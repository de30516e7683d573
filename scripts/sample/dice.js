/** @typedef {ReturnType<typeof makeDice>} Dice */

/** @param {number} seed */
export function makeDice(seed) {
  let state = seed;
  // Mulberry32: 32-bit integer operations only, which are exact.
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let bits = Math.imul(state ^ (state >>> 15), state | 1);
    bits ^= bits + Math.imul(bits ^ (bits >>> 7), bits | 61);
    return (bits ^ (bits >>> 14)) >>> 0;
  };
  /** @param {number} limit */
  const below = (limit) => next() % limit;

  /** @type {WeakMap<readonly unknown[], unknown[]>} */
  const decks = new WeakMap();

  return {
    below,
    /** @param {number} percent */
    chance: (percent) => below(100) < percent,
    /**
     * @template T
     * @param {readonly T[]} items
     */
    pick: (items) => items[below(items.length)],
    /**
     * @template T
     * @param {readonly T[]} items
     * @param {(item: T) => number} weight
     */
    weigh(items, weight) {
      let rest = below(items.reduce((sum, item) => sum + weight(item), 0));
      return /** @type {T} */ (items.find((item) => (rest -= weight(item)) < 0));
    },
    /**
     * As from a pack of cards: nothing comes again before everything else has. People notice
     * repetition long before they notice bias.
     *
     * @template T
     * @param {readonly T[]} items
     * @returns {T}
     */
    deal(items) {
      const deck = /** @type {T[]} */ (decks.get(items) ?? []);
      if (!deck.length) {
        for (const item of items) deck.splice(below(deck.length + 1), 0, item);
        decks.set(items, deck);
      }
      return /** @type {T} */ (deck.pop());
    },
  };
}
