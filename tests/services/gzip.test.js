// In Chromium, whose own decompression refuses what follows the first member of a file.
import assert from "node:assert/strict";
import { test } from "node:test";
import { openPage } from "../../scripts/lib/page.js";

test("gzip of several members is read to its end, or refused by a code", async () => {
  const { page, close } = await openPage("tests/support/gzip-page.js");
  try {
    assert.deepEqual(await page.evaluate(() => globalThis.run()), {
      read: true,
      cut: "BAD_FILE",
      other: "BAD_FILE",
      large: "TOO_LARGE",
    });
  } finally {
    await close();
  }
});
