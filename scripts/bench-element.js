// The cost of one step of a slider in <windrow-preview>, by the browser's own trace: from the key to the
// painted plan, scripts only, for a million rows. Also the times of the sample's first plan, and the memory of rows.
import { readFileSync } from "node:fs";
import { cli } from "./lib/cli.js";
import { startPreview } from "../tests/support/preview.js";

/**
 * Moves the slider down from a limit of bytes, or to and fro beside it.
 *
 * @returns {Promise<{ rows: number, steps: number[], plans: number[], windows: number[] }>} milliseconds of scripts of each
 *   step, those of its plan alone, and how many windows that has
 */
export async function measureSteps(browser, url, { rows = 1_000_000, steps = 40, from = 128_000, back = false } = {}) {
  const page = await browser.newPage();
  await page.goto(`${url}embedded.html`);
  await planned(page);
  await fill(page, rows, from);
  const session = await page.context().newCDPSession(page);
  const events = [];
  session.on("Tracing.dataCollected", ({ value }) => events.push(...value));
  await session.send("Tracing.start", { traceConfig: { includedCategories: ["devtools.timeline", "blink.user_timing"] } });
  const windows = [];
  for (let step = 0; step < steps; step++) {
    const way = back && step % 2 === 0 ? 1 : -1;
    const found = await page.locator("windrow-preview").evaluate(async (preview, way) => {
      const input = preview.shadowRoot.querySelector("windrow-settings").shadowRoot.querySelector("#limit");
      performance.mark("step begins");
      input.valueAsNumber += way;
      input.dispatchEvent(new Event("input", { bubbles: true }));
      await preview.updateComplete;
      performance.mark("step ends");
      const { rows, spec } = preview;
      preview.addEventListener(
        "bare",
        () => {
          const plan = rows.windows(spec);
          // The plan alone: its ranges and its cost.
          [plan.start, plan.end, plan.stats()].at(0);
          plan.free();
        },
        { once: true },
      );
      performance.mark("plan begins");
      preview.dispatchEvent(new Event("bare"));
      performance.mark("plan ends");
      return preview.plan.length;
    }, way);
    windows.push(found);
  }
  const ended = new Promise((resolve) => session.once("Tracing.tracingComplete", resolve));
  await session.send("Tracing.end");
  await ended;
  await page.close();
  return { rows, steps: scriptTimes(events, "step"), plans: scriptTimes(events, "plan"), windows };
}

/** After how long a new window of the browser has started its own pages, in milliseconds. */
const STARTED = 2_500;

/** Medians of the first paint, of the sample's first plan and of the frame that shows it, in milliseconds after navigation. */
async function measureOpening(browser, url, times = 7) {
  const all = [];
  for (let time = 0; time < times; time++) {
    const context = await browser.newContext({ viewport: { width: 1_400, height: 900 } });
    const page = await context.newPage();
    await page.addInitScript(() => {
      const painted = () => requestAnimationFrame(() => setTimeout(() => performance.mark("painted")));
      const planned = () => (performance.mark("planned"), painted());
      document.addEventListener("plan", planned, { capture: true, once: true });
    });
    await page.waitForTimeout(STARTED);
    await page.goto(url);
    await page.waitForFunction(() => performance.getEntriesByName("painted").length > 0);
    const names = ["first-contentful-paint", "planned", "painted"];
    all.push(await page.evaluate((names) => names.map((name) => performance.getEntriesByName(name)[0].startTime), names));
    await context.close();
  }
  return [0, 1, 2].map((name) => median(all.map((of) => of[name])));
}

/** The memory of rows, in bytes. */
async function measureMemory(browser, url, rows) {
  const page = await browser.newPage();
  await page.goto(`${url}embedded.html`);
  await planned(page);
  const session = await page.context().newCDPSession(page);
  const memory = async () => {
    await session.send("HeapProfiler.collectGarbage");
    const { usedSize, backingStorageSize } = await session.send("Runtime.getHeapUsage");
    return usedSize + backingStorageSize;
  };
  const before = await memory();
  await fill(page, rows, 128_000);
  const held = (await memory()) - before;
  await page.close();
  return held;
}

