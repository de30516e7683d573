// Windows that are found batch by batch are those of all rows at once, also where tokens are counted for each batch.
import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { it } from "node:test";
import { init } from "windrow";
import { measured } from "../../cli/dist/cut/measured.js";
import { planOf, streamed, windowsOf } from "../../cli/dist/cut/windows.js";
import { shapeOf } from "../../cli/dist/cut/written.js";
import { readOptions } from "../../cli/dist/options.js";
import { openDatabase } from "../../cli/dist/read/database.js";
import { load } from "../../cli/dist/read/load.js";
import { sourcesOf } from "../../cli/dist/read/sources.js";
import { counterOf } from "../../cli/dist/sending-options.js";
import { csv } from "../support/cli.js";

const ROWS = 500;
const rows = Array.from({ length: ROWS }, (_, i) => ({
  ts: 1_700_000_000 + i,
  chat: `chat ${Math.floor(i / 90)}`,
  author: `Ann ${i % 3}`,
  body: i % 50 === 49 ? "" : `message ${i} ${"olá 👋 ".repeat(i % 13)}`,
}));
const quiet = () => {};

for (const [what, limit] of [
  ["bytes", ["--max-bytes", "600"]],
  ["tokens", ["--tokens", "o200k_base", "--max-tokens", "150"]],
  [
    "tokens with text around and an overlap",
    ["--tokens", "o200k_base", "--max-tokens", "150", "--overlap", "0.2", "--before", "{chat} {n}\\n"],
  ],
]) {
  it(`windows by ${what}`, async () => {
    await init();
    const folder = mkdtempSync(join(tmpdir(), "windrow-batches-"));
    const file = join(folder, "a.csv");
    writeFileSync(file, csv(rows));
    const options = readOptions([file, ...limit, "--format", "csv"]);
    const database = await openDatabase();
    try {
      const { engine } = database;
      const counter = await counterOf(options.sending, quiet);
      const sources = await sourcesOf(options.files, engine, folder, quiet);
      const loaded = await load(engine, sources, options.read, (found) => shapeOf(found, options), quiet, quiet);
      const messages = await measured(engine, loaded, options, counter, quiet);
      const list = ({ length, columns }) =>
        Array.from({ length }, (_, i) => Object.fromEntries(columns.map(({ name, at }) => [name, at(i)])));
      const fetched = await messages.fetch();
      const expected = list(windowsOf(planOf(fetched, options.plan), messages, fetched.rows.timeUnit));
      assert.ok(expected.length > 30);
      for (const size of [1, 7, 90, ROWS - 1, ROWS]) {
        const found = [];
        for await (const windows of streamed(messages, options.plan, size)) found.push(...list(windows));
        assert.deepEqual(found, expected, `batches of ${size} rows`);
      }
    } finally {
      database.close();
      rmSync(folder, { recursive: true });
    }
  });
}
