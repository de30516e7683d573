// The built package, on typed arrays.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { before, describe, it } from "node:test";
import { Plan, Rows, init, initSync } from "windrow";
import { asTuples, windowsOf } from "../support/oracle.js";
import { windowError } from "../support/windrow.js";

const fixtures = JSON.parse(readFileSync(new URL("../fixtures/windows.json", import.meta.url)));
const lengths = (pairs) => pairs.flatMap(([times, bytes]) => Array(times).fill(bytes));
const rowsOf = (bytes) => Rows.fromColumns({ measures: { bytes: Uint32Array.from(bytes) } });

const throws = (run, ...told) => assert.throws(run, windowError(...told));

describe("before init", () => {
  it("says what to do", () => throws(() => rowsOf([1]), "NOT_INITIALISED", "await init()"));

  it("reports a failed load, and can be tried again", async () => {
    await assert.rejects(init(new Uint8Array([1, 2, 3])), { name: "WindowError", code: "LOAD_FAILED" });
    throws(() => initSync(new Uint8Array([1, 2, 3])), "LOAD_FAILED");
    await Promise.all([init(), init()]);
    await init();
    assert.equal(rowsOf([1]).length, 1);
  });
});

describe("windows", () => {
  before(() => init());

  for (const { name, bytes, spec, windows, error } of fixtures) {
    it(name, () => {
      const rows = rowsOf(lengths(bytes));
      if (error) return throws(() => rows.windows(spec), error);
      assert.deepEqual(asTuples(rows.windows(spec)), windows);
      assert.deepEqual(windowsOf(lengths(bytes), spec), windows, "the oracle");
    });
  }

  it("equal the oracle's for random tables", () => {
    let state = 1;
    const random = (below) => {
      state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
      return Math.floor((state / 2 ** 32) * below);
    };
    for (let i = 0; i < 500; i++) {
      const bytes = Array.from({ length: random(150) }, () => random(2) * random(100));
      const max = { bytes: 1 + random(400), ...(random(2) && { rows: 1 + random(40) }) };
      const spec = { max, overlap: [0, 0.2, 0.5, { bytes: random(max.bytes) }][random(4)] };
      assert.deepEqual(asTuples(rowsOf(bytes).windows(spec)), windowsOf(bytes, spec));
    }
  });
});

describe("a plan", () => {
  const time = BigInt64Array.from([0n, 5n, 5n, 9n, 2n ** 60n]);
  const columns = { time, timeUnit: "s", measures: { bytes: [3, 4, 5, 6, 30], tokens: [1, 1, 1, 1, 9] } };
  let rows, plan;
  before(async () => {
    await init();
    rows = Rows.fromColumns(columns);
    plan = rows.windows({ max: { bytes: 12 }, overlap: { rows: 1 } });
  });

  it("has columns that belong to the caller", () => {
    assert.equal(plan.length, 3);
    assert.deepEqual(plan.start, Uint32Array.of(0, 2, 4));
    assert.deepEqual(plan.fresh, Uint32Array.of(0, 3, 4));
    assert.deepEqual(plan.end, Uint32Array.of(3, 4, 5));
    assert.deepEqual(plan.oversize, Uint8Array.of(0, 0, 1));
    assert.deepEqual(plan.sum("bytes"), Float64Array.of(12, 11, 30));
    assert.deepEqual(plan.sum("tokens"), Float64Array.of(3, 2, 9));
    assert.deepEqual(plan.firstTime, BigInt64Array.of(0n, 5n, 2n ** 60n));
    assert.deepEqual(plan.lastTime, BigInt64Array.of(5n, 9n, 2n ** 60n));
    assert.equal(plan.start, plan.start, "copied once");
  });

  it("outlives the growth of the module's memory", () => {
    const { start } = plan;
    Rows.fromColumns({ measures: { bytes: new Uint32Array(20_000_000) } }).free();
    assert.deepEqual(start, Uint32Array.of(0, 2, 4));
  });

  it("gives windows one by one", () => {
    const last = { index: 2, start: 4, fresh: 4, end: 5, oversize: true };
    assert.deepEqual([...plan].at(2), last);
    assert.deepEqual(plan.at(-1), last);
    assert.deepEqual(plan.toArray().length, 3);
    for (const index of [3, -4, Infinity]) assert.equal(plan.at(index), undefined);
  });

  it("has no times if the rows have none", () => {
    const timeless = rowsOf([1]).windows({ max: { rows: 1 } });
    assert.equal(timeless.firstTime, undefined);
    assert.equal(timeless.lastTime, undefined);
  });

  it("keeps working when its rows are freed, and not when it is freed itself", () => {
    const rows = rowsOf([1, 2, 3]);
    const plan = rows.windows({ max: { rows: 2 } });
    rows.free();
    rows.free();
    throws(() => rows.length, "FREED", "Rows");
    throws(() => rows.windows({ max: { rows: 2 } }), "FREED");
    assert.deepEqual(plan.sum("bytes"), Float64Array.of(3, 3));
    plan[Symbol.dispose]();
    throws(() => plan.start, "FREED", "Plan");
    throws(() => plan.toArrow(), "FREED");
  });

  it("is an instance of the exported classes", () => {
    assert.ok(plan instanceof Plan && rows instanceof Rows);
    assert.deepEqual([rows.length, rows.timeUnit, rows.measures], [5, "s", ["bytes", "tokens"]]);
    assert.equal(rows.total("bytes"), 48);
    throws(() => rows.total("cost"), "MISSING_COLUMN", "cost", "bytes, tokens");
  });
});

