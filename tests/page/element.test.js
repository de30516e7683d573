// The element in a page of its own: rows and a spec in, a plan out; and what others are told of all elements.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { after, afterEach, before, test } from "node:test";
import { root } from "../../scripts/lib/run.js";
import { elementsManifest } from "../../scripts/make-elements.js";
import { axe, preview, startPage } from "../support/page.js";

let started, page;
before(async () => {
  started = await startPage();
  page = await started.open("embedded.html");
});
after(() => started?.close());
afterEach(() => assert.deepEqual(started.offences.splice(0), []));

test("it shows a plan of the rows and the spec that it is given, and tells each plan", async () => {
  const { spec, length, told } = await preview(page).evaluate((element) => ({
    spec: element.spec,
    length: element.plan.length,
    told: Number(document.querySelector("output").value),
  }));
  assert.deepEqual(spec, { max: { bytes: 2_000 }, gap: "2h", overlap: 0.1 });
  assert.ok(length > 10);
  assert.equal(told, length);
  await page.locator("windrow-conversation p", { hasText: "message 0:" }).waitFor();
  assert.deepEqual(await axe(page), []);
});

test("without a page that opens files or exports, it offers neither", async () => {
  for (const name of ["Open file", "Export", "Undo", "Filter"])
    assert.equal(await page.getByRole("button", { name }).count(), 0, name);
});

test("settings go to and fro, and a spec that the fields cannot say is kept", async () => {
  const found = await preview(page).evaluate((element) => {
    element.spec = { max: { bytes: 5_000, rows: 40 }, overlap: { rows: 3 }, minFill: 0.7, cut: "quiet" };
    return [element.spec, element.settings.rows, element.plan.length];
  });
  assert.deepEqual(found[0], { max: { bytes: 5_000, rows: 40 }, overlap: { rows: 3 }, minFill: 0.7, cut: "quiet" });
  assert.equal(found[1], 40);
  assert.ok(found[2] > 2);
});

test("rows come as Arrow bytes too, and rows of nothing are told", async () => {
  await preview(page).evaluate((element) => {
    element.rows = element.rows.constructor.fromColumns({ time: new BigInt64Array(), measures: { bytes: [] } });
  });
  await page.locator("windrow-conversation .empty").waitFor();
});

test("a million rows: the plan, the map and the conversation follow a slider without an element for each", async () => {
  const found = await preview(page).evaluate(async (element) => {
    const length = 1_000_000;
    element.settings = { ...element.settings, limit: 32_000, cut: "full", gap: "" };
    element.rows = element.rows.constructor.fromColumns({
      time: BigInt64Array.from({ length }, (_, i) => BigInt(i) * 30_000_000n),
      measures: { bytes: Uint32Array.from({ length }, (_, i) => 20 + ((i * 7_919) % 160)) },
    });
    await element.updateComplete;
    const canvas = element.shadowRoot.querySelector("windrow-minimap[orientation=vertical]").shadowRoot.querySelector("canvas");
    const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
    const colours = new Set();
    for (let i = 0; i < data.length; i += 4) colours.add(`${data[i]},${data[i + 1]},${data[i + 2]},${data[i + 3]}`);
    return {
      length: element.plan.length,
      elements: element.shadowRoot.querySelector("windrow-conversation").shadowRoot.querySelectorAll("[data-row]").length,
      colours: colours.size,
    };
  });
  assert.ok(found.length > 2_000 && found.elements < 300, JSON.stringify(found));
  // Not one solid bar.
  assert.ok(found.colours > 4, String(found.colours));
});

test("of two elements on a page, one takes what is dropped", async () => {
  const opened = await page.evaluate(() => {
    const all = [1, 2].map(() => document.body.appendChild(document.createElement("windrow-preview")));
    const opened = [0, 0];
    all.forEach((element, i) => {
      element.features = ["open"];
      element.addEventListener("open", () => opened[i]++);
    });
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(new File(["x"], "x.csv"));
    for (const target of [...all, document.body])
      target.dispatchEvent(new DragEvent("drop", { dataTransfer, bubbles: true, composed: true, cancelable: true }));
    all.forEach((element) => element.remove());
    return opened;
  });
  assert.deepEqual(opened, [2, 1]);
});

test("custom-elements.json tells of every element as it is", async () => {
  const written = JSON.parse(readFileSync(join(root, "pkg/custom-elements.json"), "utf8"));
  assert.deepEqual(written, await elementsManifest(), "run node scripts/make-elements.js");
  const tags = written.modules.flatMap(({ declarations }) => declarations).map(({ tagName }) => tagName);
  const unknown = await page.evaluate((tags) => tags.filter((tag) => !customElements.get(tag)), tags);
  assert.deepEqual(unknown, []);
});
