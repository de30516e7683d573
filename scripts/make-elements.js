// Writes pkg/custom-elements.json, which editors and frameworks read, from the sources of the elements.
import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { cli } from "./lib/cli.js";
import { root } from "./lib/run.js";

const folder = join(root, "pkg/src/element");

/** Every element with its description, properties, events and parts, as the Custom Elements Manifest has them. */
export async function elementsManifest() {
  const names = (await readdir(folder, { recursive: true })).filter((name) => name.endsWith(".ts")).sort();
  const sources = await Promise.all(names.map(async (name) => [name, await readFile(join(folder, name), "utf8")]));
  const eventsOf = (name) => {
    const [, body = ""] =
      sources.map(([, text]) => new RegExp(`interface ${name}Events \\{([^]*?)\\n\\}`).exec(text)).find(Boolean) ?? [];
    return [...body.matchAll(/^  (\w+): (.*);$/gm)].map(([, name, detail]) => ({
      name,
      type: { text: `CustomEvent<${detail}>` },
    }));
  };
  const modules = sources.flatMap(([path, text]) => {
    const [, tagName, name] = /define\("(windrow-\w+)", (\w+)\)/.exec(text) ?? [];
    if (!tagName) return [];
    const [, doc = ""] = new RegExp(`/\\*\\*([^/]*?)\\*/\\s*export class ${name}`).exec(text) ?? [];
    const description = doc
      .replace(/\n? *\*/g, " ")
      .replace(/@csspart \S+/g, "")
      .replace(/\{@link [^|}]*\|? ?([^}]*)\}/g, "$1")
      .replace(/\s+/g, " ")
      .trim();
    const [, properties = ""] = /static override readonly properties: PropertyDeclarations = \{([^]*?)\};?\n/.exec(text) ?? [];
    const members = [...properties.matchAll(/(\w+): \{ (?!state)([^}]*)\}/g)].map(([, name]) => {
      const type = new RegExp(`declare ${name}: ([^;]*);|get ${name}\\(\\): ([^{]*) \\{`).exec(text);
      return { kind: "field", name, ...(type && { type: { text: (type[1] ?? type[2]).trim() } }) };
    });
    const events = eventsOf(name.replace("Windrow", ""));
    const parts = [...new Set([...text.matchAll(/ part="(\w+)"/g)].map(([, part]) => part))].map((name) => ({ name }));
    const declaration = {
      kind: "class",
      customElement: true,
      name,
      tagName,
      description,
      members,
      ...(events.length > 0 && { events }),
      ...(parts.length > 0 && { cssParts: parts }),
    };
    return [
      {
        kind: "javascript-module",
        path: `dist/element/${path.replace(/\.ts$/, ".js")}`,
        declarations: [declaration],
        exports: [{ kind: "custom-element-definition", name: tagName, declaration: { name } }],
      },
    ];
  });
  return { schemaVersion: "1.0.0", modules };
}

cli(import.meta.url, async () => {
  await writeFile(join(root, "pkg/custom-elements.json"), `${JSON.stringify(await elementsManifest(), null, 2)}\n`);
});
