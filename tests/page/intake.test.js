// Each kind of file through to windows, on the page in Chromium.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { after, afterEach, before, test } from "node:test";
import { root } from "../../scripts/lib/run.js";
import { slackZip, telegram, variants, whatsappText, zipOf } from "../support/exports.js";
import { startPreview, watch } from "../support/preview.js";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const offences = [];
let page, close;
before(async () => {
  let url, browser;
  ({ url, browser, close } = await startPreview());
  page = await browser.newPage({ acceptDownloads: true });
  page.setDefaultTimeout(60_000);
  watch(page, url, offences);
  await page.goto(url);
  await shows("sample.csv");
});
after(() => close?.());
afterEach(() => assert.deepEqual(offences.splice(0), []));

const fixture = (name) => readFileSync(join(root, "tests/fixtures/cli", name));
const fixtureRows = JSON.parse(fixture("messages.json")).length;
const fixtureChats = String(new Set(JSON.parse(fixture("messages.json")).map(({ chat }) => chat)).size);
const jsonLines = '{"when":"2024-01-01T10:00:00Z","body":"one"}\n{"when":"2024-01-01T10:01:00Z","body":"two"}\n';

for (const [name, content, rows, time, text, partition] of [
  ["WhatsApp Chat.txt", whatsappText, 2, "time", "text"],
  ["WhatsApp Chat.zip", zipOf({ "_chat.txt": whatsappText, "a.jpg": "x" }), 2, "time", "text"],
  ["result.json", JSON.stringify(telegram), 5, "time", "text", "chat"],
  ["slack.zip", slackZip, 4, "time", "text", "chat"],
  ["a.csv", "ts,body\n2024-01-01,one\n", 1, "ts", "body"],
  ["a.tsv", "ts\tbody\n2024-01-01\tone\n2024-01-02\ttwo\n", 2, "ts", "body"],
  ["a.ndjson", jsonLines, 2, "when", "body"],
  ["a.json", `[${jsonLines.trim().replace("\n", ",")}]`, 2, "when", "body"],
  ["epochs.json", '[{"ts": 1705323600, "text": "seconds"}, {"ts": 1705323601.5, "text": "more"}]', 2, "ts", "text"],
  ["a.parquet", fixture("snappy.parquet"), fixtureRows, "ts", "body", "chat"],
  ["a.arrow", fixture("file.arrow"), fixtureRows, "ts", "body", "chat"],
  ["a.arrows", fixture("stream.arrow"), fixtureRows, "ts", "body", "chat"],
]) {
  test(`${name} becomes windows`, async () => {
    await open(name, content);
    assert.equal(await page.getByLabel("Time column").inputValue(), time);
    assert.equal(await page.getByLabel("Text column").inputValue(), text);
    if (partition) assert.equal(await page.getByLabel("Keep apart by").inputValue(), partition);
    const facts = await shownFacts();
    assert.equal(facts.Rows, String(rows));
    assert.equal(facts.Windows, partition === "chat" && rows === fixtureRows ? fixtureChats : "1");
    const prompts = await savedPrompts();
    assert.equal(prompts.length, Number(facts.Windows));
    assert.equal(prompts.reduce((sum, { fresh, end }) => sum + end - fresh, 0), rows);
  });
}

for (const [name, text] of Object.entries(variants)) {
  test(`WhatsApp's ${name} becomes a window that is taken away`, async () => {
    await open("chat.txt", text);
    assert.equal(await page.locator("#problems").isHidden(), true);
    const [window, ...others] = await savedPrompts();
    assert.deepEqual([window, others], [{ window: 0, start: 0, fresh: 0, end: 2, context: "", prompt: "one\ntwo" }, []]);
  });
}

