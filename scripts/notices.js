// Writes THIRD-PARTY-NOTICES beside each product, and one bill of materials (CycloneDX) for all of them.
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { cli } from "./lib/cli.js";
import { crates, licenceTexts, packages } from "./lib/components.js";
import { root } from "./lib/run.js";

const NOTICES = "THIRD-PARTY-NOTICES";

/** The parts of each product; the module is in all of them. */
export const PRODUCTS = {
  "pkg/dist": () => crates(),
  "cli/dist": () => [...crates(), ...packages("cli")],
  "www/dist": () => [...crates(), ...packages("www")],
};

/** The notices of a product: each component, and each licence once, however its lines are broken. */
export function notices(components) {
  const texts = new Map();
  const lines = components.map((component) => {
    for (const { name, text } of licenceTexts(component)) {
      const words = text.split(/\s+/).join(" ");
      const { of } = texts.get(words) ?? texts.set(words, { text, of: [] }).get(words);
      of.push(`${component.name} ${component.version}, ${name}`);
    }
    return `${component.name} ${component.version} (${component.kind}): ${component.license}`;
  });
  const bodies = [...texts.values()].map(({ text, of }) => `${"-".repeat(80)}\n${of.join("\n")}\n\n${text}\n`);
  return `Windrow is built from, or asks for, these works of others.\n\n${lines.join("\n")}\n\n${bodies.join("\n")}`;
}

/** Writes the notices into the folder of a product. */
export async function writeNotices(folder) {
  await writeFile(join(root, folder, NOTICES), notices(PRODUCTS[folder]()));
}

/** The bill of materials, without a time or a number of its own: the same components give the same bytes. */
export function bill() {
  const all = new Map(
    Object.values(PRODUCTS)
      .flatMap((components) => components())
      .map((component) => [`pkg:${component.kind}/${component.name}@${component.version}`, component]),
  );
  const components = [...all]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([purl, { name, version, license }]) => ({
      type: "library",
      name,
      version,
      purl,
      licenses: [{ expression: license.replaceAll("/", " OR ") }],
    }));
  return {
    bomFormat: "CycloneDX",
    specVersion: "1.6",
    version: 1,
    metadata: { component: { type: "library", name: "windrow" } },
    components,
  };
}

cli(import.meta.url, async () => {
  for (const folder of Object.keys(PRODUCTS)) await writeNotices(folder);
  await writeFile(join(root, "target/windrow.cdx.json"), `${JSON.stringify(bill(), null, 2)}\n`);
  console.log(`${bill().components.length} components in target/windrow.cdx.json`);
});
