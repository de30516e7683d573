// Runs the installed package's suites in Firefox, and uses the page there. Nothing has to drive it: pages send what
// they found. Not a part of `npm test`, as Firefox is one more browser to install.
import { spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { serveWalk } from "../tests/places/support/walked.js";
import { installed } from "../tests/runtimes/support/installed.js";
import { serve } from "./lib/serve.js";
import { build, buildPage } from "./build.js";
import { aptInstall } from "./lib/apt.js";
import { cli } from "./lib/cli.js";
import { find } from "./lib/run.js";
import { setup } from "./setup.js";

const findFirefox = () => process.env.FIREFOX || find("firefox-esr") || find("firefox");

/** The results of the suites, and of a walk through the page. */
export async function inFirefox() {
  if (!findFirefox()) await aptInstall(["firefox-esr"], "about a minute");
  const { folder } = installed();
  const suites = await reported((onPost) => serve(folder, {}, { onPost }), "reporting.html");
  return [...suites, ...(await reported(serveWalk, "walk.html"))];
}

/** What a page of a server sends to it. */
async function reported(start, page) {
  const profile = await mkdtemp(join(tmpdir(), "windrow-firefox-"));
  let report;
  const sent = new Promise((resolve) => (report = resolve));
  const server = await start(report);
  const args = ["--headless", "--no-remote", "--profile", profile, server.url + page];
  const firefox = spawn(findFirefox(), args, { stdio: "ignore" });
  const ended = new Promise((resolve) => firefox.on("exit", resolve));
  const late = new Promise((_, reject) =>
    setTimeout(reject, 120_000, new Error(`Firefox has not reported of ${page} after 120 s.`)).unref(),
  );
  try {
    const results = JSON.parse(await Promise.race([sent, late]));
    if (!Array.isArray(results)) throw new Error(results.error);
    return results;
  } finally {
    firefox.kill();
    await ended;
    await server.close();
    await rm(profile, { recursive: true, force: true });
  }
}

cli(import.meta.url, async () => {
  await setup("build");
  await build();
  await buildPage();
  const results = await inFirefox();
  const passed = results.flatMap((result) => result.passed);
  const failed = results.flatMap((result) => result.failed);
  for (const name of passed) console.log(`passed: ${name}`);
  for (const failure of failed) console.log(`FAILED: ${failure}`);
  console.log(`\n${passed.length} passed, ${failed.length} failed, in Firefox`);
  if (failed.length > 0 || passed.length === 0) process.exitCode = 1;
});
