import { readFileSync } from "node:fs";
import { join } from "node:path";
import { aptInstall } from "./apt.js";
import { find, root } from "./run.js";

/** Chromium's flags: they are in webdriver.json, where wasm-pack reads them too. */
export const chromiumArgs = /** @type {string[]} */ (
  JSON.parse(readFileSync(join(root, "webdriver.json"), "utf8"))["goog:chromeOptions"].args
);

/** @returns {string | undefined} the path of Chromium or Chrome */
export function findChromium() {
  const { CHROME_PATH, CHROMIUM } = process.env;
  if (CHROME_PATH || CHROMIUM) return CHROME_PATH || CHROMIUM;
  return find("chromium") ?? find("google-chrome") ?? find("chromium-browser");
}

/** @returns {string | undefined} the path of chromedriver */
export function findChromedriver() {
  return process.env.CHROMEDRIVER || find("chromedriver");
}

/** Ensures that there is a browser for the tests, and a driver for it. */
export async function ensureBrowser() {
  if (findChromium() && findChromedriver()) return;
  let cause;
  try {
    await aptInstall(["chromium", "chromium-driver"], "about a minute");
  } catch (error) {
    cause = error;
  }
  if (findChromium() && findChromedriver()) return;
  throw new Error(
    "Chromium and its chromedriver are needed for the browser tests: install both (on Debian the " +
      "packages chromium and chromium-driver), or set CHROME_PATH and CHROMEDRIVER to their paths.",
    { cause },
  );
}
