// A release, in two steps with a look between them:
//
//   npm run release -- prepare 0.2.0   writes the version into every manifest and dates the changelog
//   npm run release -- [--dry-run]     checks, tests, packs and tags what is committed
//
// A dry run leaves out the tests and the tag, and accepts an uncommitted tree. Nothing is published: the
// script prints the commands for that.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { build } from "./build.js";
import { cli } from "./lib/cli.js";
import { capture, root, run } from "./lib/run.js";
import { setup } from "./setup.js";

const USAGE = "npm run release -- prepare VERSION, or npm run release -- [--dry-run]";
const CHANGELOG = "pkg/CHANGELOG.md";
const VERSION = String.raw`\d+\.\d+\.\d+(?:-[\w.]+)?`;

/** The places of the version: the text before it, and after it. */
const PLACES = [
  ["Cargo.toml", /^(version = ")VERSION(")/m],
  ["Cargo.lock", /^(name = "windrow"\nversion = ")VERSION(")/m],
  ["datafusion/Cargo.toml", /^(version = ")VERSION(")/m],
  ["datafusion/Cargo.lock", /^(name = "windrow"\nversion = ")VERSION(")/m],
  ["datafusion/Cargo.lock", /^(name = "windrow-datafusion"\nversion = ")VERSION(")/m],
  ["pkg/package.json", /^( {2}"version": ")VERSION(")/m],
  ["cli/package.json", /^( {2}"version": ")VERSION(")/m],
  ["cli/package.json", /^( {4}"windrow": "\^)VERSION(")/m],
  ["package-lock.json", /^( {6}"name": "windrow",\n {6}"version": ")VERSION(")/m],
  ["package-lock.json", /^( {6}"name": "windrow-cli",\n {6}"version": ")VERSION(")/m],
  ["package-lock.json", /^( {8}"windrow": "\^)VERSION(")/m],
].map(([name, pattern]) => ({ name, pattern: new RegExp(pattern.source.replace("VERSION", VERSION), "m") }));

const read = (name, folder = root) => readFileSync(join(folder, name), "utf8");

/** Each place and its version. */
export function versions(folder = root) {
  return PLACES.map(({ name, pattern }) => {
    const [found, before, after] = pattern.exec(read(name, folder)) ?? [];
    if (found === undefined) throw new Error(`${name} has no version where ${pattern} looks for it.`);
    return { name, version: found.slice(before.length, found.length - after.length) };
  });
}

/** Writes the version everywhere, and the day into the changelog. */
export function prepare(version, day, folder = root) {
  if (!new RegExp(`^${VERSION}$`).test(version ?? "")) throw new Error(`${version} is not a version such as 0.2.0.\n${USAGE}`);
  for (const { name, pattern } of PLACES) {
    writeFileSync(join(folder, name), read(name, folder).replace(pattern, `$1${version}$2`));
  }
  const changes = read(CHANGELOG, folder);
  const dated = changes.replace(/^## .*\(unreleased\)$/m, `## ${version} (${day})`);
  if (dated === changes) throw new Error(`${CHANGELOG} has no heading that ends in "(unreleased)": write down what changed.`);
  writeFileSync(join(folder, CHANGELOG), dated);
}

/** The obstacles to a release; empty if there are none. */
export function faults(folder = root) {
  const found = versions(folder);
  const [{ version }] = found;
  const others = found.filter((place) => place.version !== version);
  return [
    ...others.map((place) => `${place.name} has version ${place.version}, not ${version}.`),
    ...(read(CHANGELOG, folder).includes(`## ${version} (2`) ? [] : [`${CHANGELOG} has no dated heading for ${version}.`]),
  ];
}

/** Packs the npm packages and the crate into a folder, and gives the commands that publish them. */
async function pack(version) {
  const folder = join(root, "target/release-packages");
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const name of ["pkg", "cli"]) {
    await run("npm", ["pack", join(root, name), "--pack-destination", folder, "--silent"], {
      label: `packing ${name}`,
      quiet: true,
    });
  }
  await run("cargo", ["package", "--allow-dirty", "--target-dir", join(root, "target")], {
    label: "packing the crate, and building it",
    quiet: true,
  });
  return [
    `npm publish ${join(folder, `windrow-${version}.tgz`)}`,
    `npm publish ${join(folder, `windrow-cli-${version}.tgz`)}`,
    "cargo publish",
    `git push origin v${version}`,
  ];
}

async function release(isDry) {
  const [{ version }] = versions();
  const dirty = await capture("git", ["status", "--porcelain"]);
  const inTheWay = [...(dirty ? ["The tree holds changes that are not committed."] : []), ...faults()];
  if (inTheWay.length > 0 && !isDry) throw new Error(inTheWay.join("\n"));
  for (const fault of inTheWay) console.log(`in the way: ${fault}`);
  await setup(isDry ? "build" : "test");
  if (isDry) await build();
  else await run("npm", ["test"], { env: { ...process.env, CI_FULL: "1" } });
  const commands = await pack(version);
  if (!isDry) await run("git", ["tag", "--annotate", `v${version}`, "--message", `windrow ${version}`]);
  console.log(`\n${isDry ? "A dry run: nothing is tagged. To" : "Tagged. To"} publish:\n  ${commands.join("\n  ")}`);
}

cli(import.meta.url, async (...args) => {
  if (args[0] === "prepare" && args.length === 2) return prepare(args[1], new Date().toISOString().slice(0, 10));
  if (args.some((arg) => arg !== "--dry-run")) throw new Error(USAGE);
  return release(args.includes("--dry-run"));
});
