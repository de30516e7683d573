// A page in Chromium with DuckDB-WASM and the package, for tests and benchmarks.
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join, normalize } from "node:path";
import { chromium } from "playwright-core";
import { chromiumArgs, findChromium } from "./browser.js";
import { root } from "./run.js";

const TYPES = { ".js": "text/javascript", ".wasm": "application/wasm" };

// Browsers give pages a clock of microseconds only where no other origin could use it to spy.
const ISOLATED = {
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-embedder-policy": "require-corp",
};

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
  const server = createServer(async (request, response) => {
    const path = normalize(new URL(request.url, "http://localhost").pathname);
    const given = { "/": [html, "text/html"], [BUNDLE]: [outputFiles[0].contents, "text/javascript"] }[path];
    try {
      const [body, type] = given ?? [await readFile(join(root, path)), TYPES[extname(path)] ?? "text/plain"];
      response.writeHead(200, { "content-type": type, ...ISOLATED }).end(body);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const browser = await chromium.launch({ executablePath: findChromium(), args: chromiumArgs });
  const close = async () => {
    await browser.close();
    server.close();
  };
  try {
    const page = await browser.newPage();
    const requests = [];
    page.on("request", (request) => requests.push(request.url()));
    await page.goto(`http://127.0.0.1:${server.address().port}/`);
    await page.waitForFunction(() => globalThis.ready);
    return { page, requests, close };
  } catch (error) {
    await close();
    throw error;
  }
}
