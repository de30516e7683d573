// The package as its users get it: packed, and installed into a fresh folder without a network.
import { execFileSync } from "node:child_process";
import { cpSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { root } from "../../../scripts/lib/run.js";

const apps = fileURLToPath(new URL("../apps", import.meta.url));
const suites = ["conformance.js", "worker-conformance.js"];

/** The apps that a browser opens without a build. */
const PAGES = [
  "browser",
  "inline",
  "plain",
  "plain-remote",
  "plain-worker",
  "remote",
  "reporting",
  "service",
  "single-file",
  "slim",
  "worker",
];

/** Makes a folder with the package and the apps that use it. Returns its path, and npm's list of packed files. */
export function installed() {
  // Without links, for tools that compare paths.
  const folder = mkdtempSync(join(realpathSync(tmpdir()), "windrow-app-"));
  process.once("exit", () => rmSync(folder, { recursive: true, force: true }));
  const npm = (cwd, ...args) =>
    execFileSync("npm", [...args, "--offline", "--no-audit", "--no-fund"], {
      cwd,
      encoding: "utf8",
      stdio: ["ignore", "pipe", "pipe"],
    });
  const [packed] = JSON.parse(npm(join(root, "pkg"), "pack", "--json", "--pack-destination", folder));
  writeFileSync(join(folder, "package.json"), '{ "private": true, "type": "module" }\n');
  npm(folder, "install", join(folder, packed.filename));
  cpSync(apps, folder, { recursive: true });
  for (const name of suites) cpSync(join(apps, "..", name), join(folder, name));
  for (const page of PAGES) writePage(folder, page);
  return { folder, packed };
}

/** Writes a page with only a script. */
export function writePage(folder, name, kind = 'type="module"') {
  const script = `<script ${kind} src="./${name}.js"></script>`;
  writeFileSync(join(folder, `${name}.html`), `<!doctype html><meta charset="utf-8"><title>${name}</title>${script}\n`);
}
