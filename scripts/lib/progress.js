/** The labels of the work under way, and when each began. Several run at once. */
const running = new Map();
let timer;

const { stderr } = process;
/** @param {number} began */
const since = (began) => `${Math.round((performance.now() - began) / 1000)} s`;

/**
 * Prints the current work on stderr, and shows while it lasts that it is not stuck.
 *
 * @param {string} label
 * @param {{ tick?: boolean }} [options] without ticks where the work prints its own output
 * @returns {() => void} to be called when the work is over
 */
export function announce(label, { tick = true } = {}) {
  if (!tick || !stderr.isTTY) stderr.write(`${label} …\n`);
  if (!tick) return () => {};
  const began = performance.now();
  running.set(label, began);
  show();
  timer ??= stderr.isTTY ? setInterval(show, 1_000) : setInterval(tell, 30_000);
  return () => {
    running.delete(label);
    if (stderr.isTTY) stderr.write(`\r\x1b[K${label}: ${since(began)}\n`);
    if (running.size > 0) return show();
    clearInterval(timer);
    timer = undefined;
  };
}

/** All of it in the one line of a terminal. */
function show() {
  if (!stderr.isTTY) return;
  const parts = [...running].map(([label, began]) => `${label} … ${since(began)}`);
  stderr.write(`\r\x1b[K${parts.join(" · ").slice(0, stderr.columns - 1)}`);
}

/** A line for each, where lines stay. */
function tell() {
  for (const [label, began] of running) stderr.write(`  ${since(began)} so far: ${label}\n`);
}
