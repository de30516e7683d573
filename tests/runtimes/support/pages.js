import assert from "node:assert/strict";
import { join } from "node:path";
import { chromium } from "playwright-core";
import { chromiumArgs, findChromium } from "../../../scripts/lib/browser.js";
import { serve } from "../../../scripts/lib/serve.js";

/** Chromium, with functions that open the pages of a folder. */
export async function openChromium(folder) {
  const browser = await chromium.launch({ executablePath: findChromium(), args: chromiumArgs });

  /**
   * Opens a page, and waits for the `result` of its script; or, if `printed` is given,
   * for that text in its output. Any other error than an intended one fails, and so does a request
   * to an origin that is not given.
   */
  async function open(url, printed, isLost = () => false, origins = []) {
    const context = await browser.newContext();
    const page = await context.newPage();
    const offences = [];
    const lines = [];
    page.on("pageerror", (error) => offences.push(error.stack));
    page.on("console", (message) => {
      lines.push(message.text());
      const { url: of } = message.location();
      // Browsers request an icon, which no app needs to have.
      if (message.type() === "error" && !of.endsWith("/favicon.ico") && !isLost(of)) offences.push(message.text());
    });
    page.on("request", (request) => {
      const { origin, protocol } = new URL(request.url());
      if (![new URL(url).origin, ...origins].includes(origin) && !["blob:", "data:"].includes(protocol))
        offences.push(request.url());
    });
    try {
      const said =
        printed && page.waitForEvent("console", { predicate: (message) => message.text() === printed, timeout: 30_000 });
      await page.goto(url);
      const waiting = said ?? page.waitForFunction(() => "result" in globalThis, undefined, { timeout: 30_000 });
      await waiting.catch((error) => {
        throw new Error([error.message, ...lines, ...offences].join("\n"));
      });
      const result = said ? undefined : await page.evaluate(() => globalThis.result);
      assert.deepEqual(offences, []);
      return result;
    } finally {
      await context.close();
    }
  }

  return {
    open,
    /** The same, of a file that a plain server serves. */
    async served(path, page, { headers, printed, isLost, origins } = {}) {
      const server = await serve(join(folder, path), headers);
      try {
        return await open(`${server.url}${page}`, printed, isLost, origins);
      } finally {
        await server.close();
      }
    },
    close: () => browser.close(),
  };
}