describe("bad columns", () => {
  before(() => init());
  const cases = [
    [
      "times that decrease",
      { time: BigInt64Array.of(1_709_251_199_000_000n, 0n) },
      "UNSORTED",
      "time",
      "row 1",
      "2024-02-29 23:59:59",
      "1970-01-01 00:00:00",
    ],
    ["times of another kind", { time: [1, 2] }, "UNSUPPORTED_TYPE", "time", "Array", "BigInt64Array"],
    ["a negative value", { measures: { cost: [1, -2] } }, "BAD_MEASURE", "cost", "-2", "row 1"],
    ["a negative value of 64 bits", { measures: { cost: BigInt64Array.of(-2n) } }, "BAD_MEASURE", "cost", "-2", "row 0"],
    ["a fraction", { measures: { cost: new Float64Array([0.5]) } }, "BAD_MEASURE", "cost", "0.5", "row 0"],
    ["no number", { measures: { cost: ["12"] } }, "BAD_MEASURE", "cost", "NaN", "row 0"],
    ["no array", { measures: { cost: 12 } }, "UNSUPPORTED_TYPE", "cost", "number"],
    ["a sum past what is exact", { measures: { cost: [2 ** 53 - 1, 1] } }, "BAD_MEASURE", "cost", "row 1"],
    ["a name that is taken", { measures: { rows: [1] } }, "BAD_MEASURE", "rows"],
    ["columns of two lengths", { length: 3, measures: { cost: [1] } }, "LENGTH_MISMATCH", "cost", "1", "3"],
    ["too many rows", { length: 2 ** 32 }, "TOO_MANY_ROWS", "4294967296"],
    ["a length that is not one", { length: -1 }, "BAD_OPTION", "length", "-1"],
    ["a unit that is not one", { timeUnit: "h" }, "BAD_OPTION", "timeUnit", "h"],
    ["a misspelt option", { times: [] }, "BAD_OPTION", "times", "timeUnit"],
    ["no object", null, "BAD_OPTION", "columns"],
  ];
  for (const [name, columns, code, ...words] of cases) {
    it(name, () => {
      throws(() => Rows.fromColumns(columns), code, ...words);
      assert.equal(rowsOf([1, 2]).windows({ max: { rows: 1 } }).length, 2, "and it still works");
    });
  }
});
