// Every part of the interface has a control, which says it as the interface does, and the address keeps it.
import assert from "node:assert/strict";
import { after, afterEach, before, beforeEach, describe, test } from "node:test";
import { startPreview, watch } from "../support/preview.js";

const offences = [];
let url, page, close;
before(async () => {
  let browser;
  ({ url, browser, close } = await startPreview());
  page = await browser.newPage();
  page.setDefaultTimeout(30_000);
  watch(page, url, offences);
  await page.goto(`${url}embedded.html`);
  await page.locator("#summary-heading").waitFor();
  // Two chats of messages around midnights of March 2024, when clocks went forward on the 31st in Berlin.
  await preview().evaluate(async (element) => {
    const hour = 3_600_000;
    const time = BigInt64Array.from({ length: 400 }, (_, i) => BigInt(Date.UTC(2024, 2, 20) + (i % 200) * 3 * hour) * 1_000n);
    const measures = { bytes: time.map((_, i) => BigInt(10 + (i % 7))), tokens: time.map((_, i) => BigInt(i % 5)) };
    element.rows = element.rows.constructor.fromColumns({ time, measures, partition: time.map((_, i) => BigInt(i >= 200)), key: time.map((_, i) => BigInt(i)) });
  });
});
after(() => close?.());
beforeEach(() => preview().evaluate((element) => (element.spec = { max: { bytes: 500 } })));
afterEach(() => assert.deepEqual(offences.splice(0), []));

const preview = () => page.locator("windrow-preview");
const field = (label) => page.getByLabel(label, { exact: true });
const spec = () => preview().evaluate((element) => element.spec);
const painted = () => preview().evaluate((element) => element.updateComplete);
/** The plan that is shown, and the one that the interface makes. */
const plans = (call, given) =>
  preview().evaluate(({ plan, rows }, [call, given]) => [plan, rows[call](given)].map(({ start, end }) => [[...start], [...end]]), [call, given]);
const told = () => page.locator("#spec-alert").innerText();

