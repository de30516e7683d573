// Measures the way from a table to a plan in Node and in Chromium; with `--ten-million`, how much memory so many rows
// take, too. With `--write`, docs/measurements.md gets the table of the former.
import { execFile } from "node:child_process";
import { setTimeout } from "node:timers/promises";
import { promisify } from "node:util";
import { build } from "./build.js";
import { cli } from "./lib/cli.js";
import { openAsyncDuckDB } from "./lib/duckdb.js";
import { table, writeTable } from "./lib/measured.js";
import { openPage } from "./lib/page.js";
import { setup } from "./setup.js";

const SIZES = [10_000, 100_000, 1_000_000];
/** The number of rows that is also measured against rivals too slow for rounds, in Chromium. */
const SLOW = 1_000_000;
const ROUNDS = 11;
const SAMPLE = 10;
/** How long a recursive query may take, in milliseconds. */
const BOUND = 300_000;

async function inNode(sizes) {
  const fetching = await import("../benches/fetch.js");
  const { connection, close } = await openAsyncDuckDB();
  try {
    const of = async (rows) => ({ rows, ...(await rounds((name, ...args) => fetching[name](...args), rows, connection)) });
    const measured = [];
    for (const rows of sizes) measured.push(await of(rows));
    return measured;
  } finally {
    await close();
  }
}

async function inChromium(sizes) {
  const { page, close } = await openPage("benches/fetch-page.js");
  const call = (name, ...args) => page.evaluate(([name, args]) => globalThis.measure(name, ...args), [name, args]);
  try {
    const measured = [];
    for (const rows of sizes) {
      const found = await rounds(call, rows);
      measured.push({ rows, ...found, alone: rows === SLOW ? await slow(call, rows, found.windows) : [] });
    }
    return measured;
  } finally {
    await close();
  }
}

async function rounds(call, rows, ...connection) {
  await call("begin", ...connection, rows);
  const { windows, results } = await call("endToEnd", ROUNDS);
  return { windows, pairs: results, alone: [] };
}

async function slow(call, rows, windows) {
  const one = await call("oneByOne", rows, SAMPLE);
  const alone = [{ ...one, rival: `one query a window, from ${SAMPLE} of ${windows}`, ms: one.ms * windows }];
  for (const name of ["list slices", "range join", "ends by ASOF join"]) {
    const asked = call("recursive", name);
    asked.catch(() => {}); // where it takes too long, the page is closed on it
    const found = await Promise.race([asked, setTimeout(BOUND, {}, { ref: false })]);
    if (found.ms !== undefined && found.windows !== windows) throw new Error(`${name}: other windows: ${found.windows}`);
    if (found.ms === undefined) {
      alone.push({ rival: `recursive query, ${name}, not ended`, ms: BOUND, own: alone[0].own });
      break; // it goes on, and nothing else can be asked
    }
    alone.push({ ...found, rival: `recursive query, ${name}, once` });
  }
  return alone;
}

const HEAD = ["in", "rows", "windrow", "least, median", "rival", "its least, median", "ratio", "median ratio"];
const WORDS = ["in", "windrow", "rival"];

/** The measurements, as the lines of a table. */
function linesOf(where, { rows, pairs, alone }) {
  const time = (ms) => (ms < 1_000 ? `${ms.toPrecision(3)} ms` : `${(ms / 1_000).toFixed(ms < 10_000 ? 1 : 0)} s`);
  const both = (least, median) => `${time(least)}, ${time(median)}`;
  const size = [where, rows.toLocaleString("en")];
  const lines = pairs.map(({ own, rival, least, median, ratio }) => {
    const ratios = [least[0] / least[1], ratio].map((ratio) => ratio.toFixed(2));
    return [...size, own, both(least[0], median[0]), rival, both(least[1], median[1]), ...ratios];
  });
  for (const { rival, ms, own } of alone) {
    lines.push([...size, pairs[0].own, both(...own), rival, time(ms), ...own.map((own) => `1 / ${Math.round(ms / own)}`)]);
  }
  return lines;
}

/** In processes of their own, as memory never shrinks. */
async function tenMillion() {
  console.log("\nNode, 10,000,000 rows:");
  for (const what of ["narrow", "text"]) {
    const { stdout } = await promisify(execFile)(process.execPath, ["benches/ten-million.js", what]);
    console.log(`  ${stdout.trim()}`);
  }
}

cli(import.meta.url, async (...args) => {
  await setup("test");
  await build();
  const given = args.filter((arg) => !arg.startsWith("--")).map(Number);
  const sizes = given.length > 0 ? given : SIZES;
  const node = await inNode(sizes);
  const chromium = await inChromium(sizes);
  const lines = Object.entries({ Node: node, Chromium: chromium }).flatMap(([where, measured]) =>
    measured.flatMap((one) => linesOf(where, one)),
  );
  const written = table([HEAD, ...lines], WORDS);
  console.log(`\n${ROUNDS} rounds:\n\n${written}`);
  if (args.includes("--write")) await writeTable("npm run bench:fetch -- --write", written);
  if (args.includes("--ten-million")) await tenMillion();
});
