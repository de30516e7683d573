// The adapter with DuckDB-WASM in Chromium: the same round trip as in Node.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { openPage } from "../../scripts/lib/page.js";

let page, requests, close;
before(async () => {
  ({ page, requests, close } = await openPage("tests/support/round-trip-page.js"));
});
after(() => close?.());

test("any name and any text survive the round trip", async () => {
  assert.deepEqual(await page.evaluate(() => globalThis.roundTrip()), []);
});

test("a loop is caught, and an abort ends a query", async () => {
  const { ms, ...found } = await page.evaluate(() => globalThis.auditAndAbort());
  assert.deepEqual(found, { told: "REPEATED_QUERY", aborted: "AbortError", total: 7, queries: 3 });
  assert.ok(ms < 1_500, `${ms} ms`);
});

test("no request leaves the origin", () => {
  const origin = new URL(page.url()).origin;
  assert.ok(requests.length > 3);
  assert.deepEqual(
    requests.filter((url) => !url.startsWith(origin)),
    [],
  );
});
