// The module after a trap, which each test provokes. Running out of memory is not a trap: see exhausted.test.js.
import assert from "node:assert/strict";
import { before, beforeEach, describe, it } from "node:test";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { Rows, Stream, diff, init } from "windrow";
import { windowError } from "../support/windrow.js";

const columns = { measures: { bytes: [3, 4, 5] }, key: [1, 2, 3] };
const spec = { max: { bytes: 8 } };

const traps = {
  "a pointer that leads nowhere": () => {
    const rows = Rows.fromColumns(columns);
    rows.resident.__wbg_ptr = 0xffff_fff0;
    return rows.windows(spec);
  },
  "a stack that is full": () => {
    const rows = Rows.fromColumns(columns);
    const deeper = () => {
      rows.windows(spec).free();
      return deeper();
    };
    return deeper();
  },
};

describe("a trap", () => {
  let rows, plan, stream;
  before(() => init());
  beforeEach(() => {
    rows = Rows.fromColumns(columns);
    plan = rows.windows(spec);
    stream = new Stream(spec);
    assert.deepEqual(plan.start, Uint32Array.of(0, 2));
  });

  for (const [name, trap] of Object.entries(traps)) {
    it(`by ${name}: live objects are lost, and the next call works`, () => {
      assert.throws(trap, windowError("INTERNAL", "made again", "report"));

      const lost = windowError("INTERNAL", "was lost", "make it again");
      assert.throws(() => rows.length, lost);
      assert.throws(() => rows.windows(spec), lost);
      assert.throws(() => plan.start, lost, "copied already, and yet no plan any more");
      assert.throws(() => plan.sum("bytes"), lost);
      assert.throws(() => stream.push(columns), lost);

      const [again, after] = [Rows.fromColumns(columns), Rows.fromColumns(columns).windows(spec)];
      assert.throws(() => diff(plan, after), lost);
      // Other objects are at these addresses now.
      for (const resident of [rows, plan, stream]) resident.free();
      assert.throws(() => rows.length, windowError("FREED"));
      assert.deepEqual(after.start, Uint32Array.of(0, 2));
      assert.deepEqual(again.windows(spec).sum("bytes"), Float64Array.of(7, 5));
    });
  }

  it("may happen again and again", () => {
    for (let i = 0; i < 200; i++) assert.throws(traps["a pointer that leads nowhere"], windowError("INTERNAL"));
    assert.equal(Rows.fromColumns(columns).length, 3);
  });

  it("leaves nothing for the collector to free in the new instance", async () => {
    setFlagsFromString("--expose-gc");
    const collect = runInNewContext("gc");
    for (let i = 0; i < 1_000; i++) Rows.fromColumns(columns).windows(spec);
    assert.throws(traps["a pointer that leads nowhere"], windowError("INTERNAL"));
    const later = Array.from({ length: 1_000 }, () => Rows.fromColumns(columns).windows(spec));
    [rows, plan, stream] = [];
    for (let i = 0; i < 5; i++) {
      collect();
      await new Promise((resolve) => setTimeout(resolve, 1));
    }
    for (const plan of later) assert.deepEqual(plan.sum("bytes"), Float64Array.of(7, 5));
  });
});
