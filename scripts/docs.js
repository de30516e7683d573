// Writes all documents as one site to docs/site: the pages of the repository, the reference of the
// package by typedoc, and that of the crate by rustdoc.
import { cp, rm } from "node:fs/promises";
import { join } from "node:path";
import { build } from "./build.js";
import { cli } from "./lib/cli.js";
import { root, run } from "./lib/run.js";
import { writePages } from "./lib/site.js";
import { setup } from "./setup.js";

const site = join(root, "docs/site");

/** Fails where a comment links to what is not there, or an interface names what is not exported. */
async function reference() {
  const cwd = join(root, "docs/reference");
  await run("npm", ["run", "--silent", "build"], { cwd, label: "writing the package's reference", quiet: true });
}

/** Fails where a comment of the crate links to what is not there. */
async function crate() {
  const env = { ...process.env, RUSTDOCFLAGS: "--deny warnings" };
  await run("cargo", ["doc", "--no-deps", "--lib"], { env, label: "writing the crate's reference", quiet: true });
}

/** Writes the whole site, and resolves to its first page. */
export async function docs() {
  await rm(site, { recursive: true, force: true });
  await writePages(site);
  await reference();
  await crate();
  await cp(join(root, "docs/reference/html"), join(site, "reference"), { recursive: true });
  await cp(join(root, "target/doc"), join(site, "rust"), { recursive: true });
  return join(site, "index.html");
}

cli(import.meta.url, async () => {
  await setup("build");
  await build();
  console.log(`The documents are at ${await docs()}.`);
});
