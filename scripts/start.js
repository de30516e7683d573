// Runs the main job on a CSV file (or the sample) in the terminal, then serves the preview page.
import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { build, buildPage, sampleFile } from "./build.js";
import { cli } from "./lib/cli.js";
import { root } from "./lib/run.js";
import { setup } from "./setup.js";

const USAGE = `npm start -- [FILE.csv] [options]

  --max-bytes N   at most N bytes of text a window (32000 unless a limit is given)
  --max-rows N    at most N rows a window
  --overlap R     the share of each limit that is repeated, from 0 up to 1 (0.2)
  --time COLUMN   the column of times (the first that holds some)
  --text COLUMN   the column of texts (the longest)
  --once          stop after the terminal's part, without serving the preview page
  --port N        where to serve it (4173, or the next that is free)
  --help`;

const options = {
  "max-bytes": { type: "string" },
  "max-rows": { type: "string" },
  overlap: { type: "string", default: "0.2" },
  time: { type: "string" },
  text: { type: "string" },
  once: { type: "boolean", default: false },
  port: { type: "string", default: "4173" },
  help: { type: "boolean", default: false },
};

/** Serves the page until the process ends. */
async function servePage(port) {
  const { preview } = await import("vite");
  const server = await preview({ root: join(root, "www"), preview: { port } });
  console.log(`\nThe preview page is at ${server.resolvedUrls.local[0]} (Ctrl-C ends)`);
}

cli(import.meta.url, async (...args) => {
  const { values, positionals } = parse(args);
  if (values.help) return console.log(USAGE);
  const [given] = positionals;
  const file = given ? resolve(process.env.INIT_CWD ?? ".", given) : await sampleFile();
  if (!existsSync(file)) throw new Error(`There is no file ${given}.`);
  await setup("build");
  await build();
  // Only now is there a package to import.
  const { runInTerminal } = await import("./lib/terminal.js");
  await runInTerminal(file, { ...columns(values), spec: spec(values) });
  if (values.once) return;
  await buildPage();
  await servePage(Number(values.port));
});

function parse(args) {
  try {
    const parsed = parseArgs({ args, options, allowPositionals: true });
    if (parsed.positionals.length > 1) throw new Error("More than one file is given.");
    return parsed;
  } catch (error) {
    throw new Error(`${error.message}\n\n${USAGE}`);
  }
}

const columns = ({ time, text }) => ({ time, text });

/** What is no number is passed on as it is: the package says best what is wrong with it. */
function spec(values) {
  const number = (text) => (text === undefined || text.trim() === "" ? text : (Number(text) || (Number(text) === 0 ? 0 : text)));
  const max = { bytes: number(values["max-bytes"]), rows: number(values["max-rows"]) };
  if (max.bytes === undefined && max.rows === undefined) max.bytes = 32_000;
  return { max, overlap: number(values.overlap) };
}
