// The build of datafusion/, which all checkouts share, and whether its tests have to run.
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { cache } from "./cache.js";
import { capture, root, run } from "./run.js";

const manifest = "datafusion/Cargo.toml";

/** The files that the tests depend on. */
const INPUTS = [
  "Cargo.toml",
  "src",
  "datafusion",
  "tests/support/oracle.rs",
  "tests/support/random.rs",
  "tests/fixtures/windows.json",
  "tests/fixtures/templates.json",
];

/** The folder that is built into. */
export const datafusionTarget = () => process.env.CARGO_TARGET_DIR || join(cache, "datafusion-target");

/** The environment to build in. */
const env = () => ({ ...process.env, CARGO_TARGET_DIR: datafusionTarget() });

/** @param {string[]} args @param {import("./run.js").RunOptions} [options] */
export const cargo = ([command, ...args], options) =>
  run("cargo", [command, "--manifest-path", manifest, ...args], { env: env(), ...options });

/** Seconds that the tests may take once they are built. */
const PATIENCE = 900;

const digest = (text) => createHash("sha256").update(text).digest("hex").slice(0, 16);

/** A name for the dependencies, as this compiler builds them. */
async function builtMark() {
  const lock = readFileSync(join(root, "datafusion/Cargo.lock"), "utf8");
  return join(datafusionTarget(), `windrow-built-${digest(lock + (await capture("rustc", ["--version", "--verbose"])))}`);
}

/** A name for the state of everything that the tests depend on, in this checkout. */
async function greenMark() {
  const paths = await capture("git", ["ls-files", "-z", "--cached", "--others", "--exclude-standard", ...INPUTS]);
  const files = paths
    .split("\0")
    .filter((path) => path && existsSync(join(root, path)))
    .sort();
  const all = files.map((path) => `${path}\0${digest(readFileSync(join(root, path)))}`).join("\n");
  return join(datafusionTarget(), `windrow-green-${digest(all + (await builtMark()))}`);
}

/**
 * The reason not to run the tests: they need not run, or take too long to run without a request.
 *
 * @returns {Promise<string | undefined>}
 */
export async function reasonToSkip() {
  if (process.env.CI_FULL) return undefined;
  if (existsSync(await greenMark()))
    return "nothing they depend on has changed since they passed; CI_FULL=1 runs them all the same";
  if (existsSync(await builtMark())) return undefined;
  return "DataFusion is not built here, which takes half an hour on two cores; `npm run test:datafusion` builds it and runs them";
}

/** Clippy in the compiler's place, so that one build serves both: `cargo clippy` would check all dependencies again. */
async function lint() {
  const driver = join(await capture("rustc", ["--print", "sysroot"]), "bin/clippy-driver");
  const wrapped = { ...env(), RUSTC_WORKSPACE_WRAPPER: driver, CLIPPY_ARGS: "-D__CLIPPY_HACKERY__warnings__CLIPPY_HACKERY__" };
  await cargo(["build", "--features", "cluster", "--lib"], { env: wrapped });
}

/** Lints the functions, the command and the cluster, and runs their tests. */
export async function testDatafusion() {
  await lint();
  const tests = ["test", "--features", "cluster"];
  await cargo([...tests, "--no-run"]);
  const output = await cargo(tests, { timeout: PATIENCE });
  mkdirSync(datafusionTarget(), { recursive: true });
  for (const mark of [await builtMark(), await greenMark()]) writeFileSync(mark, "");
  return output;
}
