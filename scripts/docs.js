// Writes the reference of the package's interface, from its sources, to docs/reference/html.
import { join } from "node:path";
import { build } from "./build.js";
import { cli } from "./lib/cli.js";
import { root, run } from "./lib/run.js";
import { setup } from "./setup.js";

/** Fails where a comment links to what is not there, or an interface names what is not exported. */
export async function docs() {
  const cwd = join(root, "docs/reference");
  await run("npm", ["run", "--silent", "build"], { cwd, label: "writing the reference", quiet: true });
}

cli(import.meta.url, async () => {
  await setup("build");
  await build();
  await docs();
  console.log(`The reference is at ${join(root, "docs/reference/html/index.html")}.`);
});
