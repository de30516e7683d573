// A million rows, taken away: as files that are whole, by one query each, and with little of them in the page at a time.
import assert from "node:assert/strict";
import { createReadStream } from "node:fs";
import { createInterface } from "node:readline";
import { after, before, test } from "node:test";
import { startPreview, watch } from "../support/preview.js";

const ROWS = 1_000_000;
/** What the page's own memory may grow to, in bytes: a file of these is larger. */
const HEAP = 64e6;
const offences = [];
let page, session, close;

before(async () => {
  let url, browser;
  ({ url, browser, close } = await startPreview());
  page = await browser.newPage({ acceptDownloads: true });
  page.setDefaultTimeout(240_000);
  watch(page, url, offences);
  await page.addInitScript(() => {
    window.queries = 0;
    const post = Worker.prototype.postMessage;
    Worker.prototype.postMessage = function (message, ...rest) {
      if (["RUN_QUERY", "START_PENDING_QUERY", "RUN_PREPARED", "SEND_PREPARED"].includes(message?.type)) window.queries++;
      return post.call(this, message, ...rest);
    };
  });
  await page.goto(url);
  await page.getByText("sample.csv is loaded.").waitFor();
  await page.evaluate((rows) => {
    const parts = ["ts,body\n"];
    const line = (i) => `2024-01-01 10:00:00,"message ${i} of ""many"", some of which are longer${i % 50 ? "" : " than others".repeat(20)}"\n`;
    for (let from = 0; from < rows; from += 10_000) parts.push(Array.from({ length: 10_000 }, (_, i) => line(from + i)).join(""));
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(new File(parts, "million.csv"));
    dispatchEvent(new DragEvent("drop", { dataTransfer, cancelable: true }));
  }, ROWS);
  await page.getByText("million.csv is loaded.").waitFor();
  session = await page.context().newCDPSession(page);
});
after(() => close?.());

for (const [name, isLine] of [
  ["Prompts, JSONL", (line, window, of) => {
    const { start, fresh, end, context, prompt } = JSON.parse(line);
    assert.deepEqual([start, fresh, end], of(window));
    assert.ok(prompt.startsWith(`message ${fresh} of "many"`) && (start === fresh) === (context === ""));
    return end - fresh;
  }],
  ["Messages, CSV", (line, i) => {
    if (i === 0) assert.equal(line, "window,position,repeated,ts,body");
    const [, position, repeated] = /^\d+,(\d+),([01]),2024-01-01 10:00:00,"message \1 of ""many"", /.exec(line) ?? [];
    assert.ok(i === 0 || position, line);
    return i > 0 && repeated === "0" ? 1 : 0;
  }],
]) {
  test(`${name}: all of a million rows, by one query`, async () => {
    const windows = await page.locator("windrow-preview").evaluate(({ plan }) => Array.from(plan.start, (start, i) => [start, plan.fresh[i], plan.end[i]]));
    const queries = await page.evaluate(() => window.queries);
    let [peak, ended] = [0, false];
    const watched = (async () => {
      while (!ended) peak = Math.max(peak, (await session.send("Runtime.getHeapUsage")).usedSize);
    })();
    const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name }).click()]);
    ended = true;
    await watched;
    assert.equal((await page.evaluate(() => window.queries)) - queries, 1);
    assert.ok(peak > 1e6 && peak < HEAP, `${peak} bytes`);
    let [i, fresh, bytes] = [0, 0, 0];
    for await (const line of createInterface({ input: createReadStream(await download.path()) })) {
      fresh += isLine(line, i++, (window) => windows[window]);
      bytes += line.length;
    }
    assert.equal(fresh, ROWS);
    assert.ok(bytes > HEAP, `${bytes} bytes of text`);
    assert.deepEqual(offences.splice(0), []);
  });
}