test("a time is shown as it was in the file, and columns can be chosen of any format", async () => {
  await open("chat.txt", whatsappText);
  await page.getByRole("button", { name: "0", exact: true }).click();
  await page.getByText("2024-01-13 10:01:00").waitFor();
  await page.getByLabel("Text column").selectOption("author");
  // Ada and Bob, in place of what they said.
  await page.waitForFunction(() => document.querySelector("windrow-preview").shadowRoot.querySelector("#summary").innerText.match(/Bytes\s+6\b/));
  await page.getByLabel("Time column").selectOption("kind");
  await page.locator("#load-alert", { hasText: "kind holds no times" }).waitFor();
});

test("chats are kept apart by a column", async () => {
  const lines = ["a", "b", "a", "b"].map((room, i) => `2024-01-01 10:0${i}:00,${room},said ${i}\n`);
  await open("rooms.csv", `ts,room,body\n${lines.join("")}`);
  assert.equal((await shownFacts()).Windows, "2");
  await page.getByLabel("Keep apart by").selectOption({ index: 0 });
  await page.waitForFunction(() => document.querySelector("windrow-preview").shadowRoot.querySelector("#summary").innerText.match(/Windows\s+1\b/));
  await page.getByLabel("Keep apart by").selectOption("room");
  await page.waitForFunction(() => document.querySelector("windrow-preview").shadowRoot.querySelector("#summary").innerText.match(/Windows\s+2\b/));
  assert.match(await page.locator("windrow-preview").evaluate(({ shadowRoot }) => shadowRoot.textContent), /1 query/);
});

test("a column of whole numbers can be limited, and an id makes cuts stable", async () => {
  const lines = Array.from({ length: 40 }, (_, i) => `m${i},2024-01-01 10:${String(i).padStart(2, "0")}:00,${i % 5},said ${i}\n`);
  await open("costs.csv", `id,ts,n_tokens,body\n${lines.join("")}`);
  assert.deepEqual(await page.locator("#measures label").allTextContents(), ["n_tokens"]);
  await page.getByLabel("n_tokens").check();
  await page.getByLabel("Limit n_tokens (column)", { exact: true }).fill("12");
  const plan = () => page.locator("windrow-preview").evaluate(({ plan, rows }) => [rows.measures.toSorted(), Math.max(...plan.sum("n_tokens")), plan.end.join()]);
  await page.waitForFunction(() => document.querySelector("windrow-preview").plan?.length > 1);
  const [measures, most, ends] = await plan();
  assert.deepEqual([measures, most <= 12], [["bytes", "n_tokens"], true]);
  await page.getByLabel("Id column").selectOption("id");
  await page.waitForFunction(() => document.querySelector("windrow-preview").rows.hasKeys);
  await page.getByLabel("End windows").selectOption("stable");
  await page.waitForFunction((before) => document.querySelector("windrow-preview").plan.end.join() !== before, ends);
  await page.getByLabel("End windows").selectOption("full");
  await page.getByLabel("Limit n_tokens (column)", { exact: true }).fill("");
});

test("of a large file, of which all columns are texts, whole numbers can be limited too", async () => {
  await page.evaluate(() => {
    const line = `2024-01-01 10:00:00,7,${"x".repeat(500)}\n`;
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(new File(["ts,n_tokens,body\n", line.repeat(70_000)], "numbers.csv"));
    dispatchEvent(new DragEvent("drop", { dataTransfer, cancelable: true }));
  });
  await shows("numbers.csv");
  await page.getByLabel("n_tokens").check();
  await page.waitForFunction(() => document.querySelector("windrow-preview").rows.measures.includes("n_tokens"));
  assert.equal(await page.locator("windrow-preview").evaluate(({ rows }) => rows.total("n_tokens")), 490_000);
});

