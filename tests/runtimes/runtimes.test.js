// The installed package passes one suite wherever JavaScript runs.
import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { promisify } from "node:util";
import * as esbuild from "esbuild";
import * as vite from "vite";
import webpack from "webpack";
import { bundleForEdge } from "./support/edge.js";
import { installed, writePage } from "./support/installed.js";
import { openChromium } from "./support/pages.js";
import { bin, lastLine, runtimes } from "./support/programs.js";

const { folder } = installed();

/** The number of checks in the suite, so that a lost one is noticed. */
const checks = (suite) => readFileSync(join(folder, suite), "utf8").match(/^ {2}await check\(/gm).length;
const CHECKS = checks("conformance.js");
const WORKER_CHECKS = checks("worker-conformance.js");

function passes({ passed, failed }, checks = CHECKS) {
  assert.deepEqual(failed, []);
  assert.equal(passed.length, checks);
}

const printed = async (...command) => JSON.parse(await lastLine(folder, ...command));

describe("without a browser", () => {
  for (const [name, command] of Object.entries(runtimes)) {
    it(`${name}, import`, async () => passes(await printed(...command("import.js"))));
  }
  it("Node, in a sandbox that hides some of it", async () =>
    assert.equal(await lastLine(folder, ...runtimes.Node("sandbox.js")), "3 and 3 windows"));
  it("Node, require", async () => passes(await printed(...runtimes.Node("require.cjs"))));
  it("Bun, require", async () => passes(await printed(...runtimes.Bun("require.cjs"))));
  for (const [name, command] of Object.entries(runtimes)) {
    it(`${name}, windrow/inline`, async () => passes(await printed(...command("inline.js"))));
  }
  it("Deno, windrow/worker", async () => passes(await printed(...runtimes.Deno("remote.js")), WORKER_CHECKS));
  it("Bun, windrow/worker", async () => passes(await printed(...runtimes.Bun("remote.js")), WORKER_CHECKS));

  it("workerd", async () => {
    await bundleForEdge(folder, "edge.js");
    passes(await printed(bin("workerd"), "test", "workerd.capnp"));
  });
});

describe("in Chromium", () => {
  let browser, open, served;
  before(async () => {
    browser = await openChromium(folder);
    ({ open, served } = browser);
  });
  after(() => browser.close());

  describe("from a plain server", () => {
    // The policy that the package needs; the second part only to fetch its own file.
    const policy = (text) => ({ headers: { "content-security-policy": text } });
    const strict = policy("default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'");
    it("a module", async () => passes(await served(".", "plain.html")));
    it("a module, under a strict policy", async () => passes(await served(".", "plain.html", strict)));
    it("the one file for pages without tools, under a strict policy", async () =>
      passes(await served(".", "single-file.html", strict)));
    it("a Web Worker", async () => passes(await served(".", "plain-worker.html", strict)));
    it("windrow/worker", async () => passes(await served(".", "plain-remote.html", strict), WORKER_CHECKS));
    it("a service worker", async () => passes(await served(".", "service.html", strict)));

    it("a policy without 'wasm-unsafe-eval' is reported", async () => {
      const { failed } = await served(".", "plain.html", policy("script-src 'self'"));
      assert.match(failed.join("\n"), /could not be loaded \(.*Content Security Policy/);
    });
  });

  describe("through Vite", () => {
    const config = { root: folder, configFile: false, logLevel: "error" };

    it("in development", async () => {
      const server = await vite.createServer({ ...config, server: { host: "127.0.0.1", port: 0 } });
      await server.listen();
      try {
        passes(await open(`${server.resolvedUrls.local[0]}browser.html`));
        passes(await open(`${server.resolvedUrls.local[0]}remote.html`), WORKER_CHECKS);
      } finally {
        await server.close();
      }
    });

    it("built, with the WebAssembly of windrow/slim as one file", async () => {
      const input = ["browser", "worker", "slim", "remote"].map((page) => join(folder, `${page}.html`));
      await vite.build({ ...config, build: { outDir: "dist-vite", rollupOptions: { input } } });
      for (const page of ["browser", "worker", "slim"]) passes(await served("dist-vite", `${page}.html`));
      passes(await served("dist-vite", "remote.html"), WORKER_CHECKS);
      const files = readdirSync(join(folder, "dist-vite/assets"));
      assert.equal(files.filter((name) => name.endsWith(".wasm")).length, 1, files.join(" "));
    });
  });

  it("through webpack, with the WebAssembly of windrow/slim as one file", async () => {
    const output = join(folder, "dist-webpack");
    const compiler = webpack({
      context: folder,
      mode: "production",
      entry: { browser: "./browser.js", worker: "./worker.js", slim: "./slim.js", remote: "./remote.js" },
      output: { path: output },
      performance: { hints: false },
    });
    const stats = await promisify(compiler.run.bind(compiler))();
    assert.deepEqual(stats.toJson({ all: false, errors: true, warnings: true }), { errors: [], warnings: [] });
    await promisify(compiler.close.bind(compiler))();
    for (const page of ["browser", "worker", "slim"]) {
      writePage(output, page, "defer");
      passes(await served("dist-webpack", `${page}.html`));
    }
    writePage(output, "remote", "defer");
    passes(await served("dist-webpack", "remote.html"), WORKER_CHECKS);
    const files = readdirSync(output).filter((name) => name.endsWith(".wasm"));
    assert.equal(files.length, 1, files.join(" "));
  });

  it("through esbuild", async () => {
    const output = join(folder, "dist-esbuild");
    await esbuild.build({
      absWorkingDir: folder,
      entryPoints: {
        esbuild: "esbuild.js",
        inline: "inline.js",
        "esbuild-remote": "esbuild-remote.js",
        script: "windrow/worker/script",
      },
      bundle: true,
      minify: true,
      format: "esm",
      outdir: output,
      loader: { ".wasm": "file" },
    });
    for (const page of ["esbuild", "inline"]) {
      writePage(output, page);
      passes(await served("dist-esbuild", `${page}.html`));
    }
    writePage(output, "esbuild-remote");
    passes(await served("dist-esbuild", "esbuild-remote.html"), WORKER_CHECKS);
  });

  it("windrow/worker, from a bundler that leaves its script out", async () => {
    const output = join(folder, "dist-lost");
    await esbuild.build({ absWorkingDir: folder, entryPoints: ["remote.js"], bundle: true, format: "esm", outdir: output });
    writePage(output, "remote");
    passes(await served("dist-lost", "remote.html", { isLost: (url) => url.endsWith("/script.js") }), WORKER_CHECKS);
  });

  it("modules that are not imported stay out of a bundle", async () => {
    const bundle = async (contents) => {
      const built = await esbuild.build({
        stdin: { contents, resolveDir: folder },
        bundle: true,
        minify: true,
        format: "esm",
        write: false,
        logLevel: "silent",
      });
      return built.outputFiles[0].text;
    };
    const marks = { "windrow/duckdb": "useUnsafe", "windrow/worker": "postMessage" };
    const own = await bundle('import { init, Rows } from "windrow"; console.log(init, Rows);');
    for (const [entry, mark] of Object.entries(marks)) {
      assert.ok(!own.includes(mark), entry);
      assert.ok((await bundle(`export * from "${entry}";`)).includes(mark), entry);
    }
    assert.equal((await bundle('import "windrow"; import "windrow/duckdb";')).trim(), "");
  });
});
