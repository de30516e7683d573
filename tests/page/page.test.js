// The preview page in a real browser: www/dist as it was built, served from one origin.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { after, afterEach, before, beforeEach, test } from "node:test";
import { root } from "../../scripts/lib/run.js";
import { startPreview, watch } from "../support/preview.js";

const DEFAULTS = { max: { bytes: 32_000 }, overlap: 0.2 };
const sample = inOrder(parseCsv(readFileSync(join(root, "www/dist/sample.csv"), "utf8")));

let url, browser, page, close;
const requests = [];
/** What no test may cause: requests to other origins, refusals of the page's policy, errors. */
const offences = [];

before(async () => {
  ({ url, browser, close } = await startPreview());
  page = await browser.newPage();
  page.setDefaultTimeout(30_000);
  watch(page, url, offences, requests);
  await page.addInitScript(record);
  await page.goto(url);
  await shows("sample.csv");
});

after(() => close?.());

// One page for all tests, as it has to work on after whatever was done to it, and starts slowly.
beforeEach(async () => {
  await set(DEFAULTS);
  await page.getByRole("button", { name: "Open the sample" }).click();
  await shows("sample.csv");
});

afterEach(() => assert.deepEqual(offences.splice(0), []));

test("it opens on the sample, cut by the limits that are set", async () => {
  assert.equal(await page.title(), "windrow: a preview of windows");
  assert.deepEqual(await facts(), factsOf(sample, DEFAULTS));
  assertLines(await lines(), linesOf(sample, DEFAULTS));

  assert.deepEqual(await page.evaluate(() => window.said.slice(0, 4)), [
    "Starting the database …",
    "Reading sample.csv …",
    "Loading sample.csv into the database …",
    "sample.csv is loaded.",
  ]);
  // The worker fetches this one: what it asks for is seen here, too.
  assert.ok(requests.some((path) => /duckdb.*\.wasm$/.test(path)), requests.join(" "));
});

for (const [spec, isExpected] of [
  [{ max: { rows: 1_000 } }, (windows) => windows > 10 && windows < 40],
  [{ max: { rows: 10, bytes: 900 }, overlap: 0.5 }, (windows) => windows > 2_000],
]) {
  test(`one query gives the windows of ${JSON.stringify(spec)}, and no input another`, async () => {
    const asked = await queries();
    // The last that the reader of files asks is which columns its table has.
    const table = asked.findLastIndex((sql) => sql.includes("DESCRIBE"));
    const since = asked.slice(table + 1).filter((sql) => !sql.startsWith("DROP TABLE"));
    assert.equal(since.length, 1, `from the table to the windows: ${since.join("; ")}`);

    await set(spec);
    const expected = factsOf(sample, spec);
    assert.ok(isExpected(Number(expected.Windows.replace(",", ""))), `${expected.Windows} windows`);
    assert.deepEqual(await facts(), expected);
    assertLines(await lines(), linesOf(sample, spec));
    const work = await page.locator("#summary .work").innerText();
    assert.match(work, /^1 query · fetch .* ms · windows .* ms$/);
    assert.deepEqual((await queries()).slice(asked.length), []);
  });
}

test("of 20,000 windows, those in sight are elements", async () => {
  const spec = { max: { rows: 1 } };
  await set(spec);
  const expected = linesOf(sample, spec);
  assert.equal(expected.length, 20_000);
  const first = await lines();
  assert.ok(first.length < 60, `${first.length} elements`);
  assertLines(first, expected);
  const scroller = page.locator("#windows .scroll");
  for (const share of [0.5, 1]) {
    await scroller.evaluate((element, to) => element.scrollTo(0, to * element.scrollHeight), share);
    const place = Math.round(share * 20_000);
    await page.locator("#windows tbody tr.line", { hasText: expected[Math.min(place, 19_990)][1] }).waitFor();
    const shown = await lines();
    assertLines(shown, expected, Number(shown[0][0].replaceAll(",", "")));
  }
  assert.deepEqual((await lines()).at(-1), expected.at(-1));
  await scroller.evaluate((element) => element.scrollTo(0, 0));
});

