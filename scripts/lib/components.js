// The components of each product, from Cargo's metadata and from npm's installed packages.
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { root } from "./run.js";
import { WASM_TARGET } from "./wasm-target.js";

/**
 * @typedef {object} Component
 * @property {"cargo" | "npm"} kind
 * @property {string} name
 * @property {string} version
 * @property {string} license an SPDX expression
 * @property {string} folder
 */

/** The crates in the WebAssembly module, without those that only run while it is built. */
export function crates() {
  const args = ["metadata", "--format-version", "1", "--locked", "--features", "wasm", "--filter-platform", WASM_TARGET];
  const { packages, resolve } = JSON.parse(
    execFileSync("cargo", args, { cwd: root, maxBuffer: 1 << 28, stdio: ["ignore", "pipe", "ignore"] }),
  );
  const byId = new Map(packages.map((found) => [found.id, found]));
  const nodes = new Map(resolve.nodes.map((node) => [node.id, node]));
  const isMacro = (id) => byId.get(id).targets.some(({ kind }) => kind.includes("proc-macro"));
  const reached = new Set();
  const visit = (id) => {
    for (const { pkg, dep_kinds } of nodes.get(id).deps) {
      if (reached.has(pkg) || isMacro(pkg) || !dep_kinds.some(({ kind }) => kind === null)) continue;
      reached.add(pkg);
      visit(pkg);
    }
  };
  visit(resolve.root);
  return [...reached]
    .map((id) => byId.get(id))
    .map(({ name, version, license, manifest_path }) => ({
      kind: "cargo",
      name,
      version,
      license,
      folder: dirname(manifest_path),
    }))
    .sort(byName);
}

/** The runtime dependencies of a package of the workspace, and theirs, as far as they are installed. */
export function packages(workspace) {
  const found = new Map();
  const visit = (folder, names) => {
    for (const name of names) {
      const at = installed(folder, name);
      if (at === undefined || found.has(at) || name === "windrow") continue;
      const manifest = manifestOf(at);
      found.set(at, { kind: "npm", name, version: manifest.version, license: licenseOf(manifest), folder: at });
      visit(at, Object.keys(manifest.dependencies ?? {}));
    }
  };
  const { dependencies = {} } = manifestOf(join(root, workspace));
  visit(join(root, workspace), Object.keys(dependencies));
  return [...found.values()].sort(byName);
}

const byName = (a, b) => (a.name < b.name ? -1 : 1);
const manifestOf = (folder) => JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
const licenseOf = ({ license, licenses }) =>
  typeof license === "string" ? license : (license?.type ?? licenses?.map(({ type }) => type).join(" OR ") ?? "UNKNOWN");

function installed(from, name) {
  for (let folder = from; ; folder = dirname(folder)) {
    const at = join(folder, "node_modules", name);
    if (existsSync(join(at, "package.json"))) return at;
    if (folder === root || dirname(folder) === folder) return undefined;
  }
}

/** The texts of a component's licences, as it comes with them; of MIT alone where that is offered among others. */
export function licenceTexts({ folder, license }) {
  const all = readdirSync(folder).filter(
    (name) => /^(licen[cs]e|copying|notice|unlicense)/i.test(name) && !/\.(js|ts|json)$/.test(name),
  );
  const mit = license.includes(" AND ") ? [] : all.filter((name) => /mit/i.test(name));
  const names = mit.length > 0 ? mit : all;
  return names.sort().flatMap((name) => {
    try {
      return [{ name, text: readFileSync(join(folder, name), "utf8").replaceAll("\r\n", "\n").trim() }];
    } catch {
      return []; // a folder
    }
  });
}
