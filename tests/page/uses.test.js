// Uses in an order that nobody plans: something else is said while a file is read, the browser refuses, nothing is left.
import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, afterEach, before, test } from "node:test";
import { drop, planned, preview, show, startPage, whatsapp } from "../support/page.js";

let started, page;
before(async () => {
  started = await startPage();
  page = await started.open();
});
after(() => started?.close());
afterEach(() => assert.deepEqual(started.offences.splice(0), []));

const CSV = "ts,author,body\n2024-01-01 10:00:00,Ada,one\n2024-01-01 10:05:00,Bob,two\n2024-01-01 10:10:00,Ada,three\n";

/** Waits until what was last asked for is shown, or has failed. */
async function settled() {
  await page.waitForFunction(() => !document.querySelector("windrow-preview").loading);
  // A short load sets no `loading`, so nothing tells when it ends.
  await page.waitForTimeout(400);
  await page.waitForFunction(() => !document.querySelector("windrow-preview").loading);
  await preview(page).evaluate((element) => element.updateComplete);
}

const change = (settings) =>
  preview(page).evaluate((element, settings) => {
    const detail = { settings, done: true };
    element.shadowRoot.querySelector("windrow-settings").dispatchEvent(new CustomEvent("change", { detail }));
  }, settings);

const firstLine = () =>
  preview(page).evaluate(async ({ source, planned }) => (await source.read(planned, 0, new AbortController().signal)).fresh[0]);

test("a prompt is called as large as it is sent, with the texts around its messages", async () => {
  const said = () =>
    preview(page).evaluate(async ({ planned, source }) => {
      const places = [0, planned.length >> 1, planned.length - 1];
      const read = await Promise.all(places.map((i) => source.read(planned, i, new AbortController().signal)));
      const shares = planned.sizes.map((size, i) => (planned.oversize[i] ? 0 : size / planned.settings.limit));
      return { sizes: read.map(({ tokens }, i) => [planned.sizes[places[i]], tokens]), fullest: Math.max(...shares) };
    });
  /** Until texts that the page did not know have been counted, after which there is another plan. */
  const counted = async () => {
    const now = () => preview(page).evaluate((element) => element.planned.around);
    for (let before; before !== (before = await now());) await page.waitForTimeout(1_500);
  };
  for (const before of [undefined, "Part {n} of {of}, {rows} messages from {first:%d %B %Y} on.", "", "x".repeat(1_000)]) {
    await change({ before });
    await settled();
    await counted();
    const { sizes, fullest } = await said();
    // A joint may take a token away, and the widest prompt is spoken of.
    for (const [shown, sent] of sizes) assert.ok(shown >= sent && shown <= sent + 3, `${before}: ${shown} for ${sent}`);
    assert.ok(fullest <= 1, before);
  }
  await change({ before: undefined });
  await settled();
});

test("a template that is changed while a file is read is that of the file, which is not lost", async () => {
  await page.evaluate(() => {
    window.large = `ts,author,body\n${"2024-01-01 10:00:00,ada,a message of some length\n".repeat(60_000)}`;
  });
  await drop(page, ["large.csv", null]);
  await page.waitForFunction(() => document.querySelector("windrow-preview").loading);
  await change({ line: "{author}: {text}" });
  await page.waitForFunction(() => document.querySelector("windrow-preview").name === "large.csv");
  await settled();
  await planned(page, 60_000);
  assert.equal(await firstLine(), "ada: a message of some length");
  await change({ line: "" });
  await settled();
});

test("after a file that cannot be read, columns are still chosen of the one that is shown", async () => {
  await show(page, "two.csv", "ts,author,body,other\n2024-01-01 10:00:00,Ada,one,eins\n2024-01-01 10:05:00,Bob,two,zwei\n");
  await drop(page, ["empty.csv", ""]);
  await page.locator(".note.failed").waitFor();
  await preview(page).evaluate((element) => element.dispatchEvent(new CustomEvent("columns", { detail: { text: "other" } })));
  await page.waitForFunction(() => document.querySelector("windrow-preview").source.file?.roles.text === "other");
  await settled();
  assert.match(await firstLine(), /eins$/);
});

test("where the browser does not let it copy, the page says so", async () => {
  await page.evaluate(() => {
    navigator.clipboard.writeText = () => Promise.reject(new DOMException("no", "NotAllowedError"));
  });
  for (const key of ["l", "c"]) {
    await page.keyboard.press(key);
    await page.locator(".toast", { hasText: "does not let this page copy" }).waitFor();
    await page.locator(".toast").waitFor({ state: "hidden" });
  }
});

test("a table without times is cut when full, and no setting is called wrong", async () => {
  await show(page, "untimed.csv", "who,what\nAda,hello there\nBob,hi\n");
  const found = await preview(page).evaluate(({ faults, spec, shadowRoot }) => {
    const { shadowRoot: settings } = shadowRoot.querySelector("windrow-settings");
    return [faults, spec.cut, settings.querySelector("input[name=cut]:checked").value, settings.textContent];
  });
  assert.deepEqual(found.slice(0, 3), [{}, undefined, "full"]);
  assert.match(found[3], /has no times/);
});

