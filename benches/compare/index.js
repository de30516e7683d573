// What other tools make of one chat, beside windrow: `npm run bench:compare` prints a table, `-- --write` puts it into
// docs/comparison.md. The rivals are Python packages; they go into a folder of their own, in the user's cache.
import { join } from "node:path";
import { homedir } from "node:os";
import { build } from "../../scripts/build.js";
import { cli } from "../../scripts/lib/cli.js";
import { table, writeTable } from "../../scripts/lib/measured.js";
import { capture, root, run } from "../../scripts/lib/run.js";

const LIMIT = 32_000;
const ROUNDS = 3;
const FOLDER = join(root, "benches/compare");
const PYTHON = join(process.env.XDG_CACHE_HOME ?? join(homedir(), ".cache"), "windrow/compare");

/** The name in the table, and how it is run. */
const RIVALS = [
  ["LangChain, RecursiveCharacterTextSplitter", "langchain"],
  ["chonkie, RecursiveChunker and OverlapRefinery", "chonkie"],
  ["text-splitter", "text_splitter"],
  ["SQL, a running sum divided by the limit", "sql"],
  ["Polars, the same without overlap", "polars"],
  ["Egregora, `_window_by_bytes`", "egregora"],
];

async function installRivals() {
  await run("python3", ["-m", "venv", PYTHON], { label: "making a Python environment", quiet: true });
  await run(join(PYTHON, "bin/pip"), ["install", "--quiet", "-r", join(FOLDER, "requirements.txt")], {
    label: "installing the rivals",
    quiet: true,
  });
}

/** The quickest of some runs, each a process of its own. */
async function quickest(command, args) {
  const runs = [];
  for (let round = 0; round < ROUNDS; round++) runs.push(JSON.parse(await capture(command, args)));
  return runs.reduce((best, next) => (next.seconds < best.seconds ? next : best));
}

const number = new Intl.NumberFormat("en").format;
const line = (name, { prompts, bytes, over, most, cut, seconds, megabytes }) => [
  name,
  ...[prompts, bytes, over, most, cut].map(number),
  seconds.toFixed(2),
  number(megabytes),
];

async function main(...args) {
  await build();
  await installRivals();
  const chat = join(root, "www/public/sample.csv");
  const head = ["tool", "prompts", "bytes", "over the limit", "the longest", "cut inside a message", "seconds", "MB at most"];
  const lines = [head, line("**windrow**", await quickest("node", [join(FOLDER, "windrow.js"), chat, LIMIT]))];
  for (const [name, rival] of RIVALS) {
    lines.push(line(name, await quickest(join(PYTHON, "bin/python"), [join(FOLDER, "rivals.py"), rival, chat, LIMIT])));
  }
  const text = table(lines, ["tool"]);
  console.log(text);
  if (args.includes("--write")) await writeTable("npm run bench:compare -- --write", text, "docs/comparison.md");
}

cli(import.meta.url, main);
