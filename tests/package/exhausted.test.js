// Running out of memory, in WebAssembly: any call that needs too much throws OUT_OF_MEMORY, at whichever place of
// its work that is, and everything made before stays usable.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { afterEach, before, describe, it } from "node:test";
import { Rows, Stream, diff, init } from "windrow";
import { bounded } from "../support/bounded.js";
import { windowError } from "../support/windrow.js";

const PAGES = 512; // of 64 KiB
let witness;

before(async () => {
  await init(bounded(readFileSync(new URL("../../pkg/dist/wasm/windrow.wasm", import.meta.url)), PAGES));
  witness = Rows.fromColumns({ measures: { bytes: [1, 2, 3] } });
});
afterEach(() => assert.equal(witness.windows({ max: { rows: 2 } }).length, 2));

const N = 200_000;
const many = (n) => Array.from({ length: n }, (_, i) => `a longer name of a partition ${i}`);

/** Each finally takes all of the memory. */
const CALLS = {
  "push, of bytes": (stream) => stream.push({ measures: { bytes: new Uint32Array(N).fill(60) } }),
  "push, of times": (stream) => stream.push({ time: new BigInt64Array(N) }),
  "push, of keys": (stream) => stream.push({ key: new Float64Array(N) }),
  "push, of partitions": (stream) => stream.push({ partition: Uint32Array.from({ length: N }, (_, i) => i) }),
};

describe("a stream", () => {
  for (const [name, push] of Object.entries(CALLS)) {
    it(name, () => {
      const stream = new Stream({ max: { rows: 2 ** 31 }, cut: "full" });
      const fill = () => {
        for (let i = 0; i < (name === "push, of partitions" ? 3 : 60); i++) push(stream);
        for (let i = 0; i < 60; i++) held.push(stream.save(), Stream.resume(stream.save()));
      };
      const held = [];
      try {
        fill();
        assert.equal(name, "push, of partitions", "these are windows, and are handed out");
      } catch (error) {
        windowError("OUT_OF_MEMORY", "memory")(error);
      }
      const { position } = stream;
      assert.equal(position % N, 0, "a batch is taken whole or not at all");
      for (const resumed of held) resumed.free?.();
      stream.free();
    });
  }

  it("one window per row", () => {
    const stream = new Stream({ max: { rows: 1 } });
    assert.throws(() => stream.push({ length: 3_000_000 }), windowError("OUT_OF_MEMORY"));
    assert.equal(stream.position, 0);
    assert.equal(stream.push({ length: 3 }).length, 3);
    stream.free();
  });

  it("save, and resume", () => {
    const stream = new Stream({ max: { rows: 2 ** 31 } });
    for (let i = 0; i < 5; i++) stream.push({ time: new BigInt64Array(N) });
    const state = stream.save();
    const held = [];
    assert.throws(() => {
      for (;;) held.push(Stream.resume(state));
    }, windowError("OUT_OF_MEMORY"));
    for (const each of held) each.free();
    assert.deepEqual(stream.save(), state);
    stream.free();
  });
});

describe("rows and plans", () => {
  it("partitions, names, times, keys and edges", () => {
    const rows = Rows.fromColumns({ time: BigInt64Array.of(0n, 1n) });
    const calls = [
      () => Rows.fromColumns({ partition: Uint32Array.from({ length: 5_000_000 }, (_, i) => i) }),
      () => Rows.fromColumns({ partition: many(800_000) }),
      () => Rows.fromColumns({ time: new BigInt64Array(5_000_000) }),
      () => Rows.fromColumns({ key: new Float64Array(5_000_000) }),
      () => rows.windows({ edges: BigInt64Array.from({ length: 3_000_000 }, (_, i) => BigInt(i)) }),
      () => rows.windows({ edges: Array.from({ length: 3_000_000 }, (_, i) => i) }),
    ];
    for (const call of calls) assert.throws(call, windowError("OUT_OF_MEMORY"), String(call));
    rows.free();
  });

  it("toArrow and diff, of many windows with long names, whatever memory is left", () => {
    const rows = Rows.fromColumns({ partition: many(60_000), key: Float64Array.from({ length: 60_000 }, (_, i) => i) });
    const plan = rows.windows({ max: { rows: 2 } });
    const expected = plan.toArrow();
    const fillers = [];
    const refused = { toArrow: 0, diff: 0 };
    for (let size = 2 ** 21; size >= 2 ** 14;) {
      for (const [name, call] of Object.entries({
        toArrow: () => assert.deepEqual(plan.toArrow(), expected),
        diff: () => assert.equal(diff(plan, plan).added.length, 0),
      })) {
        try {
          call();
        } catch (error) {
          windowError("OUT_OF_MEMORY")(error);
          refused[name]++;
        }
        assert.equal(witness.length, 3);
      }
      try {
        fillers.push(Rows.fromColumns({ measures: { bytes: new Uint32Array(size / 5) } }));
      } catch (error) {
        windowError("OUT_OF_MEMORY")(error);
        size /= 2;
      }
    }
    assert.ok(refused.toArrow > 0 && refused.diff > 0, JSON.stringify(refused));
    for (const filler of fillers) filler.free();
    assert.deepEqual(plan.toArrow(), expected);
    plan.free();
    rows.free();
  });
});
