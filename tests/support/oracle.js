// The definition of windows in JavaScript, written to be read and not for speed.

/**
 * @param {number[]} bytes a length per row
 * @param {{ max: Record<string, number>, overlap?: number | Record<string, number> }} spec
 * @returns {[start: number, fresh: number, end: number, oversize?: true][]}
 */
export function windowsOf(bytes, { max, overlap = 0 }) {
  const before = [0];
  for (const length of bytes) before.push(before.at(-1) + length);
  const amounts = { bytes: (s, e) => before[e] - before[s], rows: (s, e) => e - s };
  const within = (limits, s, e) => Object.entries(limits).every(([name, limit]) => amounts[name](s, e) <= limit);
  const budget =
    typeof overlap === "number"
      ? Object.fromEntries(Object.entries(max).map(([name, m]) => [name, Math.floor(m * overlap)]))
      : overlap;
  const repeats = Object.values(budget).some((amount) => amount > 0);

  const windows = [];
  let [start, fresh] = [0, 0];
  while (fresh < bytes.length) {
    let end = fresh;
    while (end < bytes.length && within(max, start, end + 1)) end++;
    const oversize = end === fresh;
    if (oversize) end++;
    windows.push(oversize ? [start, fresh, end, true] : [start, fresh, end]);
    fresh = end;
    start++;
    const mayStart = (s) => repeats && within(budget, s, end) && within(max, s, end + 1);
    while (start < end && (end === bytes.length || !mayStart(start))) start++;
  }
  return windows;
}

/** A plan in the same form. */
export const asTuples = (plan) =>
  plan.toArray().map(({ start, fresh, end, oversize }) => (oversize ? [start, fresh, end, true] : [start, fresh, end]));
