// Files of many columns and names.
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
for (const [name, text] of [
  ["3,000 columns.csv", `${columns.join()}\n${`${columns.map(() => "x").join()}\n`.repeat(3)}`],
  ["1,500 names.jsonl", Array.from({ length: 1_500 }, (_, i) => `{"k${i}":"v","text":"t"}\n`).join("")],
]) {
  test(`${name} keeps the page's thread for less than 200 ms at a time`, async () => {
    const [longest] = await longestTasks(page, () => show(page, name, text));
    assert.ok(longest < 200, `${longest} ms`);
  });
}
