// Each limit is the one in docs/limits.md; the limit is accepted, and one past it refused. Costs grow in proportion.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { before, describe, it } from "node:test";
import { Rows, Stream, init } from "windrow";
import { loadCsv } from "windrow/duckdb";
import { formats, loadMessages } from "windrow/etl";
import { lineBytes } from "windrow/prompts";
import { LIMITS, requireSize } from "../../pkg/dist/limits.js";
import { distinctNames } from "../../pkg/dist/etl/columnar.js";
import { openDuckDB } from "../../scripts/lib/duckdb.js";
import { windowError } from "../support/windrow.js";

/** A Blob that claims to be larger than it is. */
class Claimed extends Blob {
  #size;
  constructor(size, head = "") {
    super([head]);
    this.#size = size;
  }
  get size() {
    return this.#size;
  }
}

let connection;
before(async () => {
  await init();
  ({ connection } = await openDuckDB());
});

it("the document lists every limit", () => {
  const document = readFileSync(new URL("../../docs/limits.md", import.meta.url), "utf8");
  const rows = document
    .split("\n")
    .filter((line) => line.startsWith("| "))
    .slice(2, 2 + Object.keys(LIMITS).length);
  assert.deepEqual(
    rows,
    Object.values(LIMITS).map(({ most, unit, instead }) => `| ${unit} | ${most.toLocaleString("en")} | ${instead} |`),
  );
});

for (const [name, { most, unit, instead }] of Object.entries(LIMITS)) {
  it(`${name}: the limit is accepted, and one more is refused`, () => {
    requireSize(name, "it", most);
    assert.throws(() => requireSize(name, "it", most + 1), windowError("TOO_LARGE", "it has", unit, instead));
  });
}

describe("too large input is refused", () => {
  const long = Object.assign([], { length: LIMITS.array.most + 1 });

  it("as an array", () => {
    for (const columns of [
      { measures: { bytes: long } },
      { partition: long },
      { key: Object.assign(["a"], { length: long.length }) },
      { key: Object.assign([1n], { length: long.length }) },
    ]) {
      assert.throws(() => Rows.fromColumns(columns), windowError("TOO_LARGE", "67,108,865"));
    }
    const rows = Rows.fromColumns({ time: BigInt64Array.of(0n) });
    assert.throws(() => rows.windows({ edges: long }), windowError("TOO_LARGE", "edges", "BigInt64Array"));
    assert.throws(() => new Stream({ edges: long }), windowError("TOO_LARGE"));
    assert.throws(() => rows.sweep(long), windowError("TOO_LARGE"));
    assert.throws(() => Rows.fromArrow(long, {}), windowError("TOO_LARGE"));
    assert.throws(() => lineBytes("{text}", { text: long }), windowError("TOO_LARGE"));
  });

  it("as a file that has to be read whole", async () => {
    const more = LIMITS.file.most + 1;
    await assert.rejects(loadCsv(connection, new Claimed(more), { into: "x" }), windowError("TOO_LARGE", "CSV"));
    const heads = { "a.arrow": ["Arrow", "ARROW1\0\0"], "a.jsonl": ["JSON", "{"], "a.txt": ["WhatsApp export", ""] };
    for (const [file, [format, head]] of Object.entries(heads)) {
      assert.ok(
        formats.some(({ name }) => name === format),
        format,
      );
      await assert.rejects(
        loadMessages(connection, { name: file, blob: new Claimed(more, head) }, { format }),
        windowError("TOO_LARGE", "bytes"),
        file,
      );
    }
  });
});

describe("costs grow in proportion", () => {
  /** How many times as long four times the input takes, at best. */
  function growth(work, n) {
    const time = (n) =>
      Math.min(
        ...[1, 2, 3].map(() => {
          const began = process.cpuUsage();
          work(n);
          const { user, system } = process.cpuUsage(began);
          return user + system;
        }),
      );
    work(n);
    return time(4 * n) / time(n);
  }
  const measures = (n, value) => Object.fromEntries(Array.from({ length: n }, (_, i) => [`m${i}`, value]));

  it("to names that are equal", () => {
    assert.equal(new Set(distinctNames(Array.from({ length: 20_000 }, () => "same"))).size, 20_000);
    const looked = growth((n) => distinctNames(Array.from({ length: n }, () => "same")), 10_000);
    assert.ok(looked < 10, `${looked}`);
  });

  it("to measures, limits and edges", () => {
    const shapes = {
      measures: (n) => Rows.fromColumns({ measures: measures(n, [1]) }).free(),
      limits: (n) =>
        Rows.fromColumns({ measures: measures(n, [1]) })
          .windows({ max: measures(n, 5), overlap: measures(n, 1) })
          .free(),
      edges: (n) =>
        Rows.fromColumns({ time: BigInt64Array.of(0n, 1n) })
          .windows({ edges: BigInt64Array.from({ length: 20 * n }, (_, i) => BigInt(i)) })
          .free(),
    };
    for (const [name, work] of Object.entries(shapes)) {
      const times = growth(work, 5_000);
      assert.ok(times < 10, `${name}: four times as many take ${times} times as long`);
    }
  });
});
