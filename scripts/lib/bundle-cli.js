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
    // As modules, of which what is not used is left out.
    mainFields: ["module", "main"],
    target: "node20.19",
    minify: true,
    legalComments: "none",
    write: false,
    plugins: [{ name: "command-line", setup: (on) => on.onResolve({ filter: /./ }, resolution(on, folder)) }],
  });

  const licences = await Promise.all(
    READERS.map(
      async (name) => `${name}\n\n${await readFile(join(root, "node_modules", name, "LICENSE"), "utf8")}`,
    ),
  );
  const notice = `/*! This file contains:\n\n${licences.join("\n\n").replaceAll("*/", "* /")}\n*/`;
  await rm(folder, { recursive: true });
  await mkdir(folder);
  await writeFile(file, `#!/usr/bin/env node\n${notice}\n${outputFiles[0].text}`);
  await chmod(file, 0o755);
}

/**
 * What the command line takes from above its folder is the package's, and stays apart. Of its readers,
 * which do nothing but declare, what is not used is left out: not all of them say that it may be.
 */
const resolution =
  (on, folder) =>
  async ({ path, pluginData, ...asked }) => {
    if (pluginData === folder) return undefined;
    if (path.startsWith("../") && asked.importer.startsWith(folder + sep)) return { path, external: true };
    const { importer, kind, resolveDir } = asked;
    const resolved = await on.resolve(path, { importer, kind, resolveDir, pluginData: folder });
    return { ...resolved, sideEffects: kind === "entry-point" };
  };
