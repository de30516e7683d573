// Rows take little more memory than their columns. A call without enough memory throws an error and does no
// harm: with the module's memory bounded to 32 MiB.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { before, describe, it } from "node:test";
import { Rows, init } from "windrow";
import { bounded } from "../support/bounded.js";
import { windowError } from "../support/windrow.js";

const PAGES = 512; // of 64 KiB

before(async () => {
  const path = new URL("../../pkg/dist/wasm/windrow.wasm", import.meta.url);
  await init(bounded(readFileSync(path), PAGES));
});

/** Rows that live through all tests: a trap would lose them. */
let witness;
const isUsable = () => assert.equal(witness.windows({ max: { rows: 2 } }).length, 2);

it("rows take at most 1.35 times the memory of the given lengths, even while they are built", () => {
  const bytes = new Uint32Array(Math.floor((PAGES * 65_536) / 1.35 / 4)).fill(60);
  const rows = Rows.fromColumns({ measures: { bytes } });
  assert.equal(rows.total("bytes"), 60 * bytes.length);
  rows.free();
});

describe("memory is too small for", () => {
  before(() => {
    witness = Rows.fromColumns({ measures: { bytes: [1, 2, 3] } });
  });

  it("windows of rows that take no memory themselves", () => {
    for (const length of [10_000_000, 500_000_000, 4_000_000_000]) {
      const rows = Rows.fromColumns({ length });
      assert.throws(() => rows.windows({ max: { rows: 1 } }), windowError("OUT_OF_MEMORY"));
      isUsable();
      assert.equal(rows.windows({ max: { rows: length } }).length, 1);
      assert.throws(() => rows.windows({ max: { rows: length } }).split(0, length), windowError("OUT_OF_MEMORY"));
      isUsable();
      rows.free();
    }
  });

  it("windows whose number is not known beforehand", () => {
    const bytes = new Uint32Array(3_000_000).fill(2);
    const rows = Rows.fromColumns({ measures: { bytes } });
    assert.throws(() => rows.windows({ max: { bytes: 1 } }), windowError("OUT_OF_MEMORY"));
    isUsable();
    assert.equal(rows.windows({ max: { bytes: 1_000_000 } }).length, 6);
    rows.free();
  });

  it("empty windows of the clock", () => {
    const rows = Rows.fromColumns({ time: BigInt64Array.of(0n, 2_000_000_000_000n) });
    assert.throws(() => rows.hops({ every: "1s", empty: true }), windowError("OUT_OF_MEMORY"));
    isUsable();
    assert.equal(rows.hops({ every: "1s" }).length, 2);
    rows.free();
  });

  it("a plan as Arrow, and its columns", () => {
    const rows = Rows.fromColumns({ length: 1_600_000 });
    const plan = rows.windows({ max: { rows: 1 } });
    assert.throws(() => plan.toArrow(), windowError("OUT_OF_MEMORY", "memory"));
    isUsable();
    assert.equal(plan.end.at(-1), 1_600_000);
    const filling = [];
    const fill = () => {
      for (;;) filling.push(Rows.fromColumns({ measures: { bytes: new Uint32Array(100_000) } }));
    };
    assert.throws(fill, windowError("OUT_OF_MEMORY", "memory"));
    for (const column of ["fresh", "oversize"]) {
      assert.throws(() => plan[column], windowError("OUT_OF_MEMORY", "memory"));
    }
    assert.throws(() => plan.stats(), windowError("OUT_OF_MEMORY", "memory"));
    isUsable();
    for (const filler of filling) filler.free();
    assert.equal(rows.windows({ max: { rows: 100 } }).fresh.length, 16_000);
    plan.free();
    rows.free();
  });

  it("rows, of columns of any kind", () => {
    const length = 8_000_000;
    const columns = [
      { measures: { bytes: new Uint32Array(length) } },
      { measures: { bytes: new Uint8Array(length) } },
      { measures: { bytes: new Float64Array(length) } },
      { measures: { bytes: new BigUint64Array(length) } },
      { measures: { bytes: new BigInt64Array(length) } },
      { measures: { bytes: new Array(length).fill(1) } },
      { time: new BigInt64Array(length) },
      { key: new BigUint64Array(length) },
      { key: new Int32Array(length) },
      { key: new Array(length).fill("key") },
    ];
    for (const given of columns) {
      assert.throws(() => Rows.fromColumns(given), windowError("OUT_OF_MEMORY", "memory"));
      isUsable();
    }
  });
});