test("an opened window shows its rows, read by one query", async () => {
  const before = (await queries()).length;
  await page.getByRole("button", { name: "7", exact: true }).click();
  await page.getByRole("heading", { name: "Window 7", exact: true }).waitFor();
  const { start, fresh, end } = cut(sample, DEFAULTS)[7];
  assert.deepEqual(await shownRows("repeated"), sample.slice(start, fresh).map(asShown));
  assert.deepEqual(await shownRows("fresh"), sample.slice(fresh, end).map(asShown));
  const repeated = `Repeated from window 6: ${fresh - start} rows`;
  await page.getByRole("heading", { name: repeated }).waitFor();
  await page.getByRole("heading", { name: `Fresh: ${end - fresh} rows` }).waitFor();
  assert.equal((await queries()).length - before, 1);
});

test("rows that arrive when their window is gone are not shown", async () => {
  await page.locator("windrow-preview").evaluate(({ shadowRoot }) => {
    window.headings = [];
    const heading = shadowRoot.querySelector("#detail-heading");
    const observer = new MutationObserver(() => window.headings.push(heading.textContent));
    observer.observe(heading, { childList: true, characterData: true, subtree: true });
    shadowRoot.querySelectorAll("#windows tbody button")[3].click();
    shadowRoot.querySelector("#overlap").value = "0.3";
    shadowRoot.querySelector("#overlap").dispatchEvent(new Event("input", { bubbles: true }));
  });
  await painted();
  await page.getByRole("button", { name: "5", exact: true }).click();
  await page.getByRole("heading", { name: "Window 5", exact: true }).waitFor();
  assert.deepEqual(await page.evaluate(() => window.headings), ["Window 5"]);
});

test("windows are reached and opened by keys", async () => {
  await page.getByRole("button", { name: "0", exact: true }).focus();
  for (const key of ["ArrowDown", "ArrowDown", "ArrowDown", "ArrowUp", "Enter"]) {
    await page.keyboard.press(key);
  }
  await page.getByRole("heading", { name: "Window 2", exact: true }).waitFor();
  assert.equal(await page.locator("#windows [aria-current]").innerText(), "2");
  await page.keyboard.press("End");
  const last = String(cut(sample, DEFAULTS).length - 1);
  await page.locator("#windows tbody button:focus", { hasText: last }).waitFor();
  assert.equal(await page.locator('#windows tbody button[tabindex="0"]').count(), 1);
});

test("of a large window the first 500 rows are shown, and how many more there are", async () => {
  await set({ max: { rows: 1_600 } });
  await page.getByRole("button", { name: "0", exact: true }).click();
  await page.getByText("and 1,100 more rows").waitFor();
  assert.deepEqual(await shownRows("fresh"), sample.slice(0, 500).map(asShown));
});

test("a dropped file takes the sample's place", async () => {
  const csv = "when,who,said\n2024-05-01,ada,second\n2024-04-01,bob,\"first,\nin two lines\"\n";
  const areTaken = await page.locator("h1").evaluate((heading, text) => {
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(new File([text], "dropped.csv", { type: "text/csv" }));
    const events = ["dragover", "drop"].map(
      (type) => new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true }),
    );
    // What the page does not take, the browser opens in its place.
    return events.map((event) => !heading.dispatchEvent(event));
  }, csv);
  assert.deepEqual(areTaken, [true, true]);
  await shows("dropped.csv");
  assert.equal(await page.getByLabel("Time column").inputValue(), "when");
  assert.equal((await facts()).Rows, "2");
  await page.getByRole("button", { name: "0", exact: true }).click();
  await page.getByRole("heading", { name: "Fresh: 2 rows" }).waitFor();
  assert.deepEqual(
    (await shownRows("fresh")).map(({ text }) => text),
    ["first,\nin two lines", "second"],
  );
});

test("other columns can be chosen, and one that holds no times is told with its line", async () => {
  await open("a.csv", "day,note,ts,body\nx,short,2024-01-02,one\ny,longer,2024-01-01,three\n");
  assert.equal((await facts()).Bytes, "8");
  await page.getByLabel("Text column").selectOption("note");
  await page.waitForFunction(() => document.querySelector("windrow-preview").shadowRoot.querySelector("#summary").innerText.includes("11"));

  await page.getByLabel("Time column").selectOption("day");
  await warns("column day holds no times that can be read, such as \"x\"; choose ts, or none");
  assert.ok(await page.locator("#results.dim").isVisible());

  await page.getByLabel("Time column").selectOption({ index: 0 });
  await page.locator("#results:not(.dim)").waitFor();
  assert.equal(await page.locator("#load-alert").innerText(), "");
  assert.deepEqual((await lines())[0].slice(0, 6), ["0", "0–2", "2", "2", "0", "11"]);
});