describe("a control for", () => {
  for (const [name, act, expected] of [
    ["limits of all kinds", async () => {
      await field("Limit bytes").fill("600");
      await field("Limit rows").fill("20");
      await field("Limit time span").fill("2d");
      await field("Start anew after a silence of").fill("12h");
      await field("Limit tokens (column)").fill("30");
    }, { max: { bytes: 600, rows: 20, duration: "2d", tokens: 30 }, gap: "12h" }],
    ["overlap as a share", () => field("Overlap").fill("0.25"), { max: { bytes: 500 }, overlap: 0.25 }],
    ["overlap as amounts", async () => {
      await field("Repeat of the window before").selectOption("amounts");
      await field("Repeat bytes").fill("90");
      await field("Repeat rows").fill("4");
      await field("Repeat time span").fill("1d");
      await field("Repeat tokens (column)").fill("9");
    }, { max: { bytes: 500 }, overlap: { bytes: 90, rows: 4, duration: "1d", tokens: 9 } }],
    ...["quiet", "even", "stable"].map((cut) => [`the cut ${cut}`, () => field("End windows").selectOption(cut), { max: { bytes: 500 }, cut }]),
    ["how full a window is that is cut early", async () => {
      await field("End windows").selectOption("stable");
      await field("At least this full").fill("0.8");
    }, { max: { bytes: 500 }, cut: "stable", minFill: 0.8 }],
    ["a row that is over a limit by itself", () => field("A row that is over a limit by itself").selectOption("error"), { max: { bytes: 500 }, oversize: "error" }],
  ]) {
    test(name, async () => {
      await act();
      await painted();
      assert.equal(await told(), "");
      assert.deepEqual(await spec(), expected);
      const [shown, made] = await plans("windows", expected);
      assert.deepEqual(shown, made);
      // The same settings from an address, and from a spec.
      const back = await preview().evaluate(async (element) => {
        const kept = element.settings;
        element.settings = { ...kept, rows: 1 };
        element.spec = element.spec;
        element.settings = kept;
        const said = element.spec;
        element.spec = said;
        return element.spec;
      });
      assert.deepEqual(back, expected);
    });
  }

  for (const [name, unit, zone, first, leap] of [
    ["days", "day", "", ["2024-03-21T00:00:00.000Z", 24]],
    ["days of a time zone, over a change of its clocks", "day", "Europe/Berlin", ["2024-03-20T23:00:00.000Z", 24]],
    ["days where clocks leap over a midnight", "day", "Asia/Beirut", ["2024-03-20T22:00:00.000Z", 25], "2024-03-30T22:00:00.000Z"],
    ["days where clocks go back at midnight", "day", "America/Asuncion", ["2024-03-20T03:00:00.000Z", 25]],
    ["weeks", "week", "", ["2024-03-25T00:00:00.000Z", 3]],
    ["months", "month", "America/New_York", ["2024-04-01T04:00:00.000Z", 1]],
  ]) {
    test(`edges: ${name}`, async () => {
      await field("Start anew at").selectOption(unit);
      await field("Midnight in").fill(zone);
      await painted();
      assert.equal(await told(), "");
      const edges = await preview().evaluate((element) => element.spec.edges.map((edge) => edge.toISOString()));
      assert.deepEqual([edges[0], edges.length], first);
      // What the browser itself says of the zone: at an edge it is midnight, and a moment before it is not the same day.
      const clock = (iso, ago = 0) => new Date(Date.parse(iso) - ago).toLocaleString("sv", { timeZone: zone || "UTC" });
      for (const edge of edges) {
        assert.match(clock(edge), edge === leap ? / 01:00:00$/ : / 00:00:00$/);
        assert.match(clock(edge, 1_000), / 23:59:59$/);
      }
      const crossing = await preview().evaluate(({ plan, rows, spec }) => {
        const times = rows.windows({ max: { rows: 1 } }).firstTime;
        const at = spec.edges.map((edge) => BigInt(Number(edge)) * 1_000n);
        return plan.toArray().filter(({ start, end }) => at.some((edge) => times[start] < edge && edge <= times[end - 1])).length;
      });
      assert.equal(crossing, 0);
      await preview().evaluate((element) => element.open(0));
    });
  }

  test("edges: times", async () => {
    await field("Start anew at").selectOption("times");
    await field("Times").fill("2024-03-25 12:00, 2024-03-22");
    await painted();
    const edges = await preview().evaluate((element) => element.spec.edges.map(Number));
    assert.deepEqual(edges, [Date.UTC(2024, 2, 22), Date.UTC(2024, 2, 25, 12)]);
    await field("Times").fill("2024-03-25 12:00, soon");
    await painted();
    assert.equal(await told(), "“ soon” is no time; write one as 2024-03-01 or 2024-03-01 18:30");
    await field("Start anew at").selectOption("week");
    await field("Midnight in").fill("Nowhere/Town");
    await painted();
    assert.match(await told(), /^“Nowhere\/Town” is no time zone that this browser knows; write one as Europe\/Berlin$/);
  });

  test("edges of a spec, which stay until others are chosen", async () => {
    await preview().evaluate((element) => (element.spec = { max: { bytes: 500 }, edges: [new Date("2024-03-22T01:00Z")] }));
    await field("Limit rows").fill("9");
    assert.equal(await preview().evaluate((element) => element.spec.edges.length), 1);
    await field("Start anew at").selectOption("week");
    await field("Midnight in").fill("");
    assert.equal(await preview().evaluate((element) => element.spec.edges.length), 3);
  });

  test("windows of the clock", async () => {
    await field("Made by").selectOption("clock");
    await field("A window every").fill("1d");
    await field("Each as long as").fill("28h");
    await field("One begins at").fill("2024-03-20 06:00");
    await field("Empty ones too").check();
    await painted();
    const origin = await preview().evaluate(() => Date.UTC(2024, 2, 20, 6) * 1_000);
    for (const given of [{ every: "1d", span: "28h", origin, empty: true }, { every: "1d", span: "28h", origin: "first", empty: true }]) {
      const [shown, made] = await plans("hops", given);
      assert.ok(made[0].length > 40);
      assert.deepEqual(shown, made);
      await field("Begin with the first row").check();
      await painted();
    }
    await field("Begin with the first row").uncheck();
    await field("One begins at").fill("noon");
    await painted();
    assert.match(await told(), /^“noon” is no time; write one as/);
    await field("One begins at").fill("");
  });

  test("Egregora's settings, the longest time of a window too", async () => {
    // It knows no partitions.
    await preview().evaluate((element) => {
      const time = element.rows.windows({ max: { rows: 1 } }).firstTime.slice(0, 200);
      element.rows = element.rows.constructor.fromColumns({ time, measures: { bytes: new Uint8Array(200).fill(9) } });
    });
    await page.getByRole("checkbox", { name: "What Egregora does today" }).check();
    await field("Step unit").selectOption("days");
    await field("Step size").fill("10");
    await field("Max window time").fill("3d");
    await painted();
    const expected = await preview().evaluate(({ rows }) => rows.egregora({ stepUnit: "days", stepSize: 10, maxWindowTime: "3d" }).length);
    const other = await preview().evaluate(({ rows }) => rows.egregora({ stepUnit: "days", stepSize: 10 }).length);
    assert.notEqual(expected, other);
    assert.equal(await page.getByRole("row", { name: /^Windows \d/ }).last().locator("td").nth(1).innerText(), String(expected));
    await field("Max window time").fill("long");
    await page.locator(".compare, [part=compare] .alert").getByText("long").waitFor();
    await page.getByRole("checkbox", { name: "What Egregora does today" }).uncheck();
  });
});

