import { readFile, readdir, rm } from "node:fs/promises";
import { join, resolve } from "node:path";

/**
 * Removes the declarations that nobody can import: those to which no entry of the package leads.
 *
 * @param {string} folder the package's
 */
export async function pruneDeclarations(folder) {
  const { exports } = JSON.parse(await readFile(join(folder, "package.json"), "utf8"));
  const reached = new Set();
  const follow = async (file) => {
    if (reached.has(file)) return;
    reached.add(file);
    const text = await readFile(file, "utf8");
    const imports = text.matchAll(/(?:from|import) ?\(?"(\.[^"]+)\.js"/g);
    await Promise.all([...imports].map(([, path]) => follow(resolve(file, "..", `${path}.d.ts`))));
  };
  const entries = Object.values(exports).flatMap(({ types }) => types ?? []);
  await Promise.all(entries.map((types) => follow(join(folder, types))));
  for (const name of await readdir(join(folder, "dist"), { recursive: true })) {
    const file = join(folder, "dist", name);
    // What the module comes with is what the next build is compiled against.
    if (name.endsWith(".d.ts") && !name.startsWith("wasm") && !reached.has(file)) await rm(file);
  }
}
