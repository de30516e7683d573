// In Chromium: sessions in the browser's files, and exports through a file picker.
import assert from "node:assert/strict";
import { test } from "node:test";
import { openPage } from "../../scripts/lib/page.js";

test("sessions are kept in the browser's private files", async () => {
  const { page, close } = await openPage("tests/support/session-page.js");
  try {
    assert.equal(await page.evaluate(() => globalThis.run()), true);
  } finally {
    await close();
  }
});

test("a file is written to the place that a person picks, or downloaded without a file picker", async () => {
  const { page, close } = await openPage("tests/support/save-page.js");
  try {
    const { picked, aborted } = await page.evaluate(() => globalThis.toPicked());
    assert.deepEqual(picked, {
      name: "prompts.jsonl",
      types: [{ accept: { "application/jsonl": [".jsonl"] } }],
      text: "one\ntwo\n",
    });
    assert.equal(aborted, "older", "what is ended leaves the older file");
    const [download] = await Promise.all([page.waitForEvent("download"), page.evaluate(() => globalThis.toDownload())]);
    assert.equal(download.suggestedFilename(), "prompts.jsonl");
    const chunks = [];
    for await (const chunk of await download.createReadStream()) chunks.push(chunk);
    assert.equal(Buffer.concat(chunks).toString(), "one\ntwo\n");
  } finally {
    await close();
  }
});
