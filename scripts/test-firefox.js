// Runs the installed package's suites in Firefox, which nothing has to drive: the page sends what it
// found. Not a part of `npm test`, as Firefox is one more browser to install.
import { spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { installed } from "../tests/runtimes/support/installed.js";
import { serve } from "./lib/serve.js";
import { build } from "./build.js";
import { aptInstall } from "./lib/apt.js";
import { cli } from "./lib/cli.js";
import { find } from "./lib/run.js";
import { setup } from "./setup.js";

const findFirefox = () => process.env.FIREFOX || find("firefox-esr") || find("firefox");

/** The results of the suites, by page. */
export async function inFirefox() {
  if (!findFirefox()) await aptInstall(["firefox-esr"], "about a minute");
  const { folder } = installed();
  const profile = await mkdtemp(join(tmpdir(), "windrow-firefox-"));
  let report;
  const reported = new Promise((resolve) => (report = resolve));
  const server = await serve(folder, {}, { onPost: report });
  const args = ["--headless", "--no-remote", "--profile", profile, `${server.url}reporting.html`];
  const firefox = spawn(findFirefox(), args, { stdio: "ignore" });
  const ended = new Promise((resolve) => firefox.on("exit", resolve));
  const late = new Promise((_, reject) =>
    setTimeout(reject, 120_000, new Error("Firefox has not reported after 120 s.")).unref(),
  );
  try {
    const results = JSON.parse(await Promise.race([reported, late]));
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
  const results = await inFirefox();
  const passed = results.flatMap((result) => result.passed);
  const failed = results.flatMap((result) => result.failed);
  for (const name of passed) console.log(`passed: ${name}`);
  for (const failure of failed) console.log(`FAILED: ${failure}`);
  console.log(`\n${passed.length} passed, ${failed.length} failed, in Firefox`);
  if (failed.length > 0 || passed.length === 0) process.exitCode = 1;
});
