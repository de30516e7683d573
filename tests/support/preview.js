// The built pages of www in Chromium, and their common offences.
import { join } from "node:path";
import { chromium } from "playwright-core";
import { preview } from "vite";
import { chromiumArgs, findChromium } from "../../scripts/lib/browser.js";
import { root } from "../../scripts/lib/run.js";

/** Serves www/dist from one origin, and starts a browser. */
export async function startPreview() {
  const server = await preview({
    root: join(root, "www"),
    logLevel: "error",
    preview: { host: "127.0.0.1", port: 0, open: false },
  });
  const browser = await chromium.launch({ executablePath: findChromium(), args: chromiumArgs });
  const url = server.resolvedUrls.local[0];
  const close = async () => {
    await browser.close();
    await server.close();
  };
  return { url, browser, close };
}

/** Collects requests to other origins, refusals of the page's policy, and errors. */
export function watch(page, url, offences, requests = []) {
  page.on("request", (request) => {
    const { origin, pathname, protocol } = new URL(request.url());
    requests.push(pathname);
    // A blob that the page saves is not a request.
    if (protocol !== "blob:" && origin !== new URL(url).origin) offences.push(`asks for ${request.url()}`);
  });
  // What is asked for in the background ends where a page is left.
  page.on(
    "requestfailed",
    (request) => request.failure()?.errorText !== "net::ERR_ABORTED" && offences.push(`does not get ${request.url()}`),
  );
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) offences.push(`says ${message.text()}`);
  });
  page.on("pageerror", (error) => offences.push(`throws ${error.stack}`));
  page.on("dialog", (dialog) => {
    offences.push(`opens a dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
}
