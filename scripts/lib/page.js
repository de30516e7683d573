// A page in Chromium with DuckDB-WASM and the package, for tests and benchmarks.
import { join } from "node:path";
import { chromium } from "playwright-core";
import { chromiumArgs, findChromium } from "./browser.js";
import { root } from "./run.js";
import { ISOLATED, serve } from "./serve.js";

/** Beside the package's own files, where the bundle finds its WebAssembly. */
const BUNDLE = "/pkg/dist/page.bundle.js";

/**
 * Bundles a module and opens a page that runs it.
 *
 * @param {string} entry the module's path in the repository
 * @returns {Promise<{ page: import("playwright-core").Page, requests: string[], close: () => Promise<void> }>}
 */
export async function openPage(entry) {
  const { build } = await import("esbuild");
  const options = { bundle: true, write: false, format: "esm", platform: "browser", logLevel: "error" };
  const { outputFiles } = await build({ entryPoints: [join(root, entry)], ...options });
  const html = `<!doctype html><title>windrow</title><script type="module" src="${BUNDLE}"></script>`;
  const made = { "/": [html, "text/html"], [BUNDLE]: [outputFiles[0].contents, "text/javascript"] };
  const server = await serve(root, ISOLATED, { made });
  const browser = await chromium.launch({ executablePath: findChromium(), args: chromiumArgs });
  const close = async () => {
    await browser.close();
    await server.close();
  };
  try {
    const page = await browser.newPage();
    const requests = [];
    page.on("request", (request) => requests.push(request.url()));
    await page.goto(server.url);
    await page.waitForFunction(() => globalThis.ready);
    return { page, requests, close };
  } catch (error) {
    await close();
    throw error;
  }
}