test("a filter that leaves nothing says so on each tab, and is undone without undoing the redaction", async () => {
  await show(page, "three.csv", CSV);
  await preview(page).evaluate((element) => element.dispatchEvent(new CustomEvent("redact", { detail: { on: true } })));
  await page.waitForFunction(() => document.querySelector("windrow-preview").source.redacted);
  await preview(page).evaluate((element) =>
    element.dispatchEvent(new CustomEvent("filter", { detail: { filter: { withoutAuthors: ["Ada", "Bob"] } } })),
  );
  await planned(page, 0);
  await page.locator(".filter.on").waitFor();
  for (const tab of ["1", "2", "3", "4"]) {
    await page.keyboard.press(tab);
    await page.locator(".note", { hasText: "No message is left by the filter." }).waitFor();
  }
  await page.keyboard.press("1");
  await page.locator(".note").getByRole("button", { name: "Show all messages" }).click();
  await planned(page, 3);
  assert.match(await firstLine(), /Person 1: one/);
});

test("what is redacted is called so in the language of the page", async () => {
  const [menu, language] = [page.getByRole("button", { name: "More", exact: true }), page.getByText("Language")];
  await menu.click();
  await language.click();
  await page.waitForFunction(async () => {
    const { source, planned } = document.querySelector("windrow-preview");
    return /Pessoa 1: one/.test((await source.read(planned, 0, new AbortController().signal)).fresh[0]);
  });
  await page.getByRole("button", { name: "Mais", exact: true }).click();
  await page.getByText("Idioma").click();
  await settled();
});

test("a folder is read with the folders in it, without the pictures", async () => {
  const folder = mkdtempSync(join(tmpdir(), "windrow-folder-"));
  try {
    mkdirSync(join(folder, "within"));
    writeFileSync(join(folder, "within", "_chat.txt"), whatsapp(9));
    writeFileSync(join(folder, "IMG-1.jpg"), Buffer.from([0xff, 0xd8, 0xff, 0xe0]));
    const session = await page.context().newCDPSession(page);
    const data = { items: [], files: [folder], dragOperationsMask: 1 };
    for (const type of ["dragEnter", "dragOver", "drop"])
      await session.send("Input.dispatchDragEvent", { type, x: 700, y: 500, data });
    await page.waitForFunction(() => document.querySelector("windrow-preview").name === "_chat.txt");
    await planned(page, 9);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test("a name that is written from right to left leaves the line in its order", async () => {
  await show(page, "محادثة.txt", whatsapp(3));
  assert.match(await page.locator("windrow-hero p").innerText(), /^\u2068محادثة\.txt\u2069 · 13 Jan 2024 · 3 people/);
});

test("a link with several wrong settings tells of each, and shows a plan without them", async () => {
  page = await started.open("#gap=<script>&limit=0&rows=1.5");
  const faults = await preview(page).evaluate(({ faults }) => Object.keys(faults));
  assert.deepEqual(faults.sort(), ["gap", "limit", "rows"]);
});

test("a wrong text before the messages, or no time at all, is told where it is mended, and there is a plan", async () => {
  page = await started.open("#before={nope}&duration=0s&limit=1.5&price=1e300&model=other");
  const { sentences, price } = await preview(page).evaluate(({ faults, settings: { price } }) => ({
    sentences: Object.entries(faults).map(([field, { sentence }]) => `${field}: ${sentence}`),
    price,
  }));
  assert.equal(price, undefined, "no one pays that");
  assert.equal(sentences.length, 3, sentences.join("\n"));
  for (const part of [/^before: .*\{nope\}.*there is n, of/m, /^duration: “0s”/m, /^limit: “1.5” is not a whole number/m])
    assert.match(sentences.join("\n"), part);
  await preview(page).evaluate((element) => {
    element.settings = { ...element.settings, duration: "", limit: 8_000 };
  });
  await page.getByRole("button", { name: "The text before the messages is not valid." }).click();
  await page.locator("#before-fault", { hasText: "{nope}" }).waitFor();
  assert.ok(await page.locator("#before").evaluate((field) => field === field.getRootNode().activeElement));
  await page.locator("#before").fill("Part {n}");
  await page.locator("#save").focus();
  await page.locator("#before-fault").waitFor({ state: "detached" });
  await page.keyboard.press("Escape");
});

test("curves reach the present limit, however small", async () => {
  page = await started.open("#limit=300");
  await show(page, "three.csv", CSV);
  await page.keyboard.press("3");
  await page.waitForFunction(() => {
    const { limits = [] } = document.querySelector("windrow-preview").shadowRoot.querySelector("windrow-charts") ?? {};
    return limits[0]?.value === 300;
  });
});

test("a database that did not start is started by the next file", async () => {
  const context = await started.browser.newContext();
  page = await context.newPage();
  let isBroken = true;
  await page.route(/duckdb-eh.*\.wasm/, (route) => (isBroken ? route.fulfill({ status: 500, body: "" }) : route.continue()));
  await page.goto(started.url);
  await planned(page);
  await drop(page, ["three.csv", CSV]);
  await page.locator(".note.failed").waitFor();
  isBroken = false;
  await show(page, "three.csv", CSV);
  await planned(page, 3);
});
