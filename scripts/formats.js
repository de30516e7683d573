// Writes the tables of docs/formats.md, from what the formats say of themselves.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { formatsAsMarkdown } from "windrow/etl";
import { root } from "./lib/run.js";

const file = join(root, "docs/formats.md");
writeFileSync(file, withTables(readFileSync(file, "utf8")));

/** The document with up-to-date tables. */
export function withTables(document) {
  return document.slice(0, document.indexOf("## Chats")) + formatsAsMarkdown();
}
