// Every word of the documents is in a dictionary or in words.txt.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { test } from "node:test";
import { root } from "../../scripts/lib/run.js";
import { documents } from "../support/markdown.js";

/** The findings of cspell, one a line: `file:line:column - Unknown word (…)`. */
function misspelt(files, input) {
  const args = [
    "lint",
    "--no-progress",
    "--no-summary",
    "--no-color",
    "--config",
    join(root, "tests/docs/cspell.json"),
    ...files,
  ];
  const { status, stdout, stderr } = spawnSync(join(root, "node_modules/.bin/cspell"), args, {
    cwd: root,
    encoding: "utf8",
    input,
  });
  assert.ok(status === 0 || stdout.includes("Unknown word"), stderr);
  return stdout.split("\n").filter(Boolean);
}

test("words are spelt right", () => assert.deepEqual(misspelt(documents()), []));

test("misspelt words are found", () => {
  const text = "A windowe, and a [link](wich.md) to `cde`.\n\n```text\nabcde fghij\n```\n";
  assert.match(misspelt(["stdin://a.md"], text).join("\n"), /^[^\n]*1:3 - Unknown word \(windowe\)[^\n]*$/);
});
