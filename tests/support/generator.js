// Seeded randomness, so that failures repeat.

/** @param {number} seed */
export function generator(seed) {
  let state = seed >>> 0;
  /** A number in [0, 1), by mulberry32. */
  const random = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let x = Math.imul(state ^ (state >>> 15), state | 1);
    x ^= x + Math.imul(x ^ (x >>> 7), x | 61);
    return ((x ^ (x >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (n) => Math.floor(random() * n);
  const pick = (list) => list[below(list.length)];
  return { random, below, pick, chance: (share) => random() < share };
}