test("a window that ends at the limit of another column says so", async () => {
  await preview().evaluate((element) => (element.spec = { max: { bytes: 100, n_words: 17 } }));
  await preview().evaluate((element) => {
    const measures = { bytes: Array.from({ length: 90 }, (_, i) => 10 + (i % 7)), n_words: Array.from({ length: 90 }, (_, i) => i % 5) };
    element.rows = element.rows.constructor.fromColumns({ measures });
  });
  await painted();
  const windows = await preview().evaluate(({ plan }) => plan.toArray());
  const seen = new Set();
  for (const { index, start, end } of windows.slice(0, -1)) {
    await preview().evaluate((element, index) => element.open(index), index);
    await page.getByRole("heading", { name: `Window ${index}`, exact: true }).waitFor();
    const sum = (of) => Array.from({ length: end + 1 - start }, (_, i) => of(start + i)).reduce((a, b) => a + b);
    const exceeded = [
      ...(sum((i) => 10 + (i % 7)) > 100 ? [`the limit of 100 bytes: it has ${10 + (end % 7)}`] : []),
      ...(sum((i) => i % 5) > 17 ? [`the limit of 17 n_words: it has ${end % 5}`] : []),
    ];
    assert.equal(await page.locator("#detail .reason").innerText(), `The next row would exceed ${exceeded.join(", and ")}.`);
    exceeded.forEach((limit) => seen.add(limit.split(" ")[4]));
  }
  assert.deepEqual([...seen].sort(), ["bytes:", "n_words:"]);
});

test("a limit of a column that is not there is said, and can be taken back", async () => {
  await preview().evaluate((element) => (element.spec = { max: { bytes: 500, words: 7 } }));
  await painted();
  assert.match(await told(), /words/);
  await field("Limit words (column)").fill("");
  await painted();
  assert.equal(await told(), "");
});

test("the address keeps all of it, and nothing that is wrong", async () => {
  await page.goto(url);
  await page.getByText("sample.csv is loaded.").waitFor();
  await field("Repeat of the window before").selectOption("amounts");
  await field("Repeat rows").fill("3");
  await field("Start anew at").selectOption("month");
  await field("Midnight in").fill("Asia/Kolkata");
  const hash = "#overlapBy=amounts&overlapRows=3&edges=month&zone=Asia%2FKolkata";
  await page.waitForFunction((wanted) => location.hash === wanted, hash);
  const before = await preview().evaluate(({ plan, settings }) => [[...plan.end], settings]);
  await page.reload();
  await page.getByText("sample.csv is loaded.").waitFor();
  assert.deepEqual(await preview().evaluate(({ plan, settings }) => [[...plan.end], settings]), before);
  await page.evaluate(() => (location.hash = `#max.id=9&overlap.id=x&edges=never&times=${"x".repeat(2_000)}&oversize=error`));
  await page.waitForFunction(() => document.querySelector("windrow-preview").settings.oversize === "error");
  const { edges, times, ...settings } = await preview().evaluate((element) => element.settings);
  assert.deepEqual([settings["max.id"], settings["overlap.id"], edges, times], [9, undefined, "none", ""]);
});
