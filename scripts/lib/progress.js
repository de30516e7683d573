/**
 * Prints the current work on stderr, and shows while it lasts that it is not stuck.
 *
 * @param {string} label
 * @param {{ tick?: boolean }} [options] without ticks where the work prints its own output
 * @returns {() => void} to be called when the work is over
 */
export function announce(label, { tick = true } = {}) {
  const { stderr } = process;
  if (!tick) {
    stderr.write(`${label} …\n`);
    return () => {};
  }

  const started = performance.now();
  const seconds = () => Math.round((performance.now() - started) / 1000);
  stderr.write(stderr.isTTY ? `${label} …` : `${label} …\n`);
  const timer = stderr.isTTY
    ? setInterval(() => stderr.write(`\r${label} … ${seconds()} s`), 1_000)
    : setInterval(() => stderr.write(`  still busy after ${seconds()} s\n`), 30_000);
  return () => {
    clearInterval(timer);
    if (stderr.isTTY) stderr.write("\n");
  };
}