/** The page's time for a CSV file, in milliseconds, and its process's peak memory, in bytes (on Linux). */
async function measureFile(browser, url, rows) {
  const page = await browser.newPage();
  await page.goto(url);
  await planned(page);
  const took = await page.evaluate(async (rows) => {
    const block = "2024-01-01 10:00:00,ada,a message of some length\n".repeat(10_000);
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(new File(["ts,author,body\n", ...Array(rows / 10_000).fill(block)], "large.csv"));
    const [began, preview] = [performance.now(), document.querySelector("windrow-preview")];
    dispatchEvent(new DragEvent("drop", { dataTransfer, cancelable: true }));
    while (preview.name !== "large.csv") await new Promise((resolve) => setTimeout(resolve, 20));
    return performance.now() - began;
  }, rows);
  const { processInfo } = await (await browser.newBrowserCDPSession()).send("SystemInfo.getProcessInfo");
  const peaks = processInfo
    .filter(({ type }) => type === "renderer")
    .map(({ id }) => {
      const [, kilobytes] = /VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${id}/status`, "utf8")) ?? [];
      return Number(kilobytes) * 1_024;
    });
  await page.close();
  return { took, peak: Math.max(...peaks) };
}

const planned = (page) => page.waitForFunction(() => document.querySelector("windrow-preview").plan?.length > 0);

async function fill(page, rows, size) {
  await page.locator("windrow-preview").evaluate(
    (preview, [length, size]) => {
      const bytes = Uint32Array.from({ length }, (_, i) => 20 + ((i * 7_919) % 160));
      const time = BigInt64Array.from({ length }, (_, i) => BigInt(i) * 30_000_000n);
      preview.settings = { ...preview.settings, limit: size, cut: "full", gap: "", overlap: 0.2 };
      preview.rows = preview.rows.constructor.fromColumns({ time, measures: { bytes } });
    },
    [rows, size],
  );
  // Later drawing belongs to no step.
  await page.waitForTimeout(3_000);
}

const SCRIPTS = new Set([
  "EventDispatch",
  "FunctionCall",
  "FireAnimationFrame",
  "RunMicrotasks",
  "TimerFire",
  "EvaluateScript",
  "V8.GCScavenger",
  "MajorGC",
  "MinorGC",
]);

/**
 * The milliseconds of scripts between the marks of each turn, of outermost events: the time that the
 * thread ran, so that other work of the machine is not counted.
 */
function scriptTimes(events, turn) {
  const marks = (name) => events.filter((event) => event.name === name && event.cat.includes("user_timing"));
  const [begins, ends] = [marks(`${turn} begins`), marks(`${turn} ends`)];
  const { tid, pid } = begins[0];
  const scripts = events
    .filter((event) => event.ph === "X" && event.tid === tid && event.pid === pid && SCRIPTS.has(event.name))
    .sort((a, b) => a.tts - b.tts);
  return begins.map(({ tts: from }, i) => {
    const to = ends[i].tts;
    let [sum, until] = [0, from];
    for (const { tts, tdur } of scripts) {
      const [start, end] = [Math.max(tts, until), Math.min(tts + tdur, to)];
      if (end > start) {
        sum += end - start;
        until = end;
      }
    }
    return sum / 1_000;
  });
}

/** @param {number[]} numbers */
export const median = (numbers) => numbers.toSorted((a, b) => a - b)[numbers.length >> 1];

cli(import.meta.url, async () => {
  const { browser, url, close } = await startPreview();
  const [paint, plan, shown] = (await measureOpening(browser, url)).map(Math.round);
  console.log(`first paint after ${paint} ms, plan of the sample after ${plan} ms, shown after ${shown} ms`);
  for (const rows of [1_000_000, 5_000_000])
    console.log(`${rows} rows take ${Math.round((await measureMemory(browser, url, rows)) / 1e6)} MB`);
  for (const rows of [1_000_000, 5_000_000]) {
    const { took, peak } = await measureFile(browser, url, rows);
    console.log(
      `${rows} rows of CSV: shown after ${(took / 1e3).toFixed(1)} s; the page's process has had ${Math.round(peak / 1e6)} MB at most`,
    );
  }
  for (const given of [{ from: 4_000_000 }, { from: 128_000 }, { from: 16_000 }, { from: 1_000, back: true }]) {
    const { rows, steps, plans, windows } = await measureSteps(browser, url, given);
    const range = `${Math.min(...windows)} to ${Math.max(...windows)} windows`;
    console.log(
      `${rows} rows, ${range}: median ${median(steps).toFixed(1)} ms of scripts a step, longest ${Math.max(...steps).toFixed(1)} ms; the plan alone ${median(plans).toFixed(1)} ms`,
    );
  }
  await close();
});
