// Files of many columns, names and messages.
import assert from "node:assert/strict";
import { after, afterEach, before, test } from "node:test";
import { show, startPage } from "../support/page.js";
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
const words = "a chat of some length goes on and on with words that people use every day".split(" ");
const message = (i) =>
  Array.from({ length: 6 + ((i * 7) % 9) }, (_, k) => words[(i * 31 + k * 17 + (i >> 5)) % words.length]).join(" ");
const minute = (i) => new Date(1.6e12 + i * 97_000).toISOString().slice(0, 19).replace("T", " ");
const messages = () =>
  Array.from({ length: 200_000 }, (_, i) => `${minute(i)},${i % 3 ? "Ada" : "Bob"},${message(i)}\n`).join("");

test("200,000 messages keep the page's thread for less than 150 ms at a time", async () => {
  const text = `ts,author,body\n${messages()}`;
  await page.evaluate((text) => (window.large = text), text);
  const [longest] = await longestTasks(page, () => show(page, "200,000 messages.csv"));
  assert.ok(longest < 150, `${longest} ms`);
});

for (const [name, text] of [
  ["3,000 columns.csv", `${columns.join()}\n${`${columns.map(() => "x").join()}\n`.repeat(3)}`],
  ["1,500 names.jsonl", Array.from({ length: 1_500 }, (_, i) => `{"k${i}":"v","text":"t"}\n`).join("")],
]) {
  test(`${name} keeps the page's thread for less than 200 ms at a time`, async () => {
    const [longest] = await longestTasks(page, () => show(page, name, text));
    assert.ok(longest < 200, `${longest} ms`);
  });
}
