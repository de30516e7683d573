// A release has one version, which one command writes.
import assert from "node:assert/strict";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { after, before, test } from "node:test";
import { root } from "../../scripts/lib/run.js";
import { faults, prepare, versions } from "../../scripts/release.js";

let folder;

before(() => {
  folder = mkdtempSync(join(tmpdir(), "windrow-release-"));
  for (const name of [...new Set(versions().map(({ name }) => name)), "pkg/CHANGELOG.md"]) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    cpSync(join(root, name), join(folder, name));
  }
});

after(() => rmSync(folder, { recursive: true, force: true }));

test("every manifest and lock file has one version", () => {
  assert.equal(new Set(versions().map(({ version }) => version)).size, 1);
});

test("a release needs a dated heading", () => {
  assert.match(faults(folder).join(), /no dated heading/);
});

test("one command writes the version everywhere, and nothing else", () => {
  prepare("7.8.9-rc.1", "2030-01-02", folder);
  assert.deepEqual(new Set(versions(folder).map(({ version }) => version)), new Set(["7.8.9-rc.1"]));
  assert.deepEqual(faults(folder), []);
  assert.match(readFileSync(join(folder, "pkg/CHANGELOG.md"), "utf8"), /^## 7\.8\.9-rc\.1 \(2030-01-02\)$/m);
  for (const { name } of versions()) {
    const [own, written] = [root, folder].map((from) => readFileSync(join(from, name), "utf8").split("\n"));
    assert.equal(own.length, written.length);
    const changed = written.filter((line, i) => line !== own[i]);
    assert.ok(
      changed.every((line) => line.includes("7.8.9-rc.1")),
      `${name}: ${changed.join()}`,
    );
  }
});

test("an invalid version, and a second release of the same changes, are refused", () => {
  assert.throws(() => prepare("1.2", "2030-01-02", folder), /is not a version/);
  assert.throws(() => prepare("7.9.0", "2030-01-02", folder), /unreleased/);
});
