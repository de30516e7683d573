// The element in a real browser: in the preview page, and embedded in one of its own.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { after, afterEach, before, describe, test } from "node:test";
import { tableFromIPC } from "apache-arrow";
import { parquetReadObjects } from "hyparquet";
import { measureSteps, median } from "../../scripts/bench-element.js";
import { startPreview, watch } from "../support/preview.js";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

let url, browser, close;
const offences = [];

before(async () => {
  ({ url, browser, close } = await startPreview());
});
after(() => close?.());
afterEach(() => assert.deepEqual(offences.splice(0), []));

/** Opens a page, and waits for its first plan. */
async function open(path, options = {}) {
  const page = await browser.newPage({ acceptDownloads: true, ...options });
  page.setDefaultTimeout(30_000);
  watch(page, url, offences);
  await page.addInitScript(() => {
    addEventListener("securitypolicyviolation", (event) => {
      console.error(`the policy refused ${event.blockedURI} (${event.violatedDirective})`);
    });
  });
  await page.goto(url + path);
  await page.locator("#summary-heading").waitFor();
  return page;
}

const tile = (page, name) => page.locator("#summary dl > div", { hasText: name }).locator("dd").first().innerText();
const preview = (page) => page.locator("windrow-preview");
const painted = (page) => preview(page).evaluate((element) => element.updateComplete);
const windowsOf = (page) => preview(page).evaluate(({ plan }) => Array.from(plan.start, (start, i) => [start, plan.fresh[i], plan.end[i]]));

describe("embedded", () => {
  let page;
  before(async () => (page = await open("embedded.html")));
  after(() => page.close());

  test("it shows a plan of the rows and the spec that it is given, and tells each plan", async () => {
    await page.locator("#windows", { hasText: /^\d+$/ }).first().waitFor();
    const { spec, windows, told } = await preview(page).evaluate((element) => ({
      spec: element.spec,
      windows: element.plan.length,
      told: Number(document.querySelector("output").value),
    }));
    assert.deepEqual(spec, { max: { bytes: 2_000 }, gap: "2h", overlap: 0.1 });
    assert.ok(windows > 10);
    assert.equal(told, windows);
    assert.equal(await tile(page, "Windows"), String(windows));
  });

  test("the plan follows a slider, and is that of the spec", async () => {
    const slider = page.getByLabel("Limit tokens, as a slider");
    const seen = new Set();
    await slider.focus();
    for (let i = 0; i < 8; i++) {
      await page.keyboard.press("ArrowRight");
      await painted(page);
      const [shown, expected] = await preview(page).evaluate(({ shadowRoot, rows, spec }) => [
        Number(shadowRoot.querySelector("#summary dd").textContent),
        rows.windows(spec).length,
      ]);
      assert.equal(shown, expected);
      seen.add(shown);
    }
    assert.ok(seen.size >= 3, [...seen].join(" "));
  });

  test("a size of a model is one click, and tokens follow the ratio", async () => {
    await page.getByRole("button", { name: "32 k" }).click();
    assert.deepEqual((await preview(page).evaluate(({ spec }) => spec)).max, { bytes: 128_000 });
    await page.getByText("Tokens and price").click();
    await page.getByLabel("Bytes a token").fill("2");
    // The limit that was meant is one of tokens.
    assert.deepEqual((await preview(page).evaluate(({ spec }) => spec)).max, { bytes: 64_000 });
    assert.equal(await page.getByLabel("Limit tokens", { exact: true }).inputValue(), "32000");
    await page.getByLabel("Price of a million tokens").fill("10");
    await painted(page);
    const total = await preview(page).evaluate(({ rows }) => rows.total("bytes"));
    const repeated = await preview(page).evaluate(({ plan }) => plan.stats().repeated.bytes);
    assert.equal(await tile(page, "Price"), (((total + repeated) / 2) * 1e-5).toFixed(2));
  });

  test("a window says why it ended", async () => {
    await preview(page).evaluate((element) => (element.spec = { max: { bytes: 2_000, rows: 30 }, gap: "2h" }));
    await painted(page);
    const windows = await windowsOf(page);
    const said = [];
    for (let i = 0; i < windows.length; i++) {
      await preview(page).evaluate((element, index) => element.open(index), i);
      await page.getByRole("heading", { name: `Window ${i}`, exact: true }).waitFor();
      said.push(await page.locator("#detail .reason").innerText());
    }
    const sizes = await preview(page).evaluate(({ rows }) => [...rows.windows({ max: { rows: 1 } }).sum("bytes")]);
    said.forEach((sentence, i) => {
      const [start, , end] = windows[i];
      const sum = sizes.slice(start, end).reduce((a, b) => a + b);
      if (end === 500) assert.equal(sentence, "The rows end here.");
      else if (end % 100 === 0) assert.equal(sentence, "A silence of 10 h 5 min follows, which is longer than 2h.");
      else {
        assert.equal(/limit of 2,000 bytes/.test(sentence), sum + sizes[end] > 2_000, sentence);
        assert.equal(/limit of 30 rows/.test(sentence), end - start === 30, sentence);
      }
    });
    for (const kind of [/end here/, /silence/, /bytes/]) assert.ok(said.some((sentence) => kind.test(sentence)), String(kind));
  });

  test("partitions are kept apart, or not", async () => {
    await preview(page).evaluate((element) => {
      const columns = { measures: { bytes: [1, 2, 3, 4, 5, 6] }, partition: ["a", "a", "b", "b", "c", "c"] };
      const bytes = element.rows.constructor.fromColumns(columns).windows({ max: { rows: 1 } }).toArrow();
      element.messages = undefined;
      element.spec = { max: { bytes: 500 } };
      element.arrow = { bytes, columns: { measures: { bytes: "sum_bytes" }, partition: "partition" } };
    });
    const apart = page.getByLabel("Keep partitions apart");
    await apart.waitFor();
    assert.deepEqual(await windowsOf(page), [[0, 0, 2], [2, 2, 4], [4, 4, 6]]);
    await preview(page).evaluate((element) => element.open(0));
    await page.getByText("The next row belongs to another partition.").waitFor();
    await apart.uncheck();
    await page.locator("#windows tbody tr.line").nth(1).waitFor({ state: "detached" });
    assert.deepEqual(await windowsOf(page), [[0, 0, 6]]);
    await apart.check();
  });

  test("Arrow bytes do as well, and what is wrong with them is said", async () => {
    await preview(page).evaluate((element) => {
      const minutes = BigInt64Array.from({ length: 500 }, (_, i) => BigInt(i) * 60_000_000n);
      const rows = element.rows.constructor.fromColumns({ time: minutes, measures: { bytes: new Uint8Array(500).fill(9) } });
      const bytes = rows.windows({ max: { rows: 3 } }).toArrow();
      element.spec = { max: { bytes: 500 } };
      element.arrow = { bytes, columns: { time: "first_time", measures: { bytes: "sum_bytes" } } };
    });
    await page.waitForFunction(() => document.querySelector("windrow-preview").rows?.length === 167);
    await painted(page);
    assert.equal(await tile(page, "Rows"), "167");
    await preview(page).evaluate((element) => (element.arrow = { bytes: new Uint8Array(9), columns: {} }));
    await page.locator("#spec-alert", { hasText: "Arrow" }).waitFor();
  });
});

