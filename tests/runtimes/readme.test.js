// Each example of the package's README runs unchanged on the platforms that it names.
import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { promisify } from "node:util";
import * as esbuild from "esbuild";
import * as vite from "vite";
import webpack from "webpack";
import { root } from "../../scripts/lib/run.js";
import { bundleForEdge } from "./support/edge.js";
import { installed, writePage } from "./support/installed.js";
import { openChromium } from "./support/pages.js";
import { bin, lastLine, runtimes } from "./support/programs.js";

const PRINTED = "3 windows";

const { folder } = installed();
const readme = readFileSync(join(root, "pkg/README.md"), "utf8");
const examples = Object.fromEntries(
  [...readme.matchAll(/^```(?:js|html) (\w+)\n([^]*?)^```$/gm)].map(([, name, code]) => [name, code]),
);
const write = (name, code) => writeFileSync(join(folder, name), code);

describe("the README's example", () => {
  let browser;
  before(async () => {
    browser = await openChromium(folder);
  });
  after(() => browser.close());
  const page = (path, name) => browser.served(path, name, { printed: PRINTED });

  it("exists for each platform", () => {
    const names = ["anywhere", "edge", "esbuild", "inline", "page", "require", "worker"];
    assert.deepEqual(Object.keys(examples).sort(), names);
  });

  for (const [runtime, command] of Object.entries(runtimes)) {
    it(`in ${runtime}`, async () => {
      write("anywhere.js", examples.anywhere);
      assert.equal(await lastLine(folder, ...command("anywhere.js")), PRINTED);
      if (runtime === "Node") return;
      write("worker-example.js", examples.worker);
      assert.equal(await lastLine(folder, ...command("worker-example.js")), PRINTED);
    });
  }

  it("with require", async () => {
    write("example.cjs", examples.require);
    assert.equal(await lastLine(folder, ...runtimes.Node("example.cjs")), PRINTED);
  });

  it("in a page", async () => {
    write("example.html", examples.page);
    await page(".", "example.html");
  });

  it("through Vite", async () => {
    write("vite-example.js", examples.anywhere);
    write("vite-worker.js", examples.worker);
    for (const name of ["vite-example", "vite-worker"]) writePage(folder, name);
    const input = ["vite-example", "vite-worker"].map((name) => join(folder, `${name}.html`));
    const target = "esnext";
    await vite.build({
      root: folder,
      configFile: false,
      logLevel: "error",
      build: { outDir: "dist-vite", target, rollupOptions: { input } },
    });
    for (const name of ["vite-example", "vite-worker"]) await page("dist-vite", `${name}.html`);
  });

  it("through webpack", async () => {
    write("webpack-example.js", examples.anywhere);
    const output = join(folder, "dist-webpack");
    const compiler = webpack({
      context: folder,
      mode: "production",
      entry: { main: "./webpack-example.js" },
      output: { path: output },
    });
    await promisify(compiler.run.bind(compiler))();
    await promisify(compiler.close.bind(compiler))();
    writePage(output, "main", "defer");
    await page("dist-webpack", "main.html");
  });

  it("through esbuild, also in one file", async () => {
    write("esbuild-example.js", examples.esbuild);
    write("inline-example.js", examples.inline);
    const outdir = "dist-esbuild";
    const entryPoints = ["esbuild-example.js", "inline-example.js"];
    await esbuild.build({ absWorkingDir: folder, entryPoints, bundle: true, format: "esm", outdir, loader: { ".wasm": "file" } });
    for (const name of ["esbuild-example", "inline-example"]) {
      writePage(join(folder, outdir), name);
      await page(outdir, `${name}.html`);
    }
  });

  it("at the edge", async () => {
    write("edge-example.js", examples.edge);
    write(
      "edge-caller.js",
      `import worker from "./edge-example.js";
      const request = () => new Request("http://localhost/", { method: "POST", body: "[700,900,300]" });
      const test = async () => console.log(await (await worker.fetch(request())).text());
      export default { test };`,
    );
    await bundleForEdge(folder, "edge-caller.js");
    assert.equal(await lastLine(folder, bin("workerd"), "test", "workerd.capnp"), PRINTED);
  });
});
