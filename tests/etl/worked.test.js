// The format that the documents show, as it stands there.
import assert from "node:assert/strict";
import { readFileSync, writeFileSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { init } from "windrow";
import { formats } from "windrow/etl";
import { root } from "../../scripts/lib/run.js";
import { READERS, load, source, told } from "../support/loaded.js";

const text = "14:23 2024-01-15 | Ada | hello\nand more\n\n14:24 2024-01-15 | Bob | a | b\n";

let parley;
before(async () => {
  await init();
  const [, code] = /^```js format\n([^]*?)^```$/m.exec(readFileSync(join(root, "docs/etl.md"), "utf8"));
  mkdirSync(join(root, "target"), { recursive: true });
  writeFileSync(join(root, "target/parley.mjs"), code);
  ({ parley } = await import(join(root, "target/parley.mjs")));
});

for (const { name, open } of READERS) {
  describe(name, () => {
    let engine;
    before(async () => (engine = await open()));
    after(() => engine.close());

    it("gives messages, and what is not one", async () => {
      const loaded = await load(engine, source("room 7.log", text), { formats: [parley, ...formats] });
      assert.equal(loaded.format, "Parley log");
      assert.deepEqual(loaded.times, ["2024-01-15 14:23:00", "2024-01-15 14:24:00"]);
      assert.deepEqual(loaded.authors, ["Ada", "Bob"]);
      assert.deepEqual(loaded.texts, ["hello\nand more\n", "a | b"]);
      assert.deepEqual(loaded.chats, ["room 7", "room 7"]);
      assert.deepEqual(loaded.kinds, ["message", "message"]);
      assert.deepEqual(told(loaded), []);
      const other = await load(engine, source("a.log", `saved at noon\n${text}`), { formats: [parley], format: "Parley log" });
      assert.deepEqual(told(other), [["lines before the first message", 1, ["saved at noon"]]]);
      assert.equal(other.rows, 2);
    });
    it("is the same in each of several runs over many lines", async () => {
      const many = Array.from({ length: 50_000 }, (_, i) => `14:23 2024-01-15 | Ada | ${i}\n${"more\n".repeat(i % 3)}`).join("");
      const expected = Array.from({ length: 50_000 }, (_, i) => `${i}${"\nmore".repeat(i % 3)}`);
      for (let run = 0; run < 3; run++) {
        const { texts } = await load(engine, source("a.log", many), { formats: [parley] });
        assert.deepEqual(texts.length, expected.length);
        assert.ok(texts.every((text, i) => text === expected[i]));
      }
    });
  });
}
