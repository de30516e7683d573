// The compiler's declarations, reduced to those that ES modules and `require` can import.
import { readFile, readdir, rm, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";

const IMPORT = /((?:from|import) ?\(?")(\.[^"]+)\.js"/g;

/**
 * Removes the declarations that no entry of the package leads to. Those that CommonJS reaches become declarations of
 * CommonJS, which ES modules can import too, so that each has one copy: a second copy would be a second `Rows`.
 *
 * @param {string} folder the package's
 */
export async function pruneDeclarations(folder) {
  const { exports } = JSON.parse(await readFile(join(folder, "package.json"), "utf8"));
  const types = Object.values(exports).flatMap((entry) => entry.types ?? []);
  const inCommonJs = types.flatMap(({ require }) => require ?? []);
  const entries = (paths) => paths.map((path) => join(folder, path.replace(/\.d\.c?ts$/, "")));
  const shared = await reachedFrom(entries(inCommonJs));
  const all = await reachedFrom(entries(types.map((entry) => entry.default ?? entry)));
  const names = await readdir(join(folder, "dist"), { recursive: true });
  // What the module comes with is what the next build is compiled against.
  const old = names.filter((name) => /\.d\.c?ts$/.test(name) && !name.startsWith("wasm"));
  await Promise.all(old.map((name) => rm(join(folder, "dist", name))));
  const extension = (file) => (shared.has(file) ? "cjs" : "js");
  for (const [file, text] of all) {
    const rewritten = text.replace(IMPORT, (_, before, path) => `${before}${path}.${extension(resolve(file, "..", path))}"`);
    await writeFile(`${file}.d.${shared.has(file) ? "cts" : "ts"}`, rewritten);
  }
  for (const entry of entries(inCommonJs))
    await writeFile(`${entry}.d.ts`, `export * from "./${entry.split("/").at(-1)}.cjs";\n`);
}

/** The declarations that these lead to, by their paths without the extension. */
async function reachedFrom(entries) {
  const reached = new Map();
  const follow = async (file) => {
    if (reached.has(file)) return;
    reached.set(file, "");
    const text = await readFile(`${file}.d.ts`, "utf8");
    reached.set(file, text);
    await Promise.all([...text.matchAll(IMPORT)].map(([, , path]) => follow(resolve(file, "..", path))));
  };
  await Promise.all(entries.map(follow));
  return reached;
}
