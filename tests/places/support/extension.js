// A folder with a manifest, as an extension of Chromium.
import { createHash } from "node:crypto";
import { cpSync, mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium } from "playwright-core";
import { chromiumArgs, findChromium } from "../../../scripts/lib/browser.js";

/** Opens the page of the extension, which says in its title what page, worker and background have found. */
export async function inExtension(folder) {
  const extension = realpathSync(folder);
  cpSync(join(folder, "node_modules/windrow"), join(folder, "windrow"), { recursive: true });
  // Chromium takes no folder that holds names of its own.
  rmSync(join(folder, "node_modules"), { recursive: true });
  const profile = mkdtempSync(join(tmpdir(), "windrow-profile-"));
  const loading = [
    `--disable-extensions-except=${extension}`,
    `--load-extension=${extension}`,
    "--disable-features=DisableLoadExtensionCommandLineSwitch",
  ];
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: findChromium(),
    ignoreDefaultArgs: ["--disable-extensions"],
    args: [...chromiumArgs, ...loading],
  });
  try {
    // Its name is made of its path.
    const letters = [...createHash("sha256").update(extension).digest("hex").slice(0, 32)].map((digit) =>
      String.fromCharCode(97 + Number.parseInt(digit, 16)),
    );
    const page = await context.newPage();
    await page.goto(`chrome-extension://${letters.join("")}/page.html`);
    await page
      .waitForFunction(() => document.title === "3,3,3 windows", undefined, { timeout: 30_000 })
      .catch(async (error) => {
        throw new Error(`${await page.title()}: ${error.message}`);
      });
  } finally {
    await context.close();
    rmSync(profile, { recursive: true, force: true });
  }
}
