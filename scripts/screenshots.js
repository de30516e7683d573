// Takes the pictures in docs/screenshots of the page as it is built: light and dark, wide and narrow.
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { startPreview } from "../tests/support/preview.js";
import { cli } from "./lib/cli.js";
import { root } from "./lib/run.js";

const SHOTS = [
  { name: "wide", width: 1280, height: 1600, settings: "#gap=12h&cut=quiet&price=3" },
  { name: "narrow", width: 390, height: 1700, settings: "#overlap=0.3" },
];

cli(import.meta.url, async () => {
  const folder = join(root, "docs/screenshots");
  await mkdir(folder, { recursive: true });
  const { browser, url, close } = await startPreview();
  for (const { name, width, height, settings } of SHOTS) {
    const page = await browser.newPage({ viewport: { width, height } });
    await page.goto(url + settings);
    await page.locator("#summary-heading").waitFor();
    await page.locator("windrow-preview").evaluate((preview) => preview.open(7));
    await page.locator(".figures svg").nth(2).waitFor();
    for (const colorScheme of ["light", "dark"]) {
      await page.emulateMedia({ colorScheme });
      // Until all that was on its way is there.
      await page.waitForTimeout(1_000);
      await page.evaluate(() => scrollTo(0, 0));
      await page.screenshot({ path: join(folder, `${name}-${colorScheme}.jpg`), type: "jpeg", quality: 50 });
    }
    await page.close();
  }
  await close();
});
