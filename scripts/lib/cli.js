import { realpathSync } from "node:fs";
import { fileURLToPath } from "node:url";

/**
 * Calls `main` with the command line's arguments if the module is the script that was started, not
 * one that was imported. Failures are reported in words; only a bug shows a stack.
 *
 * @param {string} moduleUrl the script's `import.meta.url`
 * @param {(...args: any[]) => Promise<unknown>} main
 */
export async function cli(moduleUrl, main) {
  const started = process.argv[1];
  if (!started || realpathSync(started) !== fileURLToPath(moduleUrl)) return;
  try {
    await main(...process.argv.slice(2));
  } catch (thrown) {
    const error = /** @type {Error & { cause?: Error }} */ (thrown);
    if (error.cause && error.constructor === Error) console.error(`${error.cause.message}\n`);
    const inWords = error.constructor === Error || error.name === "WindowError";
    console.error(inWords ? error.message : error.stack);
    process.exitCode = 1;
  }
}
