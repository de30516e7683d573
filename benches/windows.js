// Plans of windows by bytes against their rivals, in whatever engine this runs in.
import { galloping, interpolating, linear, prefixSums, readOnce, unrolled } from "./rivals.js";

const OVERLAP = 0.2;

/** Log-normal lengths with a median of 60 bytes, the same each time. */
export function lengths(n) {
  let state = 1;
  const random = () => (state = (Math.imul(state, 1664525) + 1013904223) >>> 0) / 2 ** 32;
  const bytes = new Uint32Array(n);
  for (let i = 0; i < n; i++) {
    const normal = Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
    bytes[i] = Math.round(60 * Math.exp(normal));
  }
  return bytes;
}

/** The least of some runs, in milliseconds. */
function best(run, budget = 600) {
  run();
  let least = Infinity;
  const until = performance.now() + budget;
  for (let i = 0; i < 5 || performance.now() < until; i++) {
    const began = performance.now();
    run();
    least = Math.min(least, performance.now() - began);
  }
  return least;
}

/**
 * Measures plans over `n` rows; every rival's windows are compared with windrow's first. `more` are rivals
 * that not every engine can load; they are called as those of rivals.js that begin with lengths.
 *
 * @returns {{ rows: number, max: number, windows: number, ms: Record<string, number> }[]}
 */
export function measure(Rows, n, more = {}, limits = [2_000, 32_000, 320_000]) {
  const bytes = lengths(n);
  const sums = prefixSums(bytes);
  const rows = Rows.fromColumns({ measures: { bytes } });
  const results = limits.map((max) => {
    const overlap = Math.floor(max * OVERLAP);
    const spec = { max: { bytes: max }, overlap: OVERLAP };
    const plan = rows.windows(spec);
    const [starts, ends] = [new Uint32Array(plan.length + 8), new Uint32Array(plan.length + 8)];
    const rivals = {
      linear: () => linear(bytes, max, overlap, starts, ends),
      unrolled: () => unrolled(bytes, max, overlap, starts, ends),
      galloping: () => galloping(sums, max, overlap, starts, ends),
      interpolating: () => interpolating(sums, max, overlap, starts, ends),
    };
    for (const [name, rival] of Object.entries(more)) rivals[name] = () => rival(bytes, max, overlap, starts, ends);
    for (const [name, run] of Object.entries(rivals)) {
      const windows = run();
      const same = plan.start.every((start, i) => starts[i] === start && ends[i] === plan.end[i]);
      if (windows !== plan.length || !same) throw new Error(`${name} makes other windows`);
    }
    const ms = { windrow: best(() => rows.windows(spec).free()) };
    for (const [name, run] of Object.entries(rivals)) ms[name] = best(run);
    const windows = plan.length;
    plan.free();
    return { rows: n, max, windows, ms };
  });
  rows.free();
  const build = best(() => Rows.fromColumns({ measures: { bytes } }).free());
  results.push({ rows: n, max: 0, windows: 0, ms: { build, "read once": best(() => readOnce(bytes)) } });
  return results;
}
