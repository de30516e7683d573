// Arrow that is damaged is refused by the command line as by the library, and hangs nobody.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, it } from "node:test";
import { dictionary, int32, tableFromArrays, tableToIPC, utf8 } from "@uwdata/flechette";
import { Rows, init } from "windrow";
import { root } from "../../scripts/lib/run.js";
import { windowError } from "../support/windrow.js";

let folder;
before(async () => {
  await init();
  folder = mkdtempSync(join(tmpdir(), "windrow-damaged-"));
});
after(() => rmSync(folder, { recursive: true }));

/** A stream whose column holds indices of a dictionary of three texts, with one of them overwritten. */
function withIndex(index) {
  const values = ["aa", "bb", "cc", "aa", "bb", "cc"];
  const ipc = tableToIPC(tableFromArrays({ body: values }, { types: { body: dictionary(utf8(), int32()) } }), {
    format: "stream",
  });
  const at = Buffer.from(ipc).indexOf(Buffer.from(Int32Array.of(0, 1, 2, 0, 1, 2).buffer));
  assert.ok(at > 0);
  new DataView(ipc.buffer, ipc.byteOffset).setInt32(at + 8, index, true);
  return ipc;
}

function run(ipc) {
  const file = join(folder, "x.arrows");
  writeFileSync(file, ipc);
  return spawnSync(
    process.execPath,
    [join(root, "cli/dist/main.js"), file, "--max-rows", "1", "--format", "csv", "--text", "body"],
    { encoding: "utf8", timeout: 60_000 },
  );
}

it("what is whole is read", () => {
  const { status, stdout, stderr } = run(withIndex(2));
  assert.equal(status, 0, stderr);
  assert.equal(stdout.trim().split("\r\n").length, 7);
});

for (const index of [3, 99, -1, 2 ** 31 - 1]) {
  it(`an index ${index} of three`, () => {
    const ipc = withIndex(index);
    assert.throws(() => Rows.fromArrow(ipc, { text: "body" }), windowError("CORRUPT_ARROW"));
    const { status, stderr, signal } = run(ipc);
    assert.equal(signal, null);
    assert.notEqual(status, 0);
    assert.match(stderr, /CORRUPT_ARROW/);
  });
}
