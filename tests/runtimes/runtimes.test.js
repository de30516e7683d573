// The installed package passes one suite wherever JavaScript runs.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { promisify } from "node:util";
import * as esbuild from "esbuild";
import { chromium } from "playwright-core";
import * as vite from "vite";
import webpack from "webpack";
import { chromiumArgs, findChromium } from "../../scripts/lib/browser.js";
import { root } from "../../scripts/lib/run.js";
import { installed, writePage } from "./support/installed.js";
import { serve } from "./support/serve.js";

const { folder } = installed();
const bin = (name) => join(root, "node_modules/.bin", name);

/** All of the suite, so that none of it gets lost on the way. */
const checks = (suite) => readFileSync(join(folder, suite), "utf8").match(/^ {2}await check\(/gm).length;
const CHECKS = checks("conformance.js");
const WORKER_CHECKS = checks("worker-conformance.js");

function passes({ passed, failed }, checks = CHECKS) {
  assert.deepEqual(failed, []);
  assert.equal(passed.length, checks);
}

/** What a program prints as its last line. */
function printed(command, ...args) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: folder, stdio: ["ignore", "pipe", "pipe"] });
    let [out, all] = ["", ""];
    child.stdout.setEncoding("utf8").on("data", (text) => (all += text) && (out += text));
    child.stderr.setEncoding("utf8").on("data", (text) => (all += text));
    child.on("error", reject);
    child.on("close", (code) => {
      const line = out.trim().split("\n").at(-1);
      if (code === 0 && line.startsWith("{")) resolve(JSON.parse(line));
      else reject(new Error(`${command} ${args.join(" ")} ended with ${code}: ${all}`));
    });
  });
}

describe("without a browser", () => {
  it("Node, import", async () => passes(await printed(process.execPath, "import.js")));
  it("Node, require", async () => passes(await printed(process.execPath, "require.cjs")));
  it("Node, windrow/inline", async () => passes(await printed(process.execPath, "inline.js")));
  it("Deno", async () => passes(await printed(bin("deno"), "run", "--cached-only", "--allow-read=.", "import.js")));
  it("Bun, import", async () => passes(await printed(bin("bun"), "import.js")));
  it("Bun, require", async () => passes(await printed(bin("bun"), "require.cjs")));

  it("Deno, windrow/worker", async () =>
    passes(await printed(bin("deno"), "run", "--cached-only", "--allow-read=.", "remote.js"), WORKER_CHECKS));
  it("Bun, windrow/worker", async () => passes(await printed(bin("bun"), "remote.js"), WORKER_CHECKS));

  it("workerd, bundled as its tools do", async () => {
    await esbuild.build({
      absWorkingDir: folder,
      entryPoints: ["edge.js"],
      bundle: true,
      format: "esm",
      outdir: "dist-edge",
      conditions: ["workerd", "worker", "browser"],
      plugins: [
        {
          name: "modules that come compiled",
          setup: (build) =>
            build.onResolve({ filter: /\.wasm\?module$/ }, () => ({ path: "windrow.wasm?module", external: true })),
        },
      ],
    });
    passes(await printed(bin("workerd"), "test", "workerd.capnp"));
  });
});

describe("in Chromium", () => {
  let browser;
  before(async () => {
    browser = await chromium.launch({ executablePath: findChromium(), args: chromiumArgs });
  });
  after(() => browser.close());

  /** Opens a page, and waits for what its script found. Nothing may be wrong on the way. */
  async function open(url) {
    const context = await browser.newContext();
    const page = await context.newPage();
    const offences = [];
    page.on("pageerror", (error) => offences.push(error.stack));
    page.on("console", (message) => {
      // An icon is what browsers ask for, and no app has to have.
      if (message.type() === "error" && !message.location().url.endsWith("/favicon.ico")) offences.push(message.text());
    });
    page.on("request", (request) => {
      if (new URL(request.url()).origin !== new URL(url).origin) offences.push(request.url());
    });
    try {
      await page.goto(url);
      await page.waitForFunction(() => "result" in globalThis, undefined, { timeout: 30_000 }).catch((error) => {
        throw new Error(`${error.message}\n${offences.join("\n")}`);
      });
      const result = await page.evaluate(() => globalThis.result);
      assert.deepEqual(offences, []);
      return result;
    } finally {
      await context.close();
    }
  }

  async function served(path, page, headers) {
    const server = await serve(join(folder, path), headers);
    try {
      return await open(`${server.url}${page}`);
    } finally {
      await server.close();
    }
  }

  describe("from a plain server", () => {
    // What the package needs of a page's policy; the second only to fetch its own file.
    const strict = {
      "content-security-policy": "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; worker-src 'self'",
    };
    it("a module", async () => passes(await served(".", "plain.html")));
    it("a module, under a strict policy", async () => passes(await served(".", "plain.html", strict)));
    it("a Web Worker", async () => passes(await served(".", "plain-worker.html", strict)));
    it("windrow/worker", async () => passes(await served(".", "plain-remote.html", strict), WORKER_CHECKS));
    it("a service worker", async () => passes(await served(".", "service.html", strict)));

    it("a policy without 'wasm-unsafe-eval' is told of", async () => {
      const { failed } = await served(".", "plain.html", { "content-security-policy": "script-src 'self'" });
      assert.match(failed.join("\n"), /could not be loaded from http.*windrow\.wasm/);
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

    it("built, of which the WebAssembly is one file", async () => {
      const input = ["browser", "worker", "inline", "remote"].map((page) => join(folder, `${page}.html`));
      await vite.build({ ...config, build: { outDir: "dist-vite", rollupOptions: { input } } });
      for (const page of ["browser", "worker", "inline"]) passes(await served("dist-vite", `${page}.html`));
      passes(await served("dist-vite", "remote.html"), WORKER_CHECKS);
      const files = readdirSync(join(folder, "dist-vite/assets"));
      assert.equal(files.filter((name) => name.endsWith(".wasm")).length, 1, files.join(" "));
    });
  });

  it("through webpack, of which the WebAssembly is one file", async () => {
    const output = join(folder, "dist-webpack");
    const compiler = webpack({
      context: folder,
      mode: "production",
      entry: { browser: "./browser.js", worker: "./worker.js", inline: "./inline.js", remote: "./remote.js" },
      output: { path: output },
      performance: { hints: false },
    });
    const stats = await promisify(compiler.run.bind(compiler))();
    assert.deepEqual(stats.toJson({ all: false, errors: true, warnings: true }), { errors: [], warnings: [] });
    await promisify(compiler.close.bind(compiler))();
    for (const page of ["browser", "worker", "inline"]) {
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
      entryPoints: { esbuild: "esbuild.js", inline: "inline.js", "esbuild-remote": "esbuild-remote.js", script: "windrow/worker/script" },
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

  it("what is not imported stays out", async () => {
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
    const marks = { "windrow/duckdb": "useUnsafe", "windrow/inline": "AGFzbQ" };
    const own = await bundle('import { init, Rows } from "windrow"; console.log(init, Rows);');
    for (const [entry, mark] of Object.entries(marks)) {
      assert.ok(!own.includes(mark), entry);
      assert.ok((await bundle(`export * from "${entry}";`)).includes(mark), entry);
    }
    assert.equal((await bundle('import "windrow"; import "windrow/duckdb";')).trim(), "");
  });
});
