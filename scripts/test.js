// Runs every suite, and sums up their counts. CI runs this script and nothing else.
import { build, buildPage } from "./build.js";
import { toolEnv } from "./lib/cargo-tools.js";
import { cli } from "./lib/cli.js";
import { reasonToSkip } from "./lib/datafusion.js";
import { run } from "./lib/run.js";
import { datafusion, suites } from "./lib/suites.js";
import { setup } from "./setup.js";

/** @import { Suite } from "./lib/suites.js" */

/** The names of tests that failed, as libtest, Node's runner and wasm-bindgen's write them, without those of whole files. */
const FAILED = /^(?:test (.+) \.\.\. FAIL(?:ED)?|\s*not ok \d+ - (?!tests\/)(.+))$/gm;

/** @param {string} output */
const failures = (output) => [...output.matchAll(FAILED)].map(([, cargo, node]) => cargo ?? node);

/** Seconds that a suite may take: what waits for what never comes fails, in place of holding up all others. */
const PATIENCE = 1500;

const seconds = (began) => ((performance.now() - began) / 1000).toFixed(0);

/**
 * @param {Suite} suite
 * @returns {Promise<{ name: string, passed: number, failed: number, failures: string[] }>}
 */
async function runSuite({ name, command, args, env, execute, count }) {
  console.log(`── ${name}: ${command} ${args.slice(0, 4).join(" ")} …`);
  const began = performance.now();
  let output;
  let failure;
  try {
    output = await (execute?.() ?? run(command, args, { env: { ...toolEnv(), ...env }, quiet: true, timeout: PATIENCE }));
  } catch (error) {
    failure = error;
    output = error.output ?? "";
  }
  let { passed, failed } = count(output, failure);
  if (failure && failed === 0) failed = 1;
  // A suite that finds no tests has lost them.
  if (passed + failed === 0) failed = 1;
  if (failed > 0) console.log(`\n${output || failure.message}`);
  console.log(`── ${name}: ${passed} passed, ${failed} failed, in ${seconds(began)} s`);
  return { name, passed, failed, failures: failures(output) };
}

/** One after the other. What is left may be taken by others at the same time. */
async function inTurn(left) {
  const results = [];
  for (let suite = left.shift(); suite; suite = left.shift()) results.push(await runSuite(suite));
  return results;
}

/** Two at a time: who is done with the first ones helps with the others. */
async function sideBySide(first, others) {
  const helped = inTurn(first).then(async (results) => [...results, ...(await inTurn(others))]);
  return (await Promise.all([helped, inTurn(others)])).flat();
}

cli(import.meta.url, async () => {
  const began = performance.now();
  await setup("test");
  await build();
  await buildPage();
  const { native, beside, page, besidePage, alone } = await suites();
  const reason = await reasonToSkip();
  const results = await sideBySide(native, beside);
  results.push(...(await sideBySide(page, reason ? besidePage : [...besidePage, datafusion])));
  results.push(...(await inTurn(alone)));

  // At the end, for readers who see only the end.
  for (const { name, failures } of results) for (const test of failures) console.log(`failed: ${name}: ${test}`);
  if (reason) console.log(`${datafusion.name}: left out, as ${reason}`);
  const sum = (key) => results.reduce((total, result) => total + result[key], 0);
  console.log(`\n${sum("passed")} passed, ${sum("failed")} failed, in ${seconds(began)} s`);
  if (sum("failed") > 0) process.exitCode = 1;
});
