// Objects are released: at once by free(), later by the collector.
import assert from "node:assert/strict";
import { before, describe, it } from "node:test";
import { setImmediate as turn } from "node:timers/promises";
import { initSync as glue } from "../../pkg/dist/wasm/windrow.js";
import { Rows, Stream, init } from "windrow";
import { windowError } from "../support/windrow.js";

const MEBIBYTE = 2 ** 20;
const used = () => glue().memory.buffer.byteLength;

describe("memory", () => {
  let rows;
  before(async () => {
    await init();
    rows = Rows.fromColumns({ measures: { bytes: new Uint32Array(50).fill(100) } });
  });

  it("stays flat over a hundred thousand plans that are freed", () => {
    const plan = rows.windows({ max: { rows: 1 } });
    const before = used();
    for (let i = 0; i < 100_000; i++) rows.windows({ max: { rows: 1 } }).free();
    assert.equal(used(), before);
    assert.equal(plan.length, 50);
  });

  it("stays flat over a million plans that are dropped", async () => {
    for (let i = 1; i <= 1_000_000; i++) {
      rows.windows({ max: { rows: 1 } });
      // The engine reports collected objects between two tasks.
      if (i % 1_000 === 0) await turn();
    }
    // Kept, they would be 400 MiB at the least: 50 windows of two numbers each.
    assert.ok(used() < 80 * MEBIBYTE, `${used() / MEBIBYTE} MiB`);
  });

  it("stays flat over large rows that are made and freed", () => {
    const measures = { bytes: new Uint32Array(1_000_000) };
    Rows.fromColumns({ measures }).free();
    const before = used();
    for (let i = 0; i < 20; i++) Rows.fromColumns({ measures }).free();
    assert.equal(used(), before);
  });
});

describe("freed objects", () => {
  const columns = { measures: { bytes: [1, 2] } };
  const uses = {
    Rows: [
      () => Rows.fromColumns(columns),
      [(rows) => rows.length, (rows) => rows.total("bytes"), (rows) => rows.sweep([{ max: { rows: 1 } }])],
    ],
    Plan: [
      () => Rows.fromColumns(columns).windows({ max: { rows: 1 } }),
      [
        (plan) => plan.start,
        (plan) => plan.at(0),
        (plan) => [...plan],
        (plan) => plan.stats(),
        (plan) => plan.split(0, 2),
        (plan) => plan.toArrow(),
      ],
    ],
    Stream: [
      () => new Stream({ max: { rows: 1 } }),
      [(stream) => stream.push(columns), (stream) => stream.save(), (stream) => stream.finish()],
    ],
  };
  before(() => init());

  for (const [name, [make, calls]] of Object.entries(uses)) {
    it(`throw when used: ${name}`, () => {
      for (const call of calls) {
        const resident = make();
        call(resident);
        resident.free();
        assert.throws(() => call(resident), windowError("FREED", `this ${name} has been freed`));
        resident.free();
      }
    });

    it(`are freed at the end of a block: ${name}`, () => {
      const resident = make();
      assert.equal(resident[Symbol.dispose](), undefined);
      assert.throws(() => calls[0](resident), windowError("FREED"));
    });
  }
});
