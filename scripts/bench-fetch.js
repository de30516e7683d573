// Measures the way from a table to a plan in Chromium, and how much memory ten million rows take.
import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { build } from "./build.js";
import { cli } from "./lib/cli.js";
import { openPage } from "./lib/page.js";
import { setup } from "./setup.js";

const ROWS = 1_000_000;
const ROUNDS = 21;
const SAMPLE = 10;

async function inChromium(rows) {
  const { page, close } = await openPage("benches/fetch-page.js");
  try {
    const { windows, results } = await page.evaluate(([n, rounds]) => globalThis.endToEnd(n, rounds), [rows, ROUNDS]);
    console.log(`\nChromium, ${rows} rows, ${windows} windows, medians of ${ROUNDS} rounds:`);
    for (const { own, rival, ms, rivalMs, ratio } of results) {
      console.log(`  ${own} ${ms.toFixed(1)} ms; ${rival} ${rivalMs.toFixed(1)} ms; ratio ${ratio.toFixed(2)}`);
    }
    const [{ ms }] = results;
    const one = await page.evaluate(([n, sample]) => globalThis.oneByOne(n, sample), [rows, SAMPLE]);
    const all = one * windows;
    console.log(`  one query a window: ${one.toFixed(0)} ms each, in a sample of ${SAMPLE}; ${(all / 1000).toFixed(0)} s for all, extrapolated: ${(all / ms).toFixed(0)} times windrow's`);
    for (const name of ["range join", "list slices"]) {
      const found = await page.evaluate((name) => globalThis.recursive(name), name);
      console.log(`  recursive query, ${name}: ${(found.ms / 1000).toFixed(1)} s, ${found.windows} windows: ${(found.ms / ms).toFixed(0)} times windrow's`);
    }
  } finally {
    await close();
  }
}

/** In processes of their own, as memory never shrinks. */
async function tenMillion() {
  console.log("\nNode, 10,000,000 rows:");
  for (const what of ["narrow", "text"]) {
    const { stdout } = await promisify(execFile)(process.execPath, ["benches/ten-million.js", what]);
    console.log(`  ${stdout.trim()}`);
  }
}

cli(import.meta.url, async (rows = ROWS) => {
  await setup("test");
  await build();
  await inChromium(Number(rows));
  await tenMillion();
});
