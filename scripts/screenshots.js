// Takes the pictures in docs/images of the page as it is built.
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { startPreview } from "../tests/support/preview.js";
import { cli } from "./lib/cli.js";
import { root } from "./lib/run.js";

const DESK = { viewport: { width: 1280, height: 800 } };
const PHONE = { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, isMobile: true, hasTouch: true };
const SHOTS = [
  { name: "main-light", options: DESK },
  { name: "main-dark", options: { ...DESK, colorScheme: "dark" } },
  { name: "phone", options: PHONE },
  { name: "export", options: DESK, key: "e" },
];

cli(import.meta.url, async (folder = join(root, "docs/images")) => {
  await mkdir(folder, { recursive: true });
  const { browser, url, close } = await startPreview();
  for (const { name, options, key } of SHOTS) {
    const context = await browser.newContext({ ...options, locale: "en-US" });
    const page = await context.newPage();
    await page.goto(url);
    await page.waitForFunction(() => document.querySelector("windrow-preview").plan?.length > 0);
    await page.evaluate(() => document.querySelector("windrow-preview").open(7));
    if (key) {
      await page.keyboard.press(key);
      await page.locator("windrow-export .part").first().waitFor({ timeout: 90_000 });
    }
    // Until all pending work is done.
    await page.waitForTimeout(1_500);
    await page.screenshot({ path: join(folder, `${name}.png`) });
    await context.close();
  }
  await close();
});
