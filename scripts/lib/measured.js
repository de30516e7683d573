// The tables of docs/performance.md, which are what was measured.
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { root } from "./run.js";

const DOCUMENT = join(root, "docs/performance.md");

/**
 * @param {string[][]} lines of cells, the head first
 * @param {string[]} words the columns that hold no numbers
 */
export function table([head, ...lines], words) {
  const align = head.map((column) => (words.includes(column) ? "---" : "---:"));
  return [head, align, ...lines].map((cells) => `| ${cells.join(" | ")} |\n`).join("");
}

/** Puts a table in place of the one between `<!-- name -->` and the next `<!-- -->`. */
export async function writeTable(name, table) {
  const begin = `<!-- ${name} -->\n`;
  const [before, after] = (await readFile(DOCUMENT, "utf8")).split(begin);
  const end = after?.indexOf("<!-- -->") ?? -1;
  if (end < 0) throw new Error(`${DOCUMENT} has no place for the table of ${name}.`);
  await writeFile(DOCUMENT, `${before}${begin}\n${table}\n${after.slice(end)}`);
}
