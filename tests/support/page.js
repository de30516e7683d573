// The preview page as a person uses it: dropped files, the page after that, and the findings of axe.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { startPreview, watch } from "./preview.js";

const axeSource = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** Starts the page's server and a browser; pages that are opened are watched for offences. */
export async function startPage() {
  const { url, browser, close } = await startPreview();
  const offences = [];
  return {
    url,
    browser,
    close,
    offences,
    /** Opens the page, and waits for its first plan. */
    async open(path = "", { requests = [], ...options } = {}) {
      const context = await browser.newContext({
        viewport: { width: 1400, height: 900 },
        locale: "en-US",
        acceptDownloads: true,
        ...options,
      });
      const page = await context.newPage();
      page.setDefaultTimeout(90_000);
      watch(page, url, offences, requests);
      await page.addInitScript(() => {
        // A service worker would fetch all of the page's files for each test; it has its own tests.
        if (navigator.serviceWorker) navigator.serviceWorker.register = () => new Promise(() => {});
        // A picker cannot be answered here: files are downloaded.
        delete globalThis.showSaveFilePicker;
        addEventListener("securitypolicyviolation", (event) =>
          console.error(`the policy refused ${event.blockedURI} (${event.violatedDirective})`),
        );
      });
      await page.goto(url + path);
      await planned(page);
      return page;
    },
  };
}

export const preview = (page) => page.locator("windrow-preview");

/** Waits for a plan, with that number of rows if given. */
export async function planned(page, rows) {
  await page.waitForFunction((rows) => {
    const { plan, planned } = document.querySelector("windrow-preview");
    return plan !== undefined && (rows === undefined || planned.rows.length === rows);
  }, rows);
  await preview(page).evaluate((element) => element.updateComplete);
}

/** Drops files onto the page, each as [name, text]; without a text, what the page holds as `large`. */
export async function drop(page, ...files) {
  await page.evaluate((files) => {
    const dataTransfer = new DataTransfer();
    for (const [name, text] of files) dataTransfer.items.add(new File([text ?? window.large], name));
    document
      .querySelector("windrow-preview")
      .dispatchEvent(new DragEvent("drop", { dataTransfer, bubbles: true, composed: true, cancelable: true }));
  }, files);
}

/** Drops a file, and waits until it is shown. */
export async function show(page, name, text) {
  await preview(page).evaluate((element) => (window.rowsBefore = element.rows));
  await drop(page, [name, text]);
  await page.waitForFunction((name) => {
    const { name: shown, rows, loading, failure } = document.querySelector("windrow-preview");
    return (shown === name && rows !== window.rowsBefore && !loading) || failure;
  }, name);
  assert.equal(await preview(page).evaluate(({ failure }) => failure?.sentence), undefined);
  await preview(page).evaluate((element) => element.updateComplete);
}

/** The figures at the top, as they are read. */
export const figures = (page) => page.locator("windrow-hero h1").innerText();

/** Sets settings as a reader does, with the plan that follows. */
export async function set(page, settings) {
  await preview(page).evaluate(async (element, settings) => {
    element.settings = { ...element.settings, ...settings };
    await element.updateComplete;
  }, settings);
}

/** The findings of axe, for the whole page. */
export async function axe(page) {
  const session = await page.context().newCDPSession(page);
  await session.send("Runtime.evaluate", { expression: axeSource });
  await session.detach();
  const { violations, passes } = await page.evaluate(() => globalThis.axe.run(document));
  assert.ok(passes.length > 10, String(passes.length));
  return violations.map(({ id, nodes }) => [
    id,
    nodes.slice(0, 4).map(({ target, failureSummary }) => [String(target), failureSummary]),
  ]);
}

/** A chat as WhatsApp writes it: a message every few minutes, from a given day on. */
export function whatsapp(messages, { day = 13, month = 1 } = {}) {
  const two = (number) => String(number).padStart(2, "0");
  return Array.from({ length: messages }, (_, i) => {
    const at = new Date(Date.UTC(2024, month - 1, day, 9) + i * 7 * 60_000 + Math.floor(i / 40) * 9 * 3_600_000);
    return `[${two(at.getUTCDate())}/${two(at.getUTCMonth() + 1)}/${at.getUTCFullYear()}, ${two(at.getUTCHours())}:${two(at.getUTCMinutes())}:00] ${["Ada", "Bob", "Chidi"][i % 3]}: message ${i}, and what else there is to say about it\n`;
  }).join("");
}