test("what is wrong in an input is said in a sentence, beside the last good plan", async () => {
  const good = await facts();
  const alert = page.locator("#spec-alert");
  assert.equal(await alert.getAttribute("role"), "alert");
  for (const [label, value, said] of [
    ["Limit rows", "0", "max.rows is 0"],
    ["Limit rows", "-1", "max.rows is -1"],
    ["Limit bytes", "1.5", "max.bytes is 1.5"],
    ["Limit bytes", "", "the spec sets no limit"],
    ["Overlap", "1", "overlap is 1"],
  ]) {
    const input = page.getByLabel(label, { exact: true });
    const before = await input.inputValue();
    await input.fill(value);
    await painted();
    assert.ok((await alert.innerText()).startsWith(said), await alert.innerText());
    assert.ok(await page.locator("#results.dim").isVisible(), `${label} of ${value}`);
    assert.deepEqual(await facts(), good);
    await input.fill(before);
    await painted();
    assert.equal(await alert.innerText(), "");
    assert.equal(await page.locator("#results.dim").count(), 0);
  }
  await set({ max: { rows: 100 } });
  assert.deepEqual(await facts(), factsOf(sample, { max: { rows: 100 } }));
});

test("a plan of the file before is not shown for one that the inputs do not fit", async () => {
  await page.getByLabel("Limit rows", { exact: true }).fill("0");
  await choose("next.csv", "ts,body\n2024-01-01,text\n");
  await page.locator("#results").waitFor({ state: "detached" });
  await page.getByLabel("Limit rows", { exact: true }).fill("");
  await shows("next.csv");
  assert.equal((await facts()).Rows, "1");
});

test("what is no number is not taken for an empty input", async () => {
  await page.getByLabel("Limit rows", { exact: true }).focus();
  await page.keyboard.type("1e");
  await painted();
  assert.match(await page.locator("#spec-alert").innerText(), /^max\.rows is NaN/);
});

test("a broken file is told with its line, and the next one works", async () => {
  const start = 'id,ts,body\n1,2024-01-01,"two\nlines"\n2,2024-01-02,fine\n';
  const broken = `${start}3,2024-01-03,one,too many\n`;
  await choose("broken.csv", broken);
  await warns("broken.csv cannot be read at line 5");
  // Else the file, mended, could not be chosen again.
  assert.equal(await page.locator("#file").inputValue(), "");
  // What is shown is still the sample, and says so.
  assert.ok(await page.locator("#results.dim", { hasText: "Plan for sample.csv" }).isVisible());

  await open("mended.csv", broken.replace(",too many", ""));
  assert.equal(await page.locator("#load-alert").innerText(), "");
  assert.equal((await facts()).Rows, "3");
});

test("a file without a byte, and one without a row", async () => {
  await choose("nothing.csv", "");
  await warns("nothing.csv is empty");
  await open("header.csv", "id,ts,body\n");
  assert.equal((await facts()).Windows, "0");
  await page.getByText("There are no rows in this file").waitFor();
  assert.deepEqual(await lines(), []);
  await page.getByRole("button", { name: "Open the sample" }).click();
  await shows("sample.csv");
  assert.deepEqual(await facts(), factsOf(sample, DEFAULTS));
});

test("of two files, the newer one is shown in the end", async () => {
  const csv = (rows) => `ts,body\n${"2024-01-01,text\n".repeat(rows)}`;
  await page.evaluate(([large, small]) => {
    for (const [name, text] of [["large.csv", large], ["small.csv", small]]) {
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File([text], name));
      dispatchEvent(new DragEvent("drop", { dataTransfer, cancelable: true }));
    }
  }, [csv(200_000), csv(3)]);
  await shows("small.csv");
  assert.equal((await facts()).Rows, "3");
  // Whatever was left of the larger one has ended before this can.
  await open("last.csv", csv(4));
  assert.equal((await facts()).Rows, "4");
});