test("axe finds nothing about the intake: columns, problems, progress and errors", async () => {
  await open("chat.txt", `before all\n${whatsappText}`);
  await page.locator("#problems summary").click();
  // All at once, as they are while a file is loaded after one that was broken.
  await page.evaluate(() => {
    document.querySelector("#loading").hidden = false;
    document.querySelector("#progress").value = 0.4;
    document.querySelector("#status").textContent = "Loading a file into the database …";
    document.querySelector("#load-alert").textContent = "cut.json: the file cannot be read as JSON";
  });
  const session = await page.context().newCDPSession(page);
  await session.send("Runtime.evaluate", { expression: axe });
  for (const width of [1_280, 390]) {
    for (const colorScheme of ["light", "dark"]) {
      await page.setViewportSize({ width, height: 900 });
      await page.emulateMedia({ colorScheme });
      const { violations, passes } = await page.evaluate(() => globalThis.axe.run("#source"));
      assert.ok(passes.length > 10, String(passes.length));
      const found = violations.map(({ id, nodes }) => [id, nodes.map(({ target, failureSummary }) => [target, failureSummary])]);
      assert.deepEqual(found, [], `${width} ${colorScheme}`);
    }
  }
  await page.evaluate(() => {
    document.querySelector("#loading").hidden = true;
    document.querySelector("#load-alert").textContent = "";
  });
  await page.setViewportSize({ width: 1_280, height: 720 });
  await open("chat.txt", whatsappText);
});

test("what is not understood is counted, and shown as text", async () => {
  const hostile = '<img src=x onerror="alert(1)"> \u202egnp.exe';
  await open("chat.txt", `${hostile}\nsecond\n${whatsappText}[31/02/2024, 10:00:00] Ada: never\n`);
  const problems = page.locator("#problems details");
  assert.deepEqual(await problems.locator("summary").allTextContents(), [
    "2 lines before the first message",
    "1 messages of a time that does not exist",
  ]);
  assert.deepEqual(await problems.first().locator("li").allTextContents(), [hostile, "second"]);
  assert.equal((await shownFacts()).Rows, "2");
  await open("fine.txt", whatsappText);
  assert.ok(await page.locator("#problems").isHidden());
});

test("hostile messages are inert", async () => {
  const texts = ['<img src=x onerror="alert(1)">', "a\0b", "\u202egnp.exe\u202c!", "x".repeat(1 << 20), "</script><script>alert(2)</script>"];
  await open("chat.txt", texts.map((text, i) => `[13/01/2024, 10:0${i}:00] <b>Ada</b>: a ${text}\n`).join(""));
  assert.equal((await shownFacts()).Rows, "5");
  for (const index of ["0", "1"]) {
    const button = page.getByRole("button", { name: index, exact: true });
    if (await button.count()) await button.click();
    await page.getByRole("heading", { name: `Window ${index}`, exact: true }).waitFor();
  }
  assert.equal(await page.locator("main img, main script, main b, windrow-preview img, windrow-preview script").count(), 0);
});

for (const [name, content, sentence] of [
  ["nothing.txt", "", "nothing.txt is empty; give a file with messages"],
  ["cut.zip", zipOf({ "_chat.txt": whatsappText }).subarray(0, 50), "the zip cannot be unpacked: it is cut short or damaged"],
  ["pictures.zip", zipOf({ "a.jpg": "x" }), "there are no messages in the zip, which holds a.jpg"],
  ["a.png", Buffer.from("89504e470d0a1a0a0000000d49484452", "hex"), "a.png is a picture or a recording; give the text of the messages"],
  ["cut.json", '[{"a": 1}', "the file cannot be read as JSON"],
  ["cut.parquet", fixture("none.parquet").subarray(0, 900), "cut.parquet cannot be read as Parquet"],
  ["cut.arrow", fixture("file.arrow").subarray(0, 900), "cut.arrow: "],
]) {
  test(`${name} is told, and the next file works`, async () => {
    await choose(name, content);
    await page.locator("#load-alert", { hasText: sentence }).waitFor();
    await open("chat.txt", whatsappText);
  });
}

