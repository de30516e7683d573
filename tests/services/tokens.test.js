// Tokens in a browser's workers: the counts of Node, with progress, and aborts at once.
import assert from "node:assert/strict";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { setTimeout } from "node:timers/promises";
import { chromium } from "playwright-core";
import { build } from "vite";
import { fetchRows } from "windrow/duckdb";
import { init } from "windrow";
import { tokenCounter } from "windrow/tokens";
import { chromiumArgs, findChromium } from "../../scripts/lib/browser.js";
import { openNativeDuckDB } from "../../scripts/lib/duckdb.js";
import { root } from "../../scripts/lib/run.js";
import { ISOLATED, serve } from "../../scripts/lib/serve.js";

const ROWS = 20_000;
let page, browser, server;

before(async () => {
  const outDir = join(root, "target/services/tokens-page");
  await build({
    root: join(root, "tests/support/tokens-page"),
    base: "./",
    logLevel: "error",
    build: { outDir, emptyOutDir: true, target: "esnext", minify: false, assetsInlineLimit: 0 },
  });
  server = await serve(outDir, ISOLATED);
  browser = await chromium.launch({ executablePath: findChromium(), args: chromiumArgs });
  page = await browser.newPage();
  page.setDefaultTimeout(120_000);
  await page.goto(`${server.url}index.html`);
  await page.waitForFunction(() => globalThis.ready);
  await page.evaluate((rows) => globalThis.make(rows), ROWS);
});
after(async () => {
  await browser?.close();
  await server?.close();
});

test("an abort ends the count within 200 ms", async () => {
  const ends = [];
  for (let i = 0; i < 3; i++) {
    const { beats, shares } = await page.evaluate(() => globalThis.count(0.05));
    assert.ok(shares.at(-1) < 1, "before its end");
    ends.push(beats);
  }
  assert.ok(Math.min(...ends) <= 20, `${ends} beats of 10 ms`);
});

test("the count equals Node's, with progress that only grows", async () => {
  const workers = [];
  page.on("worker", (worker) => workers.push(worker.url()));
  const { total, shares } = await page.evaluate(() => globalThis.count());
  assert.ok(workers.length > 0, "workers that counted");
  // They are kept for some seconds, and then ended.
  const until = Date.now() + 30_000;
  while (page.workers().length > 1 && Date.now() < until) await setTimeout(100);
  assert.equal(page.workers().length, 1);
  assert.ok(shares.length > 3 && shares.every((share, i) => share > (shares[i - 1] ?? 0)) && shares.at(-1) === 1, `${shares}`);
  await init();
  const { connection, close } = await openNativeDuckDB();
  await connection.run(`CREATE TABLE messages AS SELECT TIMESTAMP '2024-01-01' + to_seconds(i) AS time, 'a' || i % 9 AS author,
    'message ' || i || ' about ' || md5(i::VARCHAR) || repeat(' and so on', (i % 7)::INTEGER) AS text FROM range(${ROWS}) r(i)`);
  const { rows } = await fetchRows(connection, {
    from: "messages",
    time: "time",
    author: "author",
    text: "text",
    tokens: await tokenCounter("o200k_base"),
  });
  assert.equal(total, rows.total("tokens"));
  close();
});
