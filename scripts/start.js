// Cuts a file (or the sample) in the terminal, then serves the preview page.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { build, buildPage, sampleFile } from "./build.js";
import { cli } from "./lib/cli.js";
import { root } from "./lib/run.js";
import { setup } from "./setup.js";

const USAGE = `npm start -- [FILE] [--once] [--port N] [options of windrow]

  --once     stop after the terminal's part, without serving the preview page
  --port N   where to serve it (4173, or the next that is free)

Without a file in the first place, the sample is cut; without a limit, --max-bytes 32000. The options
of windrow: npm start -- --once --help`;

/** Options that say how to cut, or ask for something else. */
const LIMIT = /^--(max-|gap|edge|spec|every|egregora|help|version)/;

/** Serves the page until the process ends. */
async function servePage(port) {
  const { preview } = await import("vite");
  const server = await preview({ root: join(root, "www"), preview: { port } });
  console.log(`\nThe preview page is at ${server.resolvedUrls.local[0]} (Ctrl-C ends)`);
}

/** Runs the command line as it is installed, in the folder from where npm was started. */
async function windrow(args) {
  const command = join(root, "cli/dist/main.js");
  const child = spawn(process.execPath, [command, ...args], { cwd: process.env.INIT_CWD, stdio: "inherit" });
  const [status] = await once(child, "close");
  return status ?? 1;
}

cli(import.meta.url, async (...args) => {
  const { once, port, rest } = own(args);
  if (!once && rest.includes("--help")) return console.log(USAGE);
  await setup("build");
  await build();
  const file = rest.length > 0 && !rest[0].startsWith("-") ? [] : [await sampleFile()];
  const limits = rest.some((arg) => LIMIT.test(arg)) ? [] : ["--max-bytes", "32000"];
  const status = await windrow([...file, ...rest, ...limits]);
  process.exitCode = status;
  if (once || status !== 0) return;
  await buildPage({ local: true });
  await servePage(port);
});

/** Takes the options of this script out of those of the command line. */
function own(args) {
  const rest = args.filter((arg) => arg !== "--once");
  const at = rest.indexOf("--port");
  const [, port = "4173"] = at < 0 ? [] : rest.splice(at, 2);
  if (!/^\d+$/.test(port)) throw new Error(`--port ${port} is not a number.\n\n${USAGE}`);
  return { once: rest.length < args.length - (at < 0 ? 0 : 2), port: Number(port), rest };
}
