// Streams through the built package: the same windows as all at once, in a pipeline too.
import assert from "node:assert/strict";
import { before, describe, it } from "node:test";
import { Rows, Stream, WindowStream, init } from "windrow";
import { windowError } from "../support/windrow.js";

before(() => init());

let state = 1;
const random = (below) => {
  state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
  return Math.floor((state / 2 ** 32) * below);
};

/** Columns of a chat, and a way to take a part of them. */
function chat(rows) {
  const all = { time: [], bytes: [], key: [], partition: [] };
  let [time, room] = [0n, 0];
  for (let i = 0; i < rows; i++) {
    if (random(40) === 0) [time, room] = [0n, room + 1];
    time += BigInt(random(3) * random(100));
    all.time.push(time);
    all.bytes.push(random(2) * random(200));
    all.key.push(BigInt(i));
    all.partition.push(`room ${room}`);
  }
  return (from, to) => ({
    time: BigInt64Array.from(all.time.slice(from, to)),
    timeUnit: "s",
    measures: { bytes: all.bytes.slice(from, to) },
    key: BigUint64Array.from(all.key.slice(from, to)),
    partition: all.partition.slice(from, to),
  });
}

function cuts(rows) {
  const at = [0];
  while (at.at(-1) < rows) at.push(Math.min(rows, at.at(-1) + random(4) * random(30)));
  return at.slice(1).map((to, i) => [at[i], to]);
}

const specs = [
  { max: { bytes: 900 }, overlap: 0.2 },
  { max: { rows: 7, duration: "5m" }, gap: "80s", overlap: { rows: 2 } },
  { max: { bytes: 900 }, cut: "quiet" },
  { max: { bytes: 900 }, cut: "stable", minFill: 0.3 },
];

/** The windows of all rows at once, in the form of a stream's. */
function atOnce(columns, spec) {
  const rows = Rows.fromColumns(columns);
  const plan = rows.windows(spec);
  const sums = plan.sum("bytes");
  return plan.toArray().map((window, i) => ({
    ...window,
    sums: { bytes: sums[i] },
    firstTime: plan.firstTime[i],
    lastTime: plan.lastTime[i],
  }));
}

describe("a stream", () => {
  for (const spec of specs) {
    it(`gives the windows of all rows at once: ${JSON.stringify(spec)}`, () => {
      for (let round = 0; round < 20; round++) {
        const rows = random(300);
        const part = chat(rows);
        const expected = atOnce(part(0, rows), spec);
        let stream = new Stream(spec);
        const windows = [];
        for (const [from, to] of cuts(rows)) {
          windows.push(...stream.push(part(from, to)));
          const resumed = Stream.resume(stream.save());
          stream.free();
          stream = resumed;
        }
        windows.push(...stream.finish());
        // A stream that is resumed numbers its windows again.
        const numbered = windows.map((window, index) => ({ ...window, index }));
        assert.deepEqual(numbered, expected);
      }
    });
  }

  it("gives windows early, numbers them in sequence, and keeps few rows", () => {
    const stream = new Stream({ max: { rows: 10 }, overlap: { rows: 2 } });
    const given = [];
    for (let i = 0; i < 1_000; i++) given.push(...stream.push({ measures: { bytes: [1, 2, 3] } }));
    assert.equal(stream.position, 3_000);
    assert.ok(given.length >= 374, `${given.length}`);
    assert.ok(stream.pendingRows < 30, `${stream.pendingRows}`);
    assert.deepEqual(
      given.map(({ index }) => index),
      [...given.keys()],
    );
    stream.finish();
    assert.throws(() => stream.push({ length: 1 }), windowError("FREED", "Stream"));
  });

  const wrong = [
    ["an even cut", () => new Stream({ max: { rows: 1 }, cut: "even" }), "BAD_OPTION", "even"],
    ["no limit", () => new Stream({}), "NO_LIMIT"],
    ["a state that is not one", () => Stream.resume(new Uint8Array(50)), "BAD_STATE"],
    ["a state that is no bytes", () => Stream.resume("state"), "BAD_STATE", "save()"],
  ];
  for (const [name, run, ...told] of wrong) {
    it(`refuses ${name}`, () => assert.throws(run, windowError(...told)));
  }

  it("is unchanged after a bad batch", () => {
    const stream = new Stream({ max: { rows: 2 } });
    const good = { time: BigInt64Array.of(5n), measures: { bytes: [1] } };
    stream.push(good);
    const refuses = (batch, ...told) => assert.throws(() => stream.push(batch), windowError(...told));
    refuses({ measures: { bytes: [1] } }, "BAD_BATCH", "time");
    refuses({ ...good, measures: { tokens: [1] } }, "BAD_BATCH");
    refuses({ ...good, time: BigInt64Array.of(4n) }, "UNSORTED", "row 1");
    assert.equal(stream.position, 1);
    const windows = [...stream.push(good), ...stream.finish()];
    assert.deepEqual(
      windows.map(({ start, end }) => [start, end]),
      [[0, 2]],
    );
    const state = new Stream({ max: { rows: 2 } }).save();
    state[state.length - 1] ^= 1;
    assert.throws(() => Stream.resume(state), windowError("BAD_STATE"));
  });
});

describe("a WindowStream", () => {
  it("works in a pipeline", async () => {
    const part = chat(500);
    const batches = ReadableStream.from(cuts(500).map(([from, to]) => part(from, to)));
    const windows = [];
    for await (const window of batches.pipeThrough(new WindowStream(specs[0]))) windows.push(window);
    assert.deepEqual(windows, atOnce(part(0, 500), specs[0]));
  });

  it("takes no batch before its windows are read", async () => {
    let asked = 0;
    const endless = new ReadableStream(
      { pull: (controller) => (asked++, controller.enqueue({ length: 10 })) },
      { highWaterMark: 0 },
    );
    const reader = endless.pipeThrough(new WindowStream({ max: { rows: 10 } })).getReader();
    for (let i = 0; i < 20; i++) await reader.read();
    await new Promise((resolve) => setTimeout(resolve, 20));
    assert.ok(asked >= 20 && asked < 25, `${asked} batches for 20 windows`);
    await reader.cancel();
  });

  it("passes an error on", async () => {
    const bad = ReadableStream.from([{ measures: { bytes: [1] } }, { measures: { bytes: [-1] } }]);
    const reader = bad.pipeThrough(new WindowStream({ max: { rows: 10 } })).getReader();
    await assert.rejects(reader.read(), windowError("BAD_MEASURE", "-1"));
  });

  it("continues a stream", async () => {
    const stream = new Stream({ max: { rows: 4 } });
    stream.push({ length: 3 });
    const rest = ReadableStream.from([{ length: 3 }]).pipeThrough(new WindowStream(stream));
    const windows = [];
    for await (const { start, end } of rest) windows.push([start, end]);
    assert.deepEqual(windows, [
      [0, 4],
      [4, 6],
    ]);
  });
});
