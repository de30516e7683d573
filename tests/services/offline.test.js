// The built page in Chromium without a network, from a folder of its host, through builds that follow each other.
import assert from "node:assert/strict";
import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { chromium } from "playwright-core";
import { chromiumArgs, findChromium } from "../../scripts/lib/browser.js";
import { root } from "../../scripts/lib/run.js";
import { serve } from "../../scripts/lib/serve.js";
import { bundled } from "../support/bundled.js";

const WITHOUT = /\.(?:br|map)$|\.(?:js|css|wasm)\.gz$|^embedded\.html$/;
let folder, browser, context, server, port, writeWorker, startOffline;
const site = () => join(folder, "a folder/windrow");
const worker = () => writeWorker(site(), join(root, "www/src/offline/worker.ts"), WITHOUT);

before(async () => {
  ({ writeWorker } = await bundled("www/build/offline.ts"));
  const { build } = await import("esbuild");
  const options = {
    entryPoints: [join(root, "www/src/offline/index.ts")],
    bundle: true,
    write: false,
    format: "iife",
    globalName: "offline",
  };
  startOffline = (await build(options)).outputFiles[0].text;
  folder = await mkdtemp(join(root, "target/services/site-"));
  await cp(join(root, "www/dist"), site(), { recursive: true, filter: (path) => !/\.(?:js|css|wasm)\.gz$|\.br$/.test(path) });
  await worker();
  await start();
  browser = await chromium.launch({ executablePath: findChromium(), args: chromiumArgs });
  context = await browser.newContext();
  context.setDefaultTimeout(60_000);
});
after(async () => {
  await browser?.close();
  await server?.close();
  await rm(folder, { recursive: true, force: true });
});

async function start() {
  server = await serve(folder, {}, { port });
  port = Number(new URL(server.url).port);
}

const address = () => `${server.url}a%20folder/windrow/index.html`;
const open = async () => {
  const page = await context.newPage();
  const errors = [];
  page.on("pageerror", (error) => errors.push(String(error)));
  page.on("requestfailed", (request) => errors.push(`does not get ${request.url()}`));
  await page.goto(address());
  return { page, errors };
};
const states = (page) =>
  page.evaluate(`${startOffline}; globalThis.told = []; globalThis.started = offline.startOffline((state) => told.push(state));`);
const told = (page, state) => page.waitForFunction((state) => globalThis.told?.at(-1) === state, state);
/** Waits until a condition holds in the page; the condition may be a promise. */
async function until(page, isSo) {
  while (!(await page.evaluate(isSo))) await page.waitForTimeout(100);
}
const cached = (page) =>
  page.evaluate(async () => {
    const found = {};
    for (const name of await caches.keys()) found[name] = (await (await caches.open(name)).keys()).map(({ url }) => url);
    return found;
  });

test("the page opens, and opens a file, without a network", async () => {
  const { page } = await open();
  await states(page);
  await told(page, "ready");
  const caches = Object.values(await cached(page));
  assert.equal(caches.length, 1);
  await page.close();
  await server.close();

  const { page: again, errors } = await open();
  const before = await cached(again);
  // Nothing takes what is dropped before the first plan.
  await again.waitForFunction(() => document.querySelector("windrow-preview").plan);
  await again.evaluate(() => {
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(
      new File(["ts,author,body\n2024-01-01 10:00:00,Ada,needle-4711\n2024-01-01 10:01:00,Bob,again\n"], "kept-by-nobody.csv"),
    );
    dispatchEvent(new DragEvent("drop", { dataTransfer, cancelable: true }));
  });
  await again
    .getByText(/kept-by-nobody\.csv is loaded|needle-4711/)
    .first()
    .waitFor();
  assert.deepEqual(errors, []);
  const entries = await again.evaluate(() =>
    performance
      .getEntriesByType("resource")
      .filter(({ transferSize }) => transferSize > 0)
      .map(({ name }) => name),
  );
  assert.deepEqual(entries, [], "nothing came over the wire");
  assert.deepEqual(await cached(again), before, "what a person opens is not kept");
  await again.close();
  await start();
});

test("a newer build takes over once the older one is closed, and never in part", async () => {
  // The title is in the reader's language.
  const title = (page) => page.evaluate(() => document.documentElement.dataset.build ?? "first");
  const { page } = await open();
  const first = await title(page);
  const index = await readFile(join(site(), "index.html"), "utf8");
  await writeFile(
    join(site(), "index.html"),
    index.replace(/<html[^>]*>/, (tag) => tag.replace("<html", '<html data-build="second"')),
  );
  await worker();
  await page.reload();
  // The page finds the newer build by itself.
  await until(page, async () => Boolean((await navigator.serviceWorker.getRegistration())?.waiting));
  await page.reload();
  assert.equal(await title(page), first, "the older build, as a whole");
  assert.equal(Object.keys(await cached(page)).length, 2);
  await page.close();
  // No tab shows the older build now; this one is of the same origin, and none of the page's.
  await writeFile(join(folder, "elsewhere.html"), "<title>elsewhere</title>");
  const elsewhere = await context.newPage();
  await elsewhere.goto(`${server.url}elsewhere.html`);
  await until(elsewhere, async () => (await caches.keys()).length === 1);
  await elsewhere.close();
  const { page: second } = await open();
  assert.equal(await title(second), "second");
  // A host with only half of a build gives no new build.
  await writeFile(
    join(site(), "index.html"),
    index.replace(/<html[^>]*>/, (tag) => tag.replace("<html", '<html data-build="third"')),
  );
  await worker();
  await writeFile(
    join(site(), "index.html"),
    index.replace(/<html[^>]*>/, (tag) => tag.replace("<html", '<html data-build="mixed"')),
  );
  await second.evaluate(async () => {
    const registration = await navigator.serviceWorker.getRegistration();
    const { promise, resolve } = Promise.withResolvers();
    const follow = () => {
      const { installing } = registration;
      installing?.addEventListener("statechange", () => installing.state === "redundant" && resolve());
    };
    // The page may already be looking for the build.
    follow();
    registration.addEventListener("updatefound", follow);
    await registration.update().catch(() => {});
    await promise;
  });
  await second.reload();
  assert.equal(await title(second), "second");
  await second.close();
});

test("a newer build takes over at once on request, if one tab is open", async () => {
  const index = await readFile(join(site(), "index.html"), "utf8");
  await writeFile(
    join(site(), "index.html"),
    index.replace(/<html[^>]*>/, (tag) => tag.replace("<html", '<html data-build="fourth"')),
  );
  await worker();
  const [{ page }, { page: other }] = [await open(), await open()];
  await states(page);
  await told(page, "update");
  assert.equal(await page.evaluate(() => started.update()), false, "another tab shows the older build");
  await other.close();
  const reloaded = page.waitForEvent("load");
  assert.equal(await page.evaluate(() => started.update()), true);
  await reloaded;
  assert.equal(await page.evaluate(() => document.documentElement.dataset.build), "fourth");
});
