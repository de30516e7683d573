// What is in the package, and that tools and compilers make sense of it.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, it } from "node:test";
import { promisify } from "node:util";
import { brotliCompressSync, gunzipSync, gzipSync } from "node:zlib";
import { root } from "../../scripts/lib/run.js";
import { installed } from "./support/installed.js";
import { STRICT } from "../support/strict.js";

const run = promisify(execFile);
const { folder, packed } = installed();
const bin = (name) => join(root, "node_modules/.bin", name);
const manifest = JSON.parse(readFileSync(join(root, "pkg/package.json"), "utf8"));

/** All paths that exports lead to, by their conditions. */
function targets(entry) {
  return typeof entry === "string" ? [entry] : Object.values(entry).flatMap(targets);
}

describe("the package", () => {
  it("holds what is compiled, its maps, the WebAssembly, and words on it", () => {
    const sources = readdirSync(join(root, "pkg/src"), { recursive: true })
      .filter((name) => name.endsWith(".ts") && !name.endsWith(".d.ts"))
      .map((name) => name.replace(/\.ts$/, ""));
    const expected = [
      "CHANGELOG.md",
      "LICENSE-APACHE",
      "LICENSE-MIT",
      "README.md",
      "custom-elements.json",
      "dist/THIRD-PARTY-NOTICES",
      "package.json",
      ...["gzipped.js", "windrow.js"].map((name) => `dist/wasm/${name}`),
      ...["windrow.wasm", "windrow.debug.wasm"].flatMap((name) => [`dist/wasm/${name}`, `dist/wasm/${name}.d.ts`]),
      "dist/worker/gzipped.js",
      ...["all", "duckdb", "index", "prompts", "tokens"].map((name) => `dist/cjs/${name}.cjs`),
      "dist/cjs/all.cjs.map",
      ...[...sources, "index.inline"].flatMap((name) => [`dist/${name}.js`, `dist/${name}.js.map`]),
    ];
    const paths = packed.files.map(({ path }) => path);
    const isOfSource = (path) =>
      [...sources, "wasm/windrow"].some((name) => [`dist/${name}.d.ts`, `dist/${name}.d.cts`].includes(path));
    assert.deepEqual(paths.filter((path) => !isOfSource(path)).sort(), expected.sort());
  });

  it("declares what can be imported, and nothing else", () => {
    const reached = new Set();
    const follow = (path) => {
      if (reached.has(path)) return;
      reached.add(path);
      const text = readFileSync(join(folder, "node_modules/windrow", path), "utf8");
      for (const [, from, extension] of text.matchAll(/"(\.{1,2}\/[^"]+)\.(c?)js"/g))
        follow(join(path, "..", `${from}.d.${extension}ts`));
    };
    Object.values(manifest.exports).forEach(({ types = [] }) => targets(types).forEach((path) => follow(join(path))));
    const declared = packed.files.map(({ path }) => path).filter((path) => /\.d\.c?ts$/.test(path));
    assert.deepEqual(
      declared.filter((path) => !reached.has(path)),
      [],
    );
  });

  it("is below 2,080 kB unpacked without what is for debugging, of which 77 kB are WebAssembly as it is sent, and 7 kB its glue", () => {
    const isShipped = ({ path }) => !path.endsWith(".map") && !path.endsWith("windrow.debug.wasm");
    const size = packed.files.filter(isShipped).reduce((sum, file) => sum + file.size, 0);
    assert.ok(size < 2_080_000, `${size} bytes`);
    const read = (name) => readFileSync(join(folder, "node_modules/windrow/dist/wasm", name));
    const sent = [brotliCompressSync(read("windrow.wasm")).length, gzipSync(read("windrow.js")).length];
    assert.ok(sent[0] < 77_000 && sent[1] < 7_000, `${sent} bytes`);
  });

  it("has a module with names for those who debug, of the same code", () => {
    const module = (name) => new WebAssembly.Module(readFileSync(join(folder, "node_modules/windrow/dist/wasm", name)));
    const [named, own] = [module("windrow.debug.wasm"), module("windrow.wasm")];
    const isNamed = (of) => WebAssembly.Module.customSections(of, "name").length > 0;
    assert.deepEqual([isNamed(named), isNamed(own)], [true, false]);
    assert.deepEqual(WebAssembly.Module.exports(named), WebAssembly.Module.exports(own));
  });

  it("can be read: its modules have their sources with them", () => {
    const map = JSON.parse(readFileSync(join(folder, "node_modules/windrow/dist/rows.js.map"), "utf8"));
    assert.deepEqual(map.sourcesContent, [readFileSync(join(root, "pkg/src/rows.ts"), "utf8")]);
  });

  it("depends on nothing", () => {
    assert.equal(manifest.dependencies, undefined);
    assert.deepEqual(Object.keys(manifest.peerDependencies), Object.keys(manifest.peerDependenciesMeta));
    assert.deepEqual(
      readdirSync(join(folder, "node_modules")).filter((name) => !name.startsWith(".")),
      ["windrow"],
    );
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
    await run(bin("publint"), [join(root, "pkg"), "--strict"], { cwd: root }).catch(({ stdout }) => assert.fail(stdout));
  });

  it("pleases Are the Types Wrong, in all ways to resolve it, where entries without CommonJS are ES modules to require", async () => {
    // Into a file: it ends before a pipe has taken all that it writes.
    const report = join(folder, "types.json");
    const command = '"$0" "$@" > "$REPORT"';
    const args = [bin("attw"), join(folder, packed.filename), "--format", "json"];
    await run("sh", ["-c", command, ...args], { env: { ...process.env, REPORT: report } }).catch(() => {});
    const { analysis } = JSON.parse(readFileSync(report, "utf8"));
    assert.deepEqual(Object.keys(analysis.entrypoints), Object.keys(manifest.exports));
    const isMeant = ({ kind, entrypoint }) => kind === "CJSResolvesToESM" && !manifest.exports[entrypoint].require;
    assert.deepEqual(
      analysis.problems.filter((problem) => !isMeant(problem)),
      [],
    );
  });

  for (const resolution of ["node16", "nodenext", "bundler"]) {
    it(`has types that a strict compiler takes: ${resolution}`, async () => {
      const module = resolution === "bundler" ? "esnext" : resolution;
      const compilerOptions = {
        ...STRICT,
        module,
        moduleResolution: resolution,
        paths: { lit: [join(root, "node_modules/lit/index.d.ts")] },
      };
      const files = ["types.ts", ...(resolution === "bundler" ? [] : ["types.cts"])];
      writeFileSync(join(folder, "tsconfig.json"), JSON.stringify({ compilerOptions, files }));
      await run(bin("tsc"), ["--project", "."], { cwd: folder }).catch(({ stdout, stderr }) => assert.fail(`${stdout}${stderr}`));
    });
  }
});