describe("in the page", () => {
  let page;
  before(async () => (page = await open("")));
  after(() => page.close());

  test("settings are in the address, and come back with it; data are not", async () => {
    await page.getByLabel("Limit rows", { exact: true }).fill("250");
    await page.getByLabel("Start anew after a silence of", { exact: true }).fill("6h");
    await page.getByLabel("End windows").selectOption("quiet");
    await page.getByLabel("Overlap", { exact: true }).fill("");
    const hash = "#rows=250&gap=6h&overlap=&cut=quiet";
    await page.waitForFunction((wanted) => location.hash === wanted, hash);
    const before = await windowsOf(page);
    const spec = await preview(page).evaluate((element) => element.spec);
    assert.deepEqual(spec, { max: { bytes: 32_000, rows: 250 }, gap: "6h", cut: "quiet" });

    await page.reload();
    await page.locator("#summary-heading", { hasText: "sample.csv" }).waitFor();
    assert.deepEqual(await preview(page).evaluate((element) => element.spec), spec);
    assert.deepEqual(await windowsOf(page), before);
    assert.equal(await page.getByLabel("Limit rows", { exact: true }).inputValue(), "250");

    // What is wrong in an address is as by default.
    await page.evaluate(() => (location.hash = "#size=many&cut=here&unknown=1&rows=7"));
    await page.waitForFunction(() => document.querySelector("windrow-preview").settings.rows === 7);
    assert.deepEqual(await preview(page).evaluate((element) => element.spec), { max: { bytes: 32_000, rows: 7 }, overlap: 0.2 });
    await page.evaluate(() => (location.hash = ""));
    await page.waitForFunction(() => document.querySelector("windrow-preview").settings.rows === undefined);
  });

  test("windows are taken away, as files of many kinds", async () => {
    const plan = await windowsOf(page);
    const prompts = (await saved(page, "Prompts, JSONL")).toString().trim().split("\n").map((line) => JSON.parse(line));
    assert.deepEqual(prompts.map(({ start, fresh, end }) => [start, fresh, end]), plan);
    // What is fresh is all there is, each text once.
    const bytes = await preview(page).evaluate(({ rows }) => rows.total("bytes"));
    const separators = plan.reduce((sum, [, fresh, end]) => sum + end - fresh - 1, 0);
    const sum = prompts.reduce((all, { prompt }) => all + Buffer.byteLength(prompt), 0);
    assert.equal(sum, bytes + separators);
    prompts.slice(1).forEach(({ context }, i) => assert.ok(prompts[i].prompt.endsWith(context) || context.endsWith(prompts[i].prompt)));

    const csv = (await saved(page, "Plan, CSV")).toString().trim().split("\n");
    assert.equal(csv[0], "window,start,fresh,end,oversize,bytes,first_time,last_time");
    assert.deepEqual(csv.slice(1).map((line) => line.split(",").slice(1, 4).map(Number)), plan);

    const arrow = tableFromIPC(await saved(page, "Plan, Arrow"));
    assert.deepEqual([...arrow.getChild("end")], plan.map(([, , end]) => end));

    const { buffer, byteOffset, length } = await saved(page, "Plan, Parquet");
    const parquet = await parquetReadObjects({ file: buffer.slice(byteOffset, byteOffset + length) });
    assert.deepEqual(parquet.map(({ start, fresh, end }) => [start, fresh, end].map(Number)), plan);

    const messages = tableFromIPC(await saved(page, "Messages, Arrow"));
    assert.equal(messages.numRows, plan.reduce((all, [start, , end]) => all + end - start, 0));
    const windowed = await saved(page, "Messages, Parquet");
    const stored = windowed.buffer.slice(windowed.byteOffset, windowed.byteOffset + windowed.length);
    const records = await parquetReadObjects({ file: stored });
    assert.equal(records.length, messages.numRows);
    for (const i of [0, 777, records.length - 1]) {
      const { ts, ...record } = records[i];
      const { ts: time, ...expected } = messages.get(i).toJSON();
      assert.equal(Number(ts), time);
      const plain = ([name, value]) => [name, typeof value === "bigint" ? Number(value) : value];
      assert.deepEqual(Object.entries(record).map(plain), Object.entries(expected).map(plain));
    }
    const lines = (await saved(page, "Messages, CSV")).toString();
    assert.ok(lines.startsWith("window,position,repeated,id,ts,author,body\n0,0,0,"));
  });

  test("the code that is copied makes the same plan", async () => {
    await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
    await page.getByRole("button", { name: "Copy as code" }).click();
    await page.getByText("The code is in the clipboard.").waitFor();
    const code = await page.evaluate(() => navigator.clipboard.readText());
    const call = /rows\.windows\((\{.*\})\);/.exec(code);
    assert.ok(code.trim().split("\n").length <= 10, code);
    // As it would run where it is pasted.
    assert.deepEqual(new Function(`return ${call[1]}`)(), await preview(page).evaluate(({ spec }) => spec));
    await page.getByRole("button", { name: "Copy the spec as JSON" }).click();
    await page.getByText("The spec is in the clipboard.").waitFor();
    const json = JSON.parse(await page.evaluate(() => navigator.clipboard.readText()));
    assert.deepEqual(json, await preview(page).evaluate(({ spec }) => spec));
  });

  test("the histogram says how many windows it leaves out", async () => {
    await page.locator(".figures svg").first().waitFor();
    const oversize = await preview(page).evaluate(({ plan }) => plan.stats().oversize);
    assert.ok(oversize > 0);
    const caption = `How large the windows are, without ${oversize} oversize one${oversize > 1 ? "s" : ""}`;
    await page.locator("figcaption", { hasText: caption }).waitFor();
  });

  test("a click on the cost curve chooses a limit", async () => {
    await page.locator(".figures svg").nth(2).waitFor();
    await page.locator(".figures svg").nth(1).click({ position: { x: 110, y: 90 } });
    const { bytes } = (await preview(page).evaluate(({ spec }) => spec)).max;
    assert.ok(bytes > 3_000 && bytes < 32_000, String(bytes));
    await page.getByRole("button", { name: "8 k", exact: false }).first().click();
  });

  test("the strip is zoomed and moved by buttons, and a click opens a window", async () => {
    const label = () => page.locator(".strip canvas").getAttribute("aria-label");
    await painted(page);
    const windows = await preview(page).evaluate(({ plan }) => plan.length);
    await page.locator(`.strip canvas[aria-label^="${windows} windows"]`).waitFor();
    const whole = await label();
    await page.getByRole("button", { name: "Zoom in" }).click();
    await painted(page);
    assert.notEqual(await label(), whole);
    await page.getByRole("button", { name: "Earlier" }).click();
    await page.getByRole("button", { name: "Show all" }).click();
    await painted(page);
    assert.equal(await label(), whole);
    await page.locator(".strip canvas").click({ position: { x: 2, y: 50 } });
    await page.getByRole("heading", { name: "Window 0", exact: true }).waitFor();
  });

  test("what Egregora does is shown beside it", async () => {
    await page.getByRole("checkbox", { name: "What Egregora does today" }).check();
    await page.getByLabel("Step size").fill("50");
    await painted(page);
    const expected = await preview(page).evaluate(({ rows }) => {
      const { start, end, length } = rows.egregora({ stepSize: 50 });
      return [length, end.reduce((sum, to, i) => sum + to - start[i], 0)].map((n) => n.toLocaleString("en"));
    });
    const shown = (name) => page.getByRole("row", { name }).last().locator("td").nth(1).innerText();
    assert.deepEqual([await shown(/^Windows \d/), await shown(/^Rows sent/)], expected);
    await page.getByRole("checkbox", { name: "What Egregora does today" }).uncheck();
  });

  test("windows can be those of the clock", async () => {
    await page.getByLabel("Made by").selectOption("clock");
    await page.getByLabel("A window every", { exact: true }).fill("7d");
    await painted(page);
    const expected = await preview(page).evaluate(({ rows }) => rows.hops({ every: "7d" }).length);
    assert.equal(await tile(page, "Windows"), String(expected));
    await page.getByLabel("Made by").selectOption("limits");
  });
});

