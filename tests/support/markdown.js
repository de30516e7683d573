// The project's documents and their parts.
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../../scripts/lib/run.js";

/** All documents, as paths from the folder of the repository. */
export function documents() {
  const args = ["ls-files", "--cached", "--others", "--exclude-standard", "*.md"];
  const names = execFileSync("git", args, { cwd: root, encoding: "utf8" }).trim().split("\n");
  return names.filter((name) => existsSync(join(root, name)));
}

export const read = (name) => readFileSync(join(root, name), "utf8");

/**
 * A document's fenced blocks, in order, each with the line it begins at.
 *
 * @param {string} text
 * @returns {{ language: string, code: string, line: number }[]}
 */
export function blocks(text) {
  const found = text.matchAll(/^```([^\n]*)\n([^]*?)^```$/gm);
  return [...found].map(({ 1: language, 2: code, index }) => ({
    language,
    code,
    line: text.slice(0, index).split("\n").length,
  }));
}

/** A document with empty lines in place of its fenced blocks. */
export const prose = (text) => text.replace(/^```[^]*?^```$/gm, (block) => block.replace(/[^\n]/g, ""));

/** The id that GitHub gives a heading. */
export const anchor = (heading) =>
  heading
    .trim()
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\p{M}\s_-]/gu, "")
    .replace(/\s/g, "-");
