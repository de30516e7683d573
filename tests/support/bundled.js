// A module of the page as JavaScript, so that Node runs it as it is.
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { root } from "../../scripts/lib/run.js";

/** @param {string} path of a TypeScript module, in the repository */
export async function bundled(path) {
  const { build } = await import("esbuild");
  // In the repository, so that packages are found; a file for each process, as suites run at once.
  const outfile = join(root, "target/services", `${path.replace(/\W+/g, "-")}-${process.pid}.mjs`);
  await build({
    entryPoints: [join(root, path)],
    outfile,
    bundle: true,
    packages: "external",
    format: "esm",
    target: "node20",
    logLevel: "error",
  });
  return import(pathToFileURL(outfile).href);
}
