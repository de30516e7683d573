// How long it takes from import to the first plan, in a fresh process and in a fresh page, beside the
// import of what else reads or holds columns: the least of some runs, in milliseconds.
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as esbuild from "esbuild";
import { build } from "../scripts/build.js";
import { cli } from "../scripts/lib/cli.js";
import { root } from "../scripts/lib/run.js";
import { setup } from "../scripts/setup.js";
import { openChromium } from "../tests/runtimes/support/pages.js";

const PLAN = "Rows.fromColumns({ measures: { bytes: [700, 900, 300] } }).windows({ max: { bytes: 1_000 } }).length";

const inNode = {
  "windrow, first plan": `const { init, Rows } = await import("windrow"); await init(); ${PLAN};`,
  "parquet-wasm, import": 'await import("parquet-wasm");',
  "apache-arrow, import": 'await import("apache-arrow");',
};

const inPage = {
  "windrow, first plan": `import { init, Rows } from "windrow"; import wasm from "windrow/windrow.wasm";
    await init(new URL(wasm, import.meta.url)); globalThis.used = ${PLAN};`,
  "parquet-wasm, import": `import init from "parquet-wasm/esm"; import wasm from "parquet-wasm/esm/parquet_wasm_bg.wasm";
    globalThis.used = await init({ module_or_path: new URL(wasm, import.meta.url) });`,
  "apache-arrow, import": 'import * as arrow from "apache-arrow"; globalThis.used = arrow;',
};

function node(code, runs) {
  const timed = `const began = performance.now(); ${code} console.log(performance.now() - began);`;
  const run = () => Number(execFileSync(process.execPath, ["--input-type=module", "-e", timed], { cwd: root, encoding: "utf8" }));
  return Math.min(...Array.from({ length: runs }, run));
}

async function page(browser, folder, name, code, runs) {
  await esbuild.build({
    stdin: { contents: code, resolveDir: root },
    bundle: true,
    minify: true,
    format: "esm",
    outfile: join(folder, `${name}.js`),
    loader: { ".wasm": "file" },
    logLevel: "error",
  });
  const timed = `const began = performance.now(); await import("./${name}.js"); globalThis.result = performance.now() - began;`;
  writeFileSync(join(folder, `${name}.html`), `<!doctype html><script type="module">${timed}</script>`);
  let least = Infinity;
  for (let i = 0; i < runs; i++) least = Math.min(least, await browser.served(".", `${name}.html`));
  return least;
}

cli(import.meta.url, async (runs = "9") => {
  await setup("test");
  await build();
  const print = (where, ms) => {
    const [own] = Object.values(ms);
    for (const [name, time] of Object.entries(ms)) {
      console.log(`${where.padEnd(9)} ${name.padEnd(22)} ${time.toFixed(1).padStart(7)} ms  ${(time / own).toFixed(2)}`);
    }
  };
  print("Node", Object.fromEntries(Object.entries(inNode).map(([name, code]) => [name, node(code, Number(runs))])));
  const folder = mkdtempSync(join(tmpdir(), "windrow-load-"));
  const browser = await openChromium(folder);
  try {
    const ms = {};
    for (const [i, [name, code]] of Object.entries(inPage).entries()) {
      ms[name] = await page(browser, folder, `page${i}`, code, Number(runs));
    }
    print("Chromium", ms);
  } finally {
    await browser.close();
    rmSync(folder, { recursive: true });
  }
});
