import { readFileSync } from "node:fs";
import { join } from "node:path";
import { ensureBrowser } from "./lib/browser.js";
import { ensureBindgen, ensureTool, wasmBindgen, wasmPack } from "./lib/cargo-tools.js";
import { cli } from "./lib/cli.js";
import { ensureNpmPackages } from "./lib/npm-packages.js";
import { root } from "./lib/run.js";
import { ensureRust, ensureRustComponents } from "./lib/rust.js";
import { ensureWasmTarget } from "./lib/wasm-target.js";

/**
 * Installs whatever is missing to build windrow, or also to test it. If nothing is missing, it is quick
 * and silent, so scripts call it first.
 *
 * @param {"build" | "test"} [level]
 */
export async function setup(level = "test") {
  ensureNode();
  await ensureRust();
  // npm waits for the network, cargo for the processor.
  await Promise.all([ensureNpmPackages(), ensureWasmTarget().then(ensureBindgen)]);
  if (level === "build") return;

  await ensureRustComponents();
  await ensureTool(wasmBindgen());
  await ensureTool(wasmPack());
  await ensureBrowser();
}

function ensureNode() {
  const { engines } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  const wanted = engines.node.replace(">=", "");
  if (process.versions.node.localeCompare(wanted, "en", { numeric: true }) < 0) {
    throw new Error(`Node ${wanted} or later is needed, this is ${process.versions.node}.`);
  }
}

cli(import.meta.url, async (level = "test") => {
  if (level !== "build" && level !== "test") {
    throw new Error("Usage: node scripts/setup.js [build|test]");
  }
  await setup(level);
  console.log(`Everything needed to ${level} windrow is there.`);
});
