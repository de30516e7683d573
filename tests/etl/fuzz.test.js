// Damaged files become a table or a sentence: no crash, and no hang. The same for the same seed; more by the variables
// FUZZ_FILES, for each kind and database, FUZZ_SEED, and FUZZ_KINDS, such as "parquet,arrow".
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, it } from "node:test";
import { init, WindowError } from "windrow";
import { loadMessages } from "windrow/etl";
import { root } from "../../scripts/lib/run.js";
import { damaged, randomly } from "../support/damage.js";
import { READERS, source } from "../support/loaded.js";

const FILES = Number(process.env.FUZZ_FILES ?? 60);
const SEED = process.env.FUZZ_SEED;
/** Seeds that found a fault once. */
const FOUND = { parquet: [615_498_494, 623_886_618], arrow: [632_964_192] };
/** How long one file may take, in milliseconds of the processor, as the machine may be busy. */
const LONGEST = 10_000;

const bytes = (text) => new TextEncoder().encode(text);
const fixture = (name) => new Uint8Array(readFileSync(join(root, "tests/fixtures/cli", name)));
const rows = Array.from({ length: 40 }, (_, i) => ({
  ts: `2024-01-${(i % 28) + 1}T10:00:00Z`,
  id: 2 ** 53 + i,
  body: `message ${i} "é", 👋`,
  tags: [i, { a: null }],
}));
const kinds = {
  csv: [
    bytes(`ts;id;body\n${rows.map(({ ts, id, body }) => `${ts};${id};"${body.replaceAll('"', '""')}"\r\n`).join("")}`),
    bytes('sep=,\n15/01/2024,14:23,Ada,hi\n16/01/2024,14:24,Bob,"a\nb"\n'),
  ],
  json: [
    bytes(JSON.stringify(rows)),
    bytes(rows.map((row) => JSON.stringify(row)).join("\n")),
    bytes(JSON.stringify({ a: 1, b: { c: rows } }, null, 1)),
  ],
  parquet: ["none.parquet", "snappy.parquet", "nested.parquet", "pages-1.parquet", "pages-2.parquet"].map(fixture),
  arrow: ["file.arrow", "stream.arrow"].map(fixture),
};

for (const [kind, files] of Object.entries(kinds)) {
  if (process.env.FUZZ_KINDS && !process.env.FUZZ_KINDS.split(",").includes(kind)) continue;
  describe(kind, () => {
    const seeds = SEED === undefined ? [16, ...(FOUND[kind] ?? [])] : [Number(SEED)];
    for (const [{ name, open }, seed] of READERS.flatMap((reader) => seeds.map((seed) => [reader, seed]))) {
      it(`${FILES} damaged files on ${name}, seed ${seed}`, { timeout: 1_800_000 }, async () => {
        await init();
        const engine = await open();
        const whole = new Map(files.map((bytes, i) => [`${i}.${kind}`, { bytes, columns: ["time", "body"] }]));
        const next = randomly(seed, whole);
        const counts = { table: 0, sentence: 0 };
        for (let i = 0; i < FILES; i++) {
          const { file, edits, length } = next();
          const bytes = damaged(whole.get(file).bytes, edits, length);
          const started = process.cpuUsage();
          try {
            const { rows, all } = await loadMessages(engine.connection, source(`a.${kind}`, bytes), "fuzzed");
            assert.ok(rows >= 0 && all.length > 0);
            counts.table++;
          } catch (error) {
            assert.ok(error instanceof WindowError && error.code !== "INTERNAL", `file ${i}: ${error.stack}`);
            assert.doesNotMatch(error.message, /memory access|unreachable|RuntimeError/, `file ${i}`);
            assert.ok(error.message.length < 3_000);
            counts.sentence++;
          }
          const { user, system } = process.cpuUsage(started);
          assert.ok((user + system) / 1_000 < LONGEST, `file ${i} took ${(user + system) / 1_000} ms`);
        }
        // Else nothing was damaged, or nothing else was tried.
        assert.ok(counts.table > 0 && counts.sentence > 0, JSON.stringify(counts));
        await engine.close();
      });
    }
  });
}
