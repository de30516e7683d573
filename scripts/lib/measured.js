// The tables in docs/ that a measurement writes.
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { root } from "./run.js";

/**
 * @param {string[][]} lines of cells, the head first
 * @param {string[]} words the columns that hold no numbers
 */
export function table([head, ...lines], words) {
  const align = head.map((column) => (words.includes(column) ? "---" : "---:"));
  return [head, align, ...lines].map((cells) => `| ${cells.join(" | ")} |\n`).join("");
}

/**
 * Replaces the table between `<!-- name -->` and the next `<!-- -->`.
 *
 * @param {string} name
 * @param {string} table
 * @param {string} [document] the file, from the repository's folder
 */
export async function writeTable(name, table, document = "docs/measurements.md") {
  const path = join(root, document);
  const begin = `<!-- ${name} -->\n`;
  const [before, after] = (await readFile(path, "utf8")).split(begin);
  const end = after?.indexOf("<!-- -->") ?? -1;
  if (end < 0) throw new Error(`${document} has no place for the table of ${name}.`);
  await writeFile(path, `${before}${begin}\n${table}\n${after.slice(end)}`);
}
