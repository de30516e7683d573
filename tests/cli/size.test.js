// Files of more bytes than 32 bits can count, most of which are a hole.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { closeSync, ftruncateSync, mkdtempSync, openSync, rmSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, it } from "node:test";
import { root } from "../../scripts/lib/run.js";

const SIZE = 2 ** 32 + 100;
let folder;
before(() => (folder = mkdtempSync(join(tmpdir(), "windrow-size-"))));
after(() => rmSync(folder, { recursive: true, force: true }));

for (const [name, head, input] of [
  ["a.arrow", "ARROW1\0\0", "arrow"],
  ["a.json", "[", "json"],
  ["a.jsonl", '{"a": "', "jsonl"],
]) {
  it(`${name} is refused by its size, and not taken for its first 100 bytes`, () => {
    const file = join(folder, name);
    const descriptor = openSync(file, "w");
    writeSync(descriptor, head);
    ftruncateSync(descriptor, SIZE);
    closeSync(descriptor);
    const { status, stderr } = spawnSync(
      process.execPath,
      [join(root, "cli/dist/main.js"), file, "--input", input, "--max-rows", "9"],
      { encoding: "utf8" },
    );
    assert.equal(status, 1, stderr);
    assert.match(stderr, /TOO_LARGE: .*4,294,967,396/);
  });
}
