// Measures plans against their rivals, in Node and in Chromium, as ratios: above 1, windrow is faster.
// With `--write`, docs/measurements.md gets the tables of the measurements.
import { join } from "node:path";
import { build } from "./build.js";
import { cli } from "./lib/cli.js";
import { table, writeTable } from "./lib/measured.js";
import { openPage } from "./lib/page.js";
import { root, run } from "./lib/run.js";
import { setup } from "./setup.js";

const SIZES = [10_000, 100_000, 1_000_000, 10_000_000];
/** From this number of rows on, a rival that first makes a table is left out: it takes seconds a run. */
const MANY = 10_000_000;

async function inNode(sizes) {
  const { Rows, init } = await import("windrow");
  const { measure } = await import("../benches/windows.js");
  const { arquero } = await import("../benches/arquero.js");
  await init();
  return sizes.flatMap((size) => measure(Rows, size, size < MANY ? { arquero } : {}));
}

async function inChromium(sizes) {
  const { page, close } = await openPage("benches/windows-page.js");
  try {
    return await page.evaluate(([sizes, many]) => globalThis.measure(sizes, many), [sizes, MANY]);
  } finally {
    await close();
  }
}

/** Reads DuckDB's output: a million rows, 95 MB in its batches of 2,048 rows. */
async function arrowInNode() {
  const { Rows, init } = await import("windrow");
  const { measureArrow } = await import("../benches/arrow.js");
  const { openDuckDB } = await import("./lib/duckdb.js");
  await init();
  const { connection } = await openDuckDB();
  const sql = `SELECT TIMESTAMP '2024-01-01' + INTERVAL (i) SECOND AS ts,
    repeat('message ', (i * 7919 % 19 + 1)::INTEGER) AS body FROM range(1000000) AS r(i)`;
  const ipc = connection.useUnsafe((database, id) => database.runQuery(id, sql));
  return measureArrow(Rows, Uint8Array.from(ipc));
}

function printArrow({ rows, bytes, windrow, flechette }) {
  console.log("\nNode: Arrow bytes into Rows, against flechette and a loop over its offsets");
  const share = `${(windrow / flechette).toFixed(2)} of its time`;
  console.log(
    `${String(rows).padStart(9)} rows  ${(bytes / 1e6).toFixed(0)} MB  windrow ${windrow.toFixed(1)} ms, flechette ${flechette.toFixed(1)} ms: ${share}`,
  );
}

function print(where, results) {
  console.log(`\n${where}`);
  for (const { rows, max, windows, ms } of results) {
    const [[own, least], ...rivals] = Object.entries(ms);
    const subject = max > 0 ? `${max} bytes a window, ${windows} windows` : "building Rows";
    const ratios = rivals.map(([name, rival]) => `${name} ${(rival / least).toFixed(2)}`);
    console.log(`${String(rows).padStart(9)} rows  ${subject.padEnd(38)} ${own} ${least.toFixed(3)} ms; ${ratios.join("  ")}`);
  }
}

/** Milliseconds below which a ratio depends more on the browser's clock, of 5 µs, than on plans. */
const SHORTEST = 0.03;

/** Puts the plans of all measurements into the document, as a table of ratios. */
async function write(measured) {
  const rivals = ["linear", "unrolled", "galloping", "interpolating", "arquero"];
  const number = (value) => value.toLocaleString("en");
  const lines = Object.entries(measured).flatMap(([where, results]) =>
    results
      .filter(({ max, ms }) => max > 0 && ms.windrow >= SHORTEST)
      .map(({ rows, max, windows, ms }) => {
        const ratio = (rival) =>
          ms[rival] === undefined ? "" : (ms[rival] / ms.windrow).toFixed(ms[rival] < 10 * ms.windrow ? 1 : 0);
        return [where, number(rows), number(max), number(windows), `${ms.windrow.toPrecision(2)} ms`, ...rivals.map(ratio)];
      }),
  );
  const head = ["in", "rows", "bytes a window", "windows", "windrow", ...rivals];
  await writeTable("npm run bench -- --write", table([head, ...lines], ["in"]));
}

/** Peak memory of each rival, in bytes per row beyond the lengths, each in a process of its own. */
async function memory(rows) {
  const taken = {};
  for (const way of ["windrow", "linear", "prefix sums", "arquero"]) {
    const printed = await run("node", [join(root, "benches/memory.js"), way, String(rows)], { quiet: true });
    taken[way] = Number(printed);
  }
  return taken;
}

cli(import.meta.url, async (...args) => {
  await setup("test");
  await build();
  const given = args.filter((arg) => arg !== "--write").map(Number);
  const sizes = given.length > 0 ? given : SIZES;
  printArrow(await arrowInNode());
  const node = await inNode(sizes);
  print("Node: how many times as long the rivals take", node);
  const chromium = await inChromium(sizes);
  print("Chromium: how many times as long the rivals take", chromium);
  const bytes = await memory(MANY);
  console.log(`\nNode: bytes a row beyond its length, ${MANY} rows`, bytes);
  if (!args.includes("--write")) return;
  await write({ Node: node, Chromium: chromium });
  const ways = Object.keys(bytes);
  await writeTable("bytes a row", table([ways, ways.map((way) => bytes[way].toFixed(1))], []));
});
