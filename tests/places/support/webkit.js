// All suites of the installed package in WebKitGTK, which WebKitWebDriver drives: plain W3C WebDriver, without a client.
import { spawn } from "node:child_process";
import { serve } from "../../../scripts/lib/serve.js";
import { installed } from "../../runtimes/support/installed.js";
import { serveWalk } from "./walked.js";

const BROWSER = "/usr/lib/x86_64-linux-gnu/webkit2gtk-4.1/MiniBrowser";
const PORT = 4_400 + (process.pid % 500);
const PAGES = ["plain.html", "single-file.html", "plain-remote.html", "plain-worker.html", "service.html"];
const pause = () => new Promise((resolve) => setTimeout(resolve, 300));

/** Throws what failed, and gives the browser's version. */
export async function inWebKit() {
  const { folder } = installed();
  const display = `:${100 + (process.pid % 800)}`;
  const xvfb = spawn("Xvfb", [display, "-screen", "0", "1280x1000x24", "-nolisten", "tcp"], { stdio: "ignore" });
  // As root, and without a graphics card.
  const env = {
    ...process.env,
    DISPLAY: display,
    LIBGL_ALWAYS_SOFTWARE: "1",
    WEBKIT_DISABLE_COMPOSITING_MODE: "1",
    WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS: "1",
    GDK_BACKEND: "x11",
    NO_AT_BRIDGE: "1",
  };
  await pause();
  const driver = spawn("WebKitWebDriver", [`--port=${PORT}`], { env, stdio: "ignore" });
  const server = await serve(folder);
  const page = await serveWalk();
  let session = "";
  try {
    const made = await started();
    session = `/session/${made.sessionId}`;
    for (const url of [...PAGES.map((name) => server.url + name), `${page.url}walk.html`]) {
      const { failed, passed } = await found(session, url);
      if (failed.length > 0 || passed.length === 0) throw new Error(`${url}: ${failed.join("\n") || "no check has run"}`);
    }
    return made.capabilities.browserVersion;
  } finally {
    if (session) await call("DELETE", session).catch(() => {});
    driver.kill();
    xvfb.kill();
    await Promise.all([server.close(), page.close()]);
  }
}

async function call(method, path, body) {
  const response = await fetch(`http://127.0.0.1:${PORT}${path}`, {
    method,
    body: body && JSON.stringify(body),
    headers: { "content-type": "application/json" },
  });
  const { value } = await response.json();
  if (!response.ok) throw new Error(`${path}: ${JSON.stringify(value)}`);
  return value;
}

/** A session, as soon as the driver listens. */
async function started() {
  const options = { "webkitgtk:browserOptions": { binary: BROWSER, args: ["--automation"] } };
  for (let tries = 0; tries < 50; tries++) {
    if (await fetch(`http://127.0.0.1:${PORT}/status`).catch(() => undefined)) break;
    await pause();
  }
  return call("POST", "/session", { capabilities: { alwaysMatch: options } });
}

/** What a page found, as soon as it is there. */
async function found(session, url) {
  await call("POST", `${session}/url`, { url });
  const until = Date.now() + 90_000;
  while (Date.now() < until) {
    const said = await call("POST", `${session}/execute/sync`, { script: "return globalThis.result ?? null", args: [] });
    if (said !== null) return said;
    await pause();
  }
  throw new Error(`${url} says nothing`);
}