for (const [path, widths] of [["", [1_280, 390]], ["embedded.html", [800]]]) {
  test(`axe finds nothing, light and dark: ${path || "the page"}`, async () => {
    // What axe puts into the page is not the page's.
    const page = await open(path, { bypassCSP: true });
    await preview(page).evaluate((element) => (element.settings = { ...element.settings, egregora: true, price: 3, cut: "quiet" }));
    await preview(page).evaluate((element) => element.open(1));
    await page.getByRole("heading", { name: "Window 1", exact: true }).waitFor();
    await page.locator(".figures svg").nth(2).waitFor();
    await page.evaluate(axe);
    for (const width of widths) {
      for (const colorScheme of ["light", "dark"]) {
        await page.setViewportSize({ width, height: 900 });
        await page.emulateMedia({ colorScheme });
        await painted(page);
        const { violations, passes } = await page.evaluate(() => globalThis.axe.run());
        assert.ok(passes.length > 20);
        const found = violations.map(({ id, nodes }) => [id, nodes.map(({ target, failureSummary }) => [target, failureSummary])]);
        assert.deepEqual(found, [], `${width} ${colorScheme}`);
      }
    }
    await page.close();
  });
}

test("nothing moves for those who asked for that", async () => {
  for (const [reducedMotion, expected] of [["reduce", "0s"], ["no-preference", "0.15s"]]) {
    const page = await open("embedded.html", { reducedMotion });
    const moving = await preview(page).evaluate(({ shadowRoot }) =>
      [...new Set([...shadowRoot.querySelectorAll("*")].map((element) => getComputedStyle(element).transitionDuration))].filter((time) => time !== "0s"),
    );
    assert.deepEqual(moving, expected === "0s" ? [] : [expected]);
    await page.close();
  }
});

test("of a million rows, a step of a slider takes 16 ms of scripts, in the median", async () => {
  const { steps, windows } = await measureSteps(browser, url);
  assert.equal(steps.length, 40);
  assert.ok(new Set(windows).size > 30, "each step makes another plan");
  assert.ok(median(steps) < 16, `${median(steps)} ms`);
});

test("of 125,000 windows, a step takes no more than twice the scripts of its plan alone", async () => {
  // A bare time would tell how busy the machine is: the plan takes 10 ms of the 16 there are.
  const { steps, plans, windows } = await measureSteps(browser, url, { from: 1_000, back: true });
  assert.ok(Math.min(...windows) > 110_000 && windows.every((count, i) => count !== windows[i + 1]), windows.join(" "));
  const ratio = median(steps) / median(plans);
  assert.ok(ratio < 2, `${ratio}`);
});

async function saved(page, name) {
  const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name }).click()]);
  return readFileSync(await download.path());
}
