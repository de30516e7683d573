// Files of many columns and names, and messages that are read while a file loads.
import assert from "node:assert/strict";
import { after, afterEach, before, test } from "node:test";
import { planned, preview, show, startPage } from "../support/page.js";
import { longestTasks } from "../support/tasks.js";

let started, page;
before(async () => {
  started = await startPage();
  page = await started.open();
  await show(page, "small.csv", "ts,body\n2020-01-01,a\n2020-01-02,b\n2020-01-03,c\n");
});
after(() => started?.close());
afterEach(() => assert.deepEqual(started.offences.splice(0), []));

const columns = Array.from({ length: 3_000 }, (_, i) => `c${i}`);
for (const [name, text] of [
  ["3,000 columns.csv", `${columns.join()}\n${`${columns.map(() => "x").join()}\n`.repeat(3)}`],
  ["1,500 names.jsonl", Array.from({ length: 1_500 }, (_, i) => `{"k${i}":"v","text":"t"}\n`).join("")],
]) {
  test(`${name} keeps the page's thread for less than 200 ms at a time`, async () => {
    const [longest] = await longestTasks(page, () => show(page, name, text));
    assert.ok(longest < 200, `${longest} ms`);
  });
}

test("messages that are read while a file loads are whole, and the file is as well", async () => {
  await show(page, "small.csv", "ts,body\n2020-01-01,a\n2020-01-02,b\n2020-01-03,c\n");
  const rows = 100_000;
  const reads = await preview(page).evaluate(async (element, rows) => {
    const { messages, source } = element;
    const text = Array.from({ length: rows }, (_, i) => `2020-01-01 00:00:${String(i % 60).padStart(2, "0")},message ${i} ${"x".repeat(60)}\n`);
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(new File(["ts,body\n", ...text], "large.csv"));
    element.dispatchEvent(new DragEvent("drop", { dataTransfer, bubbles: true, composed: true, cancelable: true }));
    const found = new Map();
    while (element.name === "small.csv") {
      const { planned } = element;
      const said = await Promise.all([
        messages({ start: 0, end: 3 }).then((columns) => columns.find(({ role }) => role === "text").values.join()),
        source.read(planned, 0, new AbortController().signal).then(({ fresh }) => fresh.join().length),
      ]).catch((error) => (element.name === "small.csv" ? String(error) : undefined));
      // The table is gone once the file has taken its place.
      if (said !== undefined) found.set(String(said), (found.get(String(said)) ?? 0) + 1);
    }
    return [...found];
  }, rows);
  await planned(page, rows);
  assert.equal(reads.length, 1, JSON.stringify(reads));
  assert.match(reads[0][0], /^a,b,c,\d+$/);
  assert.equal(await preview(page).evaluate(({ failure }) => failure?.sentence), undefined);
});
