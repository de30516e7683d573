// Invariants of the repository as a whole.
import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { appendFileSync, cpSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { root } from "../../scripts/lib/run.js";
import { sampleCsv } from "../../scripts/lib/sample.js";

const git = (...args) => execFileSync("git", args, { cwd: root, encoding: "utf8" });

test("the core has no dependency", () => {
  const tree = execFileSync("cargo", ["tree", "--edges", "normal"], { cwd: root, encoding: "utf8" });
  assert.match(tree, /^windrow v[^\n]*\n$/);
});

test("the bindings' crates cannot be named in the core", (t) => {
  const copy = mkdtempSync(join(tmpdir(), "windrow-"));
  t.after(() => rmSync(copy, { recursive: true }));
  for (const name of ["Cargo.toml", "Cargo.lock", "src", "tests", "examples", "benches"]) {
    cpSync(join(root, name), join(copy, name), { recursive: true });
  }
  const check = () => {
    const args = ["check", "--lib", "--offline", "--target-dir", join(copy, "target")];
    return spawnSync("cargo", args, { cwd: copy, encoding: "utf8" });
  };
  assert.equal(check().status, 0, "the copy as it is");
  appendFileSync(join(copy, "src/cut/walk.rs"), "use wasm_bindgen::prelude::*;\n");
  const { status, stderr } = check();
  assert.notEqual(status, 0);
  assert.match(stderr, /wasm_bindgen/);
});

test("the glue is written by the version of wasm-bindgen that the crate has", () => {
  const versionIn = (manifest) => /^wasm-bindgen.*"=([\d.]+)"/m.exec(readFileSync(join(root, manifest), "utf8"))[1];
  assert.equal(versionIn("tools/bindgen/Cargo.toml"), versionIn("Cargo.toml"));
});

test("the sample is the same on every machine", () => {
  const hash = createHash("sha256").update(sampleCsv()).digest("hex");
  assert.equal(hash, "40f24a48323f3203d129d6e08675d698ad5ec2a8c7540bb66591eac1e63a4380");
});

test("lock files hold no download addresses, and git no generated file", () => {
  assert.doesNotMatch(readFileSync(join(root, "package-lock.json"), "utf8"), /"resolved": "http/);
  const generated = /^(target|node_modules|pkg\/dist|www\/dist|www\/public)\//;
  const files = git("ls-files")
    .split("\n")
    .filter((name) => generated.test(name));
  assert.deepEqual(files, []);
});
