// Writes all documents as one site to docs/site: the pages of the repository by VitePress, the reference of the package
// by typedoc, that of the crate by rustdoc, and the preview page.
import { cp } from "node:fs/promises";
import { join } from "node:path";
import { build } from "./build.js";
import { cli } from "./lib/cli.js";
import { root, run } from "./lib/run.js";
import { setup } from "./setup.js";

const site = join(root, "docs/site");
const cwd = join(root, "docs");

/** Writes the whole site, and resolves to its first page. */
export async function docs() {
  await run("npm", ["run", "--silent", "build"], { cwd, label: "writing the pages", quiet: true });
  await run("npm", ["run", "--silent", "reference"], { cwd, label: "writing the package's reference", quiet: true });
  const env = { ...process.env, RUSTDOCFLAGS: "--deny warnings" };
  await run("cargo", ["doc", "--no-deps", "--lib"], { env, label: "writing the crate's reference", quiet: true });
  await cp(join(root, "target/doc"), join(site, "rust"), { recursive: true });
  await cp(join(root, "www/dist"), join(site, "preview"), { recursive: true });
  return join(site, "index.html");
}

cli(import.meta.url, async () => {
  await setup("build");
  await build();
  console.log(`The documents are at ${await docs()}.`);
});
