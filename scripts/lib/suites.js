// The suites of `npm test`, and what each of them counts.
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { findChromedriver } from "./browser.js";
import { testDatafusion } from "./datafusion.js";
import { root } from "./run.js";

/**
 * @typedef {object} Suite
 * @property {string} name
 * @property {string} command
 * @property {string[]} args
 * @property {NodeJS.ProcessEnv} [env]
 * @property {() => Promise<string>} [execute] in place of the command
 * @property {(output: string, failure?: Error) => Count} count
 */

/** @typedef {{ passed: number, failed: number }} Count */

/** A command that is one check: it passes, or it does not. */
const check = (output, failure) => (failure ? { passed: 0, failed: 1 } : { passed: 1, failed: 0 });

/** Adds up the closing lines of libtest and of wasm-bindgen's runner: there is one for each target. */
const cargoTests = (output) => sum(output, /(\d+) passed; (\d+) failed/g);

/** Reads the closing lines of Node's test runner. */
const nodeTests = (output) => ({
  passed: sum(output, /^# pass (\d+)/gm).passed,
  failed: sum(output, /^# fail (\d+)/gm).passed,
});

function sum(output, pattern) {
  const count = { passed: 0, failed: 0 };
  for (const [, passed, failed] of output.matchAll(pattern)) {
    count.passed += Number(passed);
    count.failed += Number(failed ?? 0);
  }
  return count;
}

/**
 * Suites that disturb no other run in two lanes, side by side: one is for cargo, whose runs wait for each other anyway.
 * Suites that measure, or drive a browser, run alone.
 *
 * @returns {Promise<{ lanes: Suite[][], alone: Suite[] }>}
 */
export async function suites() {
  const wasmTests = ["--features", "wasm"];
  const wasmPack = ["test", "--mode", "no-install"];
  const chrome = ["--headless", "--chrome", "--chromedriver", findChromedriver()];
  const clippy = (...args) => ["clippy", "--all-targets", ...args, "--", "--deny", "warnings"];
  const work = ["--manifest-path", "tests/work/Cargo.toml"];
  const node = async (folder) => [
    "--test",
    "--test-reporter=tap",
    ...(await readdir(join(root, "tests", folder)))
      .filter((name) => name.endsWith(".test.js"))
      .map((name) => join("tests", folder, name)),
  ];
  const cargo = [
    { name: "formatting", command: "cargo", args: ["fmt", "--check"], count: check },
    { name: "lints of the core", command: "cargo", args: clippy(), count: check },
    {
      name: "lints of the bindings",
      command: "cargo",
      args: clippy("--features", "wasm"),
      count: check,
    },
    {
      name: "formatting of windows in SQL",
      command: "cargo",
      args: ["fmt", "--check", "--manifest-path", "datafusion/Cargo.toml"],
      count: check,
    },
    {
      name: "formatting of what writes the glue",
      command: "cargo",
      args: ["fmt", "--check", "--manifest-path", "tools/bindgen/Cargo.toml"],
      count: check,
    },
    { name: "formatting of the guard", command: "cargo", args: ["fmt", "--check", ...work], count: check },
    {
      name: "lints of the guard",
      command: "cargo",
      args: clippy(...work, "--target-dir", "target"),
      count: check,
    },
    {
      name: "lints of record batches",
      command: "cargo",
      args: clippy("--features", "arrow,wasm"),
      count: check,
    },
    { name: "the core, natively", command: "cargo", args: ["test"], count: cargoTests },
    {
      name: "record batches, natively",
      command: "cargo",
      args: ["test", "--features", "arrow,wasm", "--lib", "arrow::"],
      count: cargoTests,
    },
    {
      name: "the written form, natively",
      command: "cargo",
      args: ["test", "--features", "serde", "--test", "written", "--test", "examples"],
      count: cargoTests,
    },
    {
      name: "WebAssembly in Node",
      command: "wasm-pack",
      args: [...wasmPack, "--node", "--", ...wasmTests],
      count: cargoTests,
    },
    {
      name: "WebAssembly in Chrome",
      command: "wasm-pack",
      args: [...wasmPack, ...chrome, "--", ...wasmTests],
      // Without this, tests that do not ask for a browser are silently skipped.
      env: { WASM_BINDGEN_USE_BROWSER: "1" },
      count: cargoTests,
    },
    {
      name: "the crate's reference",
      command: "cargo",
      args: ["doc", "--no-deps", "--lib"],
      env: { RUSTDOCFLAGS: "--deny warnings" },
      count: check,
    },
  ];
  const javascript = [
    { name: "lints of JavaScript and TypeScript", command: "npm", args: ["run", "--silent", "lint"], count: check },
    { name: "the documents", command: "node", args: await node("docs"), count: nodeTests },
    {
      name: "the package's reference",
      command: "npm",
      args: ["run", "--silent", "reference", "--workspace", "docs"],
      count: check,
    },
    { name: "the command line", command: "node", args: await node("cli"), count: nodeTests },
    { name: "the readers of files", command: "node", args: await node("etl"), count: nodeTests },
    {
      name: "the package, with DuckDB",
      command: "node",
      args: await node("package"),
      count: nodeTests,
    },
    { name: "templates, lines and prompts", command: "node", args: await node("prompts"), count: nodeTests },
    { name: "tokens", command: "node", args: await node("tokens"), count: nodeTests },
  ];
  const alone = [
    {
      name: "the repository",
      command: "node",
      args: await node("repository"),
      count: nodeTests,
    },
    { name: "npm start", command: "node", args: await node("start"), count: nodeTests },
    { name: "the work within its budgets", command: "node", args: await node("work"), count: nodeTests },
    {
      name: "the package, installed, on every runtime",
      command: "node",
      args: await node("runtimes"),
      count: nodeTests,
    },
    { name: "the package, in its places", command: "node", args: await node("places"), count: nodeTests },
    { name: "the services of the page", command: "node", args: await node("services"), count: nodeTests },
    { name: "the page in Chromium", command: "node", args: await node("page"), count: nodeTests },
  ];
  return { lanes: [cargo, javascript], alone };
}

/** The tests of windows in SQL, which are left out where there is a reason. */
export const datafusion = {
  name: "windows in SQL, on DataFusion and on a cluster",
  command: "npm",
  args: ["run", "test:datafusion"],
  execute: testDatafusion,
  count: cargoTests,
};
