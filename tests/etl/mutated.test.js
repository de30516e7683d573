// Exports that are damaged: a table or a sentence, and no crash. WINDROW_MUTATIONS says how many.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { it } from "node:test";
import { root } from "../../scripts/lib/run.js";
import { loadMessages, openBoth, source } from "../support/etl.js";
import { seeded } from "../support/seeded.js";

const COUNT = Number(process.env.WINDROW_MUTATIONS ?? 400);
/** Another one tries other damage. */
const FIRST = Number(process.env.WINDROW_SEED ?? 0) * 1_000;
/** Of the processor, as the machine may be busy. */
const LONGEST_MS = 10_000;
const folder = join(root, "tests/fixtures/chats");
const files = Object.entries(JSON.parse(readFileSync(join(folder, "expected.json"), "utf8")));

function mutate(bytes, random, others) {
  const at = () => Math.floor(random() * (bytes.length + 1));
  switch (Math.floor(random() * 6)) {
    case 0: {
      const flipped = Buffer.from(bytes);
      for (let i = 0; i < 1 + random() * 8 && bytes.length > 0; i++)
        flipped[Math.floor(random() * bytes.length)] = Math.floor(random() * 256);
      return flipped;
    }
    case 1:
      return bytes.subarray(0, at());
    case 2:
      return bytes.subarray(at());
    case 3: {
      const [start, end] = [at(), at()].sort((a, b) => a - b);
      return Buffer.concat([bytes.subarray(0, end), bytes.subarray(start)]);
    }
    case 4:
      return Buffer.concat([bytes.subarray(0, at()), others, bytes.subarray(at())]);
    default: {
      // Digits, quotes and brackets are what parsers look for.
      const text = bytes.toString("latin1");
      const [from, to] = ['"[{]}:,0519\n\0<>|\\-'[Math.floor(random() * 19)], '"[{]}:,0519\n\0<>|\\-'[Math.floor(random() * 19)]];
      return Buffer.from(text.replaceAll(from, to), "latin1");
    }
  }
}

it(`${COUNT} damaged exports are a table or a sentence`, { timeout: COUNT * 10_000 }, async () => {
  const databases = await openBoth();
  const outcomes = { table: 0, sentence: 0 };
  for (let seed = FIRST; seed < FIRST + COUNT; seed++) {
    const { connection } = databases[seed % 2];
    const random = seeded(seed);
    const pick = () => files[Math.floor(random() * files.length)];
    const [[path, { name = basename(path) }], [other]] = [pick(), pick()];
    const bytes = mutate(readFileSync(join(folder, path)), random, readFileSync(join(folder, other)));
    const start = process.cpuUsage();
    try {
      await loadMessages(connection, source(name, bytes), "source");
      outcomes.table++;
    } catch (error) {
      assert.ok(error.code !== undefined && error.code !== "QUERY_FAILED", `seed ${seed}, ${path}: ${error.stack}`);
      outcomes.sentence++;
    }
    const { user, system } = process.cpuUsage(start);
    assert.ok((user + system) / 1_000 < LONGEST_MS, `seed ${seed}, ${path}: took ${(user + system) / 1_000} ms`);
  }
  assert.ok(outcomes.table > COUNT / 10 && outcomes.sentence > COUNT / 20, JSON.stringify(outcomes));
});
