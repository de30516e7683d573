// One table as every producer writes it, in all the types it has, reads the same:
// scripts/make-arrow-fixtures.js.
import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, it } from "node:test";
import { Rows, init } from "windrow";
import { root } from "../../scripts/lib/run.js";
import { columnNames, readPartitions } from "../support/arrow.js";

const folder = join(root, "tests/fixtures/arrow");
const { table } = JSON.parse(readFileSync(join(folder, "table.json"), "utf8"));
const files = readdirSync(folder).filter((name) => /\.arrows?$/.test(name));
const PRODUCERS = ["apache-arrow", "arrow-rs", "duckdb", "polars", "pyarrow"];

await init(); // the names of columns make the names of tests

const utf8Length = (text) => (text === null ? 0 : Buffer.byteLength(text));
const runs = (values) => values.filter((value, i) => i === 0 || value !== values[i - 1]);
const ends = (values) => values.flatMap((value, i) => (i + 1 === values.length || value !== values[i + 1] ? [i + 1] : []));

/** Each measure, and each key, by itself. */
const one = { max: { rows: 1 } };
const idsOf = (column) => [...Rows.fromColumns({ key: column }).windows(one).id];

/** What a column that is called so reads as. */
const uses = {
  time(ipc, time) {
    const rows = Rows.fromArrow(ipc, { time });
    const steps = { s: 1n, ms: 1_000n, us: 1_000_000n, ns: 1_000_000_000n }[rows.timeUnit];
    assert.deepEqual(
      [...rows.windows(one).firstTime],
      table.time.map((time) => BigInt(time) * steps),
    );
  },
  day(ipc, time) {
    const rows = Rows.fromArrow(ipc, { time });
    const steps = { s: 86_400n, ms: 86_400_000n }[rows.timeUnit];
    assert.deepEqual(
      [...rows.windows(one).lastTime],
      table.day.map((day) => BigInt(day) * steps),
    );
  },
  body(ipc, text) {
    const plan = Rows.fromArrow(ipc, { text }).windows(one);
    assert.deepEqual([...plan.sum("bytes")], table.body.map(utf8Length));
  },
  tokens(ipc, tokens) {
    const plan = Rows.fromArrow(ipc, { measures: { tokens } }).windows(one);
    assert.deepEqual(
      [...plan.sum("tokens")],
      table.tokens.map((tokens) => tokens ?? 0),
    );
  },
  chat: partitions("chat"),
  room: partitions("room"),
  id(ipc, key) {
    assert.deepEqual([...Rows.fromArrow(ipc, { key }).windows(one).id], idsOf(table.id));
  },
  name(ipc, key) {
    assert.deepEqual([...Rows.fromArrow(ipc, { key }).windows(one).id], idsOf(table.name));
  },
};

function partitions(name) {
  return (ipc, partition) => {
    const plan = Rows.fromArrow(ipc, { partition }).windows({ max: { rows: 999 } });
    assert.deepEqual([...plan.end], ends(table[name]));
    assert.deepEqual(readPartitions(plan.toArrow()), runs(table[name]));
  };
}

it("there are files of every producer, and both streams and files", () => {
  for (const producer of PRODUCERS) {
    for (const ending of ["arrow", "arrows"]) assert.ok(files.includes(`${producer}.${ending}`), producer);
  }
});

for (const file of files) {
  describe(file, () => {
    const ipc = readFileSync(join(folder, file));
    for (const column of columnNames(ipc)) {
      const use = uses[column.split("_")[0]];
      if (!use) continue; // it is there to be passed over
      it(column, () => {
        use(ipc, column);
        // The same in chunks that are cut anywhere.
        const chunks = [];
        for (let at = 0; at < ipc.length; at += 997) chunks.push(Uint8Array.from(ipc.subarray(at, at + 997)));
        use(chunks, column);
      });
    }
    it("several columns at once", () => {
      const [text, key] = ["body", "id"].map((name) => columnNames(ipc).findLast((column) => column.startsWith(name)));
      const plan = Rows.fromArrow(ipc, { text, key }).windows(one);
      assert.deepEqual([...plan.sum("bytes")], table.body.map(utf8Length));
      assert.deepEqual([...plan.id], idsOf(table.id));
    });
  });
}