test("texts, names and errors are never HTML", async () => {
  const hostile = [
    '<img src=x onerror="alert(1)">',
    "</script><script>alert(2)</script>",
    "\u202Egnp.exe\u202C right to left",
    "שלום <b>bold</b>",
    "&lt;i&gt;",
    "'; DROP TABLE messages; --",
  ];
  const quoted = (text) => `"${text.replaceAll('"', '""')}"`;
  const name = '<img src=y onerror="alert(3)">';
  const records = hostile.map((text, i) => `2024-01-0${i + 1},${quoted(text)},${quoted(text)}\n`);
  await open(`${name}.csv`, `ts,${quoted(name)},body\n${records.join("")}`);
  await page.getByRole("button", { name: "0", exact: true }).click();
  await page.getByRole("heading", { name: "Fresh: 6 rows" }).waitFor();
  assert.deepEqual((await shownRows("fresh")).map(({ text }) => text), hostile);
  assert.deepEqual(await page.locator("#detail .field bdi").allTextContents(), hostile);
  const hebrew = page.locator("#detail .text").nth(3);
  assert.equal(await hebrew.evaluate((text) => getComputedStyle(text).direction), "rtl");

  await page.getByLabel("Time column").selectOption(name);
  await warns("holds no times that can be read");
  assert.equal(await page.locator("main img, main script, main b, main i:not(.ink)").count(), 0);
});

// ------------------------------------------------------------------------------------ the page

/** In the page, before all else: keeps what comes and goes too quickly to be seen from here. */
function record() {
  // Counted where they leave the page, as the page's own count is one of the things to test.
  window.queries = [];
  const post = Worker.prototype.postMessage;
  Worker.prototype.postMessage = function (message, ...rest) {
    const sends = ["RUN_QUERY", "START_PENDING_QUERY", "RUN_PREPARED", "SEND_PREPARED"];
    if (sends.includes(message?.type)) window.queries.push(String(message.data[1]));
    return post.call(this, message, ...rest);
  };
  addEventListener("securitypolicyviolation", (event) => {
    console.error(`the policy refused ${event.blockedURI} (${event.violatedDirective})`);
  });
  const texts = (selector) => {
    const all = [];
    document.addEventListener("readystatechange", () => {
      if (document.readyState !== "interactive") return;
      const element = document.querySelector(selector);
      const observer = new MutationObserver(() => all.push(element.textContent));
      observer.observe(element, { childList: true });
    });
    return all;
  };
  window.said = texts("#status");
}

/** Waits until a file is shown, and nothing is being loaded. */
async function shows(name) {
  // What is shown is dimmed a frame after a load begins; this is said at once.
  await page.locator("#status", { hasText: `${name} is loaded.` }).waitFor();
  const heading = page.locator("#results:not(.dim) #summary-heading");
  await heading.filter({ hasText: `Plan for ${name}` }).waitFor();
}

/** Waits until it is said that a file cannot be loaded. */
async function warns(hasText) {
  await page.locator("#load-alert", { hasText }).waitFor();
}

async function choose(name, csv) {
  await page.setInputFiles("#file", { name, mimeType: "text/csv", buffer: Buffer.from(csv) });
}

async function open(name, csv) {
  await choose(name, csv);
  await shows(name);
}

/** What an empty input means is absent in a spec. */
async function set({ max, overlap = 0 }) {
  await page.getByLabel("Limit rows", { exact: true }).fill(String(max.rows ?? ""));
  await page.getByLabel("Limit bytes", { exact: true }).fill(String(max.bytes ?? ""));
  await page.getByLabel("Overlap", { exact: true }).fill(String(overlap));
}

const queries = () => page.evaluate(() => window.queries);

/** Waits until what was set is painted. */
const painted = () => page.locator("windrow-preview").evaluate((preview) => preview.updateComplete);

async function facts() {
  await painted();
  return page.$$eval("#summary dl > div", (all) =>
    Object.fromEntries(all.map(({ children: [name, value] }) => [name.textContent, value.textContent])),
  );
}

