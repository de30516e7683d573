import { existsSync, readFileSync } from "node:fs";
import { homedir } from "node:os";
import { delimiter, join } from "node:path";
import { cache } from "./cache.js";
import { capture, find, root, run } from "./run.js";

const WASM_PACK = "0.15.1";

/**
 * A program that cargo builds from its crate.
 *
 * @typedef {object} Tool
 * @property {string} crate
 * @property {string} command
 * @property {string} version
 * @property {string} takes how long installing it lasts
 */

/**
 * The runner of the tests in WebAssembly.
 *
 * @returns {Tool}
 */
export function wasmBindgen() {
  const manifest = readFileSync(join(root, "Cargo.toml"), "utf8");
  const version = /^wasm-bindgen\s*=.*"=(\d+\.\d+\.\d+)"/m.exec(manifest)?.[1];
  if (!version) throw new Error('wasm-bindgen needs a `version = "=x.y.z"` in Cargo.toml.');
  return { crate: "wasm-bindgen-cli", command: "wasm-bindgen", version, takes: "about 3 minutes" };
}

/** @returns {Tool} */
export function wasmPack() {
  return { crate: "wasm-pack", command: "wasm-pack", version: WASM_PACK, takes: "about 3 minutes" };
}

/**
 * By version, for old checkouts to keep theirs.
 *
 * @param {Tool} tool
 */
const folder = ({ crate, version }) => join(cache, `${crate}-${version}`);

/** @param {Tool} tool */
const bin = (tool) => join(folder(tool), "bin");

/** @param {Tool} tool */
export async function ensureTool(tool) {
  if (existsSync(join(bin(tool), tool.command)) || (await isOnPath(tool))) return;
  const { crate, version, takes } = tool;
  // Without --locked: a lock file may name a release that has been withdrawn since.
  const install = ["install", crate, "--version", `=${version}`];
  try {
    await run("cargo", [...install, "--root", folder(tool)], {
      label: `installing ${crate} ${version} with cargo (${takes})`,
      quiet: true,
      // Outside the repository, whose cargo settings are for its own builds.
      cwd: homedir(),
    });
  } catch (cause) {
    const command = ["cargo", ...install].join(" ");
    throw new Error(`${crate} ${version} is needed: install it with \`${command}\`.`, { cause });
  }
}

/** The path of the program that writes the glue: `tools/bindgen`, by the version of wasm-bindgen. */
const bindgenFolder = () => join(cache, `bindgen-${wasmBindgen().version}`);

export const bindgen = () => join(bindgenFolder(), "debug/bindgen");

/** Compiles the program that writes the glue, in a third of the time of wasm-bindgen's whole command line. */
export async function ensureBindgen() {
  if (existsSync(bindgen())) return;
  const args = ["build", "--locked", "--manifest-path", join(root, "tools/bindgen/Cargo.toml"), "--target-dir", bindgenFolder()];
  await run("cargo", args, {
    label: "compiling what writes the WebAssembly's glue (about 1 minute)",
    quiet: true,
    cwd: homedir(),
  });
}

/** @param {Tool} tool */
async function isOnPath({ command, version }) {
  const path = find(command);
  if (!path) return false;
  const said = await capture(path, ["--version"]).catch(() => "");
  return said.split(" ")[1] === version;
}

/**
 * The environment in which the tools of this set-up are found: the ones installed here and, from
 * `node_modules`, wasm-opt. In CI, where each checkout is a new one, they share what cargo has compiled.
 *
 * @returns {NodeJS.ProcessEnv}
 */
export function toolEnv() {
  const folders = [bin(wasmBindgen()), bin(wasmPack()), join(root, "node_modules/.bin")];
  const shared = process.env.CI ? { CARGO_BUILD_BUILD_DIR: join(cache, "compiled") } : {};
  return { ...shared, ...process.env, PATH: [...folders, process.env.PATH].join(delimiter) };
}