for (const [name, line, lines] of [
  ["large.ndjson", '{"ts":"2024-01-01T10:00:00Z","body":"a message of some length"}\n', 1_000_000],
  ["large.json", '{"ts":"2024-01-01T10:00:00Z","body":"a message of some length"}\n', 1_000_000],
  ["large.csv", "2024-01-01 10:00:00,ada,a message of some length\n", 5_000_000],
]) {
  test(`${lines} rows of ${name}: a bar shows how far it is, and a button ends it`, async () => {
    await page.evaluate(
      ([name, line, lines]) => {
        window.values = [];
        const progress = document.querySelector("#progress");
        new MutationObserver(() => progress.hasAttribute("value") && window.values.push(progress.value)).observe(progress, { attributeFilter: ["value"] });
        const around = { csv: ["ts,author,body\n", "", ""], ndjson: ["", "", ""], json: ["[", ",", `${line}]`] };
        const [header, between, end] = around[name.split(".")[1]];
        const block = (line + between).repeat(10_000);
        const dataTransfer = new DataTransfer();
        dataTransfer.items.add(new File([header, ...Array(lines / 10_000).fill(block), end], name));
        dispatchEvent(new DragEvent("drop", { dataTransfer, cancelable: true }));
      },
      [name, line, lines],
    );
    await page.waitForFunction(() => window.values.filter((value) => value > 0).length > 2);
    const began = performance.now();
    await page.getByRole("button", { name: "Cancel" }).click();
    await page.getByText(`${name} was cancelled.`).waitFor();
    const ms = performance.now() - began;
    assert.ok(ms < 10_000, `${ms} ms`);
    const values = await page.evaluate(() => window.values);
    assert.ok(values.at(-1) < 1, values.join(" "));
    assert.deepEqual(values, [...values].sort((a, b) => a - b));
    // What was shown before is still there, and the next file works.
    await page.getByRole("heading", { name: "Plan for chat.txt" }).waitFor();
    await open("chat.txt", whatsappText);
  });
}

test("a step that the database does not break off is left at once all the same, and the next file waits for it", async () => {
  await open("chat.txt", whatsappText);
  // Of 20 columns, whose types are found out over the whole file first.
  const columns = Array.from({ length: 20 }, (_, i) => `c${i}`);
  const line = `2024-01-01 10:00:00,${columns.map((name) => `"text ""of"" ${name}"`).join(",")}\n`;
  const ms = await page.evaluate(async ([header, line]) => {
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(new File([header, line.repeat(80_000)], "wide.csv"));
    dispatchEvent(new DragEvent("drop", { dataTransfer, cancelable: true }));
    const [loading, status] = ["#loading", "#status"].map((selector) => document.querySelector(selector));
    while (loading.hidden) await new Promise((resolve) => requestAnimationFrame(resolve));
    const began = performance.now();
    document.querySelector("#cancel").click();
    if (!loading.hidden || status.textContent !== "wide.csv was cancelled.") throw new Error(status.textContent);
    await document.querySelector("windrow-preview").updateComplete;
    return performance.now() - began;
  }, [`ts,${columns.join(",")}\n`, line]);
  assert.ok(ms < 1_000, `${ms} ms`);
  assert.equal(await page.locator("windrow-preview .dim").count(), 0);
  await choose("next.txt", whatsappText);
  await page.locator("#status", { hasText: "Waiting until what was begun before has ended" }).waitFor();
  await shows("next.txt");
  assert.equal((await shownFacts()).Rows, "2");
  await open("chat.txt", whatsappText);
});

async function savedPrompts() {
  const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: "Prompts, JSONL" }).click()]);
  return readFileSync(await download.path(), "utf8").trim().split("\n").map((line) => JSON.parse(line));
}

async function choose(name, content) {
  await page.setInputFiles("#file", { name, mimeType: "", buffer: Buffer.from(content) });
}

async function open(name, content) {
  await choose(name, content);
  await shows(name);
  assert.equal(await page.locator("#load-alert").innerText(), "");
}

async function shows(name) {
  await page.getByText(`${name} is loaded.`).or(page.getByText("was cancelled.")).first().waitFor();
  await page.getByRole("heading", { name: `Plan for ${name}` }).waitFor();
}

const shownFacts = () =>
  page.locator("windrow-preview").evaluate(({ shadowRoot }) =>
    Object.fromEntries(
      [...shadowRoot.querySelectorAll("#summary dl > div")].map(({ children: [name, value] }) => [name.textContent, value.textContent.trim()]),
    ),
  );