/** The lines of the table that are elements: those in sight, and some more. */
async function lines() {
  await painted();
  return page.$$eval("#windows tbody tr.line", (rows) =>
    rows.map((row) => [...row.children].map((cell) => cell.textContent.trim())),
  );
}

/** Whether these are the first lines of all, or those from some place on. */
function assertLines(shown, all, from = 0) {
  assert.ok(shown.length >= Math.min(20, all.length), `${shown.length} lines`);
  assert.deepEqual(shown, all.slice(from, from + shown.length));
}

const shownRows = (kind) =>
  page.$$eval(`#detail ol.${kind} li`, (rows) =>
    rows.map((row) => ({
      time: row.querySelector("time").textContent,
      author: row.querySelector(".field:last-of-type bdi")?.textContent,
      text: row.querySelector(".text")?.textContent ?? row.querySelector(".nothing").textContent,
    })),
  );

// ---------------------------------------------------------------------------------- the oracle

function asShown({ ts, author, body }) {
  return { time: ts, author, text: body === null ? "no text" : body || "empty text" };
}

function factsOf(rows, spec) {
  const windows = cut(rows, spec);
  const all = bytes(rows);
  const sent = windows.reduce((sum, { start, end }) => sum + bytes(rows.slice(start, end)), 0);
  const fill = ({ start, end }) =>
    Math.max((end - start) / (spec.max.rows ?? Infinity), bytes(rows.slice(start, end)) / (spec.max.bytes ?? Infinity));
  const fills = windows.map(fill).sort((a, b) => a - b);
  const [low, high] = [fills[(fills.length - 1) >> 1], fills[fills.length >> 1]];
  return {
    Windows: commas(windows.length),
    Rows: commas(rows.length),
    Bytes: commas(all),
    Repeated: percent((sent - all) / sent || 0),
    Fill: percent((low + high) / 2),
    Tokens: new Intl.NumberFormat("en", { notation: "compact", maximumSignificantDigits: 3 }).format(sent / 4),
  };
}

const percent = (share) => new Intl.NumberFormat("en", { style: "percent", maximumFractionDigits: 1 }).format(share);

function linesOf(rows, spec) {
  return cut(rows, spec).map(({ start, fresh, end, oversize }, index) => [
    commas(index),
    `${commas(start)}–${commas(end)}`,
    commas(end - start),
    commas(end - fresh),
    commas(fresh - start),
    `${oversize ? "oversize " : ""}${commas(bytes(rows.slice(start, end)))}`,
    rows[start].ts.slice(0, 16),
    rows[end - 1].ts.slice(0, 16),
  ]);
}

/** What a window is, taken literally. */
function cut(rows, { max, overlap = 0 }) {
  const within = (share, start, end) =>
    end - start <= Math.floor((max.rows ?? Infinity) * share) &&
    bytes(rows.slice(start, end)) <= Math.floor((max.bytes ?? Infinity) * share);
  const windows = [];
  for (let start = 0, fresh = 0; fresh < rows.length; ) {
    let end = fresh;
    while (end < rows.length && within(1, start, end + 1)) end++;
    const oversize = end === fresh;
    if (oversize) end++;
    windows.push({ start, fresh, end, oversize });
    fresh = end;
    do start++;
    while (start < end && !(overlap && within(overlap, start, end) && within(1, start, end + 1)));
  }
  return windows;
}

function bytes(rows) {
  return rows.reduce((sum, row) => sum + row.bytes, 0);
}

function commas(number) {
  return String(number).replace(/\B(?=(\d{3})+$)/g, ",");
}

function inOrder([, ...records]) {
  const rows = records.map(([id, ts, author, body]) => ({
    id,
    ts,
    author,
    body,
    bytes: Buffer.byteLength(body ?? ""),
  }));
  return rows.sort((a, b) => (a.ts < b.ts ? -1 : Number(a.ts > b.ts)));
}

/** Records of RFC 4180; a field with nothing at all in it is null. */
function parseCsv(text) {
  const records = [];
  let record = [];
  for (const [, quoted, plain, end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^",\n]*))(,|\n)/g)) {
    record.push(quoted === undefined ? plain || null : quoted.replaceAll('""', '"'));
    if (end === "\n") records.push(record.splice(0));
  }
  return records;
}
