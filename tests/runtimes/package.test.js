// What is in the package, and that tools and compilers make sense of it.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, it } from "node:test";
import { promisify } from "node:util";
import { brotliCompressSync, gunzipSync, gzipSync } from "node:zlib";
import { root } from "../../scripts/lib/run.js";
import { installed } from "./support/installed.js";

const run = promisify(execFile);
const { folder, packed } = installed();
const bin = (name) => join(root, "node_modules/.bin", name);
const manifest = JSON.parse(readFileSync(join(root, "pkg/package.json"), "utf8"));

/** All paths that exports lead to, by their conditions. */
function targets(entry) {
  return typeof entry === "string" ? [entry] : Object.values(entry).flatMap(targets);
}

describe("the package", () => {
  it("holds what is compiled, the WebAssembly, and words on it", () => {
    const sources = readdirSync(join(root, "pkg/src"), { recursive: true })
      .filter((name) => name.endsWith(".ts") && !name.endsWith(".d.ts"))
      .map((name) => name.replace(/\.ts$/, ""));
    const expected = [
      "CHANGELOG.md",
      "LICENSE-APACHE",
      "LICENSE-MIT",
      "README.md",
      "package.json",
      ...["gzipped.d.ts", "gzipped.js", "windrow.d.ts", "windrow.js", "windrow.wasm", "windrow.wasm.d.ts"].map(
        (name) => `dist/wasm/${name}`,
      ),
      ...sources.map((name) => `dist/${name}.js`),
    ];
    const paths = packed.files.map(({ path }) => path);
    const isOfSource = (path) => sources.some((name) => path === `dist/${name}.d.ts`);
    assert.deepEqual(paths.filter((path) => !isOfSource(path)).sort(), expected.sort());
  });

  it("declares what can be imported, and nothing else", () => {
    const reached = new Set();
    const follow = (path) => {
      if (reached.has(path)) return;
      reached.add(path);
      const text = readFileSync(join(folder, "node_modules/windrow", path), "utf8");
      for (const [, from] of text.matchAll(/"(\.{1,2}\/[^"]+)\.js"/g)) follow(join(path, "..", `${from}.d.ts`));
    };
    Object.values(manifest.exports).forEach(({ types }) => types && follow(join(types)));
    const declared = packed.files.map(({ path }) => path).filter((path) => path.endsWith(".d.ts"));
    assert.deepEqual(declared.filter((path) => !reached.has(path)), ["dist/wasm/gzipped.d.ts"]);
  });

  it("is below 800 kB unpacked, of which 74 kB are WebAssembly as it is sent, and 6 kB its glue", () => {
    assert.ok(packed.unpackedSize < 800_000, `${packed.unpackedSize} bytes`);
    const read = (name) => readFileSync(join(folder, "node_modules/windrow/dist/wasm", name));
    const sent = [brotliCompressSync(read("windrow.wasm")).length, gzipSync(read("windrow.js")).length];
    assert.ok(sent[0] < 74_000 && sent[1] < 6_000, `${sent} bytes`);
  });

  it("depends on nothing", () => {
    assert.equal(manifest.dependencies, undefined);
    assert.deepEqual(Object.keys(manifest.peerDependencies), Object.keys(manifest.peerDependenciesMeta));
    assert.deepEqual(readdirSync(join(folder, "node_modules")).filter((name) => !name.startsWith(".")), ["windrow"]);
  });

  it("leads to files that are there, types first", () => {
    const paths = new Set(packed.files.map(({ path }) => `./${path}`));
    for (const [name, entry] of Object.entries(manifest.exports)) {
      for (const target of targets(entry)) assert.ok(paths.has(target), target);
      if (name !== "./package.json") assert.equal(Object.keys(entry)[0], "types", name);
    }
  });

  it("has one WebAssembly, and one copy of it as text", async () => {
    const wasm = readFileSync(join(folder, "node_modules/windrow/dist/wasm/windrow.wasm"));
    const { default: base64 } = await import(join(folder, "node_modules/windrow/dist/wasm/gzipped.js"));
    assert.ok(wasm.equals(gunzipSync(Buffer.from(base64, "base64"))));
  });

  it("pleases publint", async () => {
    const { stdout } = await run(bin("publint"), [join(root, "pkg"), "--strict"], { cwd: root });
    assert.match(stdout, /All good/);
  });

  // Its types are those of ES modules, which Node's require takes too: see `runtimes.test.js`.
  it("pleases Are the Types Wrong", async () => {
    const { stdout } = await run(bin("attw"), [join(folder, packed.filename), "--profile", "esm-only", "--format", "json"]);
    const { analysis } = JSON.parse(stdout);
    const resolutions = ["node16-esm", "bundler"];
    for (const [entry, { resolutions: found }] of Object.entries(analysis.entrypoints)) {
      for (const kind of resolutions) assert.ok(found[kind].resolution, `${entry} in ${kind}`);
    }
  });

  for (const resolution of ["nodenext", "bundler"]) {
    it(`has types that a strict compiler takes: ${resolution}`, async () => {
      const options = ["--strict", "--exactOptionalPropertyTypes", "--noEmit", "--skipLibCheck", "false", "--target", "es2022"];
      const module = resolution === "bundler" ? "esnext" : resolution;
      const lib = ["--lib", "es2022,dom", "--types", ""];
      const args = [...options, ...lib, "--module", module, "--moduleResolution", resolution, "types.ts"];
      await run(bin("tsc"), args, { cwd: folder }).catch(({ stdout, stderr }) => assert.fail(`${stdout}${stderr}`));
    });
  }
});
