// Measures the way from a table to a plan in Chromium; with `--ten-million`, how much memory so many rows
// take, too. With `--write`, docs/performance.md gets the table of the former.
import { execFile } from "node:child_process";
import { setTimeout } from "node:timers/promises";
import { promisify } from "node:util";
import { build } from "./build.js";
import { cli } from "./lib/cli.js";
import { table, writeTable } from "./lib/measured.js";
import { openPage } from "./lib/page.js";
import { setup } from "./setup.js";

const ROWS = 1_000_000;
const ROUNDS = 11;
const SAMPLE = 10;
/** How long a recursive query may take, in milliseconds. */
const BOUND = 300_000;

/** @returns {Promise<{ windows: number, pairs: object[], alone: object[] }>} */
async function inChromium(rows) {
  const { page, close } = await openPage("benches/fetch-page.js");
  try {
    const { windows, results } = await page.evaluate(([n, rounds]) => globalThis.endToEnd(n, rounds), [rows, ROUNDS]);
    const one = await page.evaluate(([n, sample]) => globalThis.oneByOne(n, sample), [rows, SAMPLE]);
    const alone = [{ ...one, rival: `one query a window, from ${SAMPLE} of ${windows}`, ms: one.ms * windows }];
    for (const name of ["list slices", "range join", "ends by ASOF join"]) {
      const asked = page.evaluate((name) => globalThis.recursive(name), name);
      asked.catch(() => {}); // where it takes too long, the page is closed on it
      const found = await Promise.race([asked, setTimeout(BOUND, {}, { ref: false })]);
      if (found.ms !== undefined && found.windows !== windows) throw new Error(`${name}: other windows: ${found.windows}`);
      if (found.ms === undefined) {
        alone.push({ rival: `recursive query, ${name}, not ended`, ms: BOUND, own: alone[0].own });
        break; // it goes on, and nothing else can be asked
      }
      alone.push({ ...found, rival: `recursive query, ${name}, once` });
    }
    return { windows, pairs: results, alone };
  } finally {
    await close();
  }
}

/** What was measured, as the lines of a table. */
function linesOf({ pairs, alone }) {
  const time = (ms) => (ms < 1_000 ? `${ms.toPrecision(3)} ms` : `${(ms / 1_000).toFixed(ms < 10_000 ? 1 : 0)} s`);
  const both = (least, median) => `${time(least)}, ${time(median)}`;
  const lines = pairs.map(({ own, rival, least, median, ratio }) => {
    const ratios = [least[0] / least[1], ratio].map((ratio) => ratio.toFixed(2));
    return [own, both(least[0], median[0]), rival, both(least[1], median[1]), ...ratios];
  });
  for (const { rival, ms, own } of alone) {
    lines.push([pairs[0].own, both(...own), rival, time(ms), ...own.map((own) => `1 / ${Math.round(ms / own)}`)]);
  }
  return [["windrow", "least, median", "rival", "least, median", "ratio", "median ratio"], ...lines];
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
  const rows = Number(args.find((arg) => !arg.startsWith("--")) ?? ROWS);
  const measured = await inChromium(rows);
  const lines = table(linesOf(measured), ["windrow", "rival"]);
  console.log(`\nChromium, ${rows} rows, ${measured.windows} windows, ${ROUNDS} rounds:\n\n${lines}`);
  if (args.includes("--write")) await writeTable("npm run bench:fetch -- --write", lines);
  if (args.includes("--ten-million")) await tenMillion();
});
