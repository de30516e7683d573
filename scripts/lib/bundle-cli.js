import { chmod, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join, sep } from "node:path";
import { root } from "./run.js";

/** The readers that the command line carries: the package itself depends on nothing. */
const READERS = ["hyparquet", "hyparquet-compressors", "fzstd", "@uwdata/flechette"];

/**
 * Makes one file of the compiled command line and its readers, with their licences, in place of what
 * is in the folder. The package's own modules stay apart, as they are there already.
 *
 * @param {string} folder where the compiled command line is, such as `pkg/dist/cli`
 */
export async function bundleCli(folder) {
  const file = join(folder, "main.js");
  // Not before it is installed.
  const { build } = await import("esbuild");
  const { outputFiles } = await build({
    entryPoints: [file],
    bundle: true,
    format: "esm",
    platform: "node",
    target: "node20.19",
    minify: true,
    legalComments: "none",
    write: false,
    plugins: [{ name: "apart", setup: (on) => on.onResolve({ filter: /^\.\.\// }, isApart(folder)) }],
  });

  const licences = await Promise.all(
    READERS.map(async (name) => `${name}\n\n${await readFile(join(root, "node_modules", name, "LICENSE"), "utf8")}`),
  );
  const notice = `/*! This file contains:\n\n${licences.join("\n\n").replaceAll("*/", "* /")}\n*/`;
  await rm(folder, { recursive: true });
  await mkdir(folder);
  await writeFile(file, `#!/usr/bin/env node\n${notice}\n${outputFiles[0].text}`);
  await chmod(file, 0o755);
}

/** What a module of the command line takes from above the folder is the package's, and stays apart. */
const isApart = (folder) => (asked) =>
  asked.importer.startsWith(folder + sep) ? { path: asked.path, external: true } : undefined;
