// The suites of `npm test`, and the count of each.
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
 * Suites of cargo, whose runs wait for each other anyway, and those that run beside them, the longest first; then, for
 * when no compiler runs any more, the page's own and those that run beside these; at last those that run alone.
 *
 * @returns {Promise<Record<"native" | "beside" | "page" | "besidePage" | "alone", Suite[]>>}
 */
export async function suites() {
  const wasmTests = ["--features", "wasm"];
  const wasmPack = ["test", "--mode", "no-install"];
  const chrome = ["--headless", "--chrome", "--chromedriver", findChromedriver()];
  const clippy = (...args) => ["clippy", "--all-targets", ...args, "--", "--deny", "warnings"];
  const work = ["--manifest-path", "tests/work/Cargo.toml"];
  const node = async (name, folder) => {
    const files = (await readdir(join(root, "tests", folder))).filter((name) => name.endsWith(".test.js"));
    const args = ["--test", "--test-reporter=tap", "--test-timeout=1200000", ...files.map((name) => join("tests", folder, name))];
    return { name, command: "node", args, count: nodeTests };
  };
  const cargo = (name, args, count) => ({ name, command: "cargo", args, count });
  const native = [
    cargo("formatting", ["fmt", "--check"], check),
    cargo("lints of the core", clippy(), check),
    cargo("lints of the bindings", clippy("--features", "wasm"), check),
    cargo("formatting of windows in SQL", ["fmt", "--check", "--manifest-path", "datafusion/Cargo.toml"], check),
    cargo("formatting of what writes the glue", ["fmt", "--check", "--manifest-path", "tools/bindgen/Cargo.toml"], check),
    cargo("formatting of the guard", ["fmt", "--check", ...work], check),
    cargo("lints of the guard", clippy(...work, "--target-dir", "target"), check),
    cargo("lints of record batches", clippy("--features", "arrow,wasm"), check),
    cargo("the core, natively", ["test"], cargoTests),
    cargo("record batches, natively", ["test", "--features", "arrow,wasm", "--lib", "arrow::"], cargoTests),
    cargo("the written form, natively", ["test", "--features", "serde", "--test", "written", "--test", "examples"], cargoTests),
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
  const beside = [
    await node("the command line", "cli"),
    await node("the package, with DuckDB", "package"),
    await node("the readers of files", "etl"),
    { name: "lints of JavaScript and TypeScript", command: "npm", args: ["run", "--silent", "lint"], count: check },
    await node("the documents", "docs"),
    {
      name: "the package's reference",
      command: "npm",
      args: ["run", "--silent", "reference", "--workspace", "docs"],
      count: check,
    },
    await node("templates, lines and prompts", "prompts"),
    await node("tokens", "tokens"),
  ];
  const page = [
    await node("the page in Chromium", "page"),
    await node("the work within its budgets", "work"),
    await node("the repository", "repository"),
  ];
  const besidePage = [
    await node("the services of the page", "services"),
    await node("the package, in its places", "places"),
    await node("the package, installed, on every runtime", "runtimes"),
  ];
  // Its tests rebuild the package and the command line, which all other suites read.
  const alone = [await node("npm start", "start")];
  return { native, beside, page, besidePage, alone };
}

/** The tests of windows in SQL, which are left out if there is a reason. */
export const datafusion = {
  name: "windows in SQL, on DataFusion and on a cluster",
  command: "npm",
  args: ["run", "test:datafusion"],
  execute: testDatafusion,
  count: cargoTests,
};
