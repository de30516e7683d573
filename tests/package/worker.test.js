// The worker helper: errors for a worker that is silent, crashed, missing, or ended.
import assert from "node:assert/strict";
import { it } from "node:test";
import { startWorker } from "windrow/worker";
import { windowError } from "../support/windrow.js";

/** A worker with scripted answers. */
class FakeWorker extends EventTarget {
  asked = [];
  ended = 0;
  constructor(answer = () => undefined) {
    super();
    this.answer = answer;
  }
  postMessage(question) {
    this.asked.push(question);
    const answer = this.answer(question);
    if (answer) queueMicrotask(() => this.say(answer));
  }
  say(data) {
    this.dispatchEvent(Object.assign(new Event("message"), { data }));
  }
  crash(message) {
    this.dispatchEvent(Object.assign(new Event("error"), { message }));
  }
  terminate() {
    this.ended++;
  }
}

const SENT = { length: 1, timeUnit: undefined, measures: [], hasKeys: false };
const starts = ({ id, call }) => (call === "init" ? { id, value: undefined } : undefined);
const answers = ({ id, call }) => ({ id, value: call === "init" ? undefined : { ...SENT, handle: id } });

it("a silent worker is reported and ended", async () => {
  const worker = new FakeWorker();
  const began = performance.now();
  await assert.rejects(startWorker({ worker, timeout: 50 }), windowError("LOAD_FAILED", "0.05 s", "timeout"));
  assert.ok(performance.now() - began < 5_000);
  assert.equal(worker.ended > 0, true);
});

it("a worker that falls silent later is reported to all pending calls", async () => {
  const worker = new FakeWorker(starts);
  const windrow = await startWorker({ worker, timeout: 50 });
  const waiting = [1, 2, 3].map(() => windrow.fromColumns({ length: 1 }));
  for (const one of await Promise.allSettled(waiting)) windowError("LOAD_FAILED", "has not answered")(one.reason);
  await assert.rejects(windrow.fromColumns({ length: 1 }), windowError("LOAD_FAILED"));
});

it("a crash is reported at once, during the start and after", async () => {
  const starting = new FakeWorker();
  const started = startWorker({ worker: starting });
  starting.crash("boom");
  await assert.rejects(started, windowError("LOAD_FAILED", "boom"));
  const worker = new FakeWorker(starts);
  const windrow = await startWorker({ worker });
  const waits = windrow.fromColumns({ length: 1 });
  await new Promise((resolve) => setTimeout(resolve));
  worker.crash("gone");
  await assert.rejects(waits, windowError("LOAD_FAILED", "gone"));
});

it("terminate settles pending calls", async () => {
  const windrow = await startWorker({ worker: new FakeWorker(starts) });
  const waiting = Array.from({ length: 1_000 }, () => windrow.fromColumns({ length: 1 }));
  await new Promise((resolve) => setTimeout(resolve));
  windrow.terminate();
  for (const { reason } of await Promise.allSettled(waiting)) windowError("FREED", "terminated")(reason);
});

it("a thousand calls wait at once, and each gets its own answer", async () => {
  const worker = new FakeWorker(starts);
  const windrow = await startWorker({ worker });
  const waiting = Array.from({ length: 1_000 }, () => windrow.fromColumns({ length: 1 }));
  await new Promise((resolve) => setTimeout(resolve));
  const asked = worker.asked.slice(1);
  assert.equal(asked.length, 1_000);
  for (const { id } of asked.toReversed?.() ?? [...asked].reverse())
    worker.say({ id, value: { ...SENT, handle: id, length: id } });
  for (const nothing of [undefined, null, 5, {}, { id: 5 }]) worker.say(nothing);
  const lengths = (await Promise.all(waiting)).map(({ length }) => length);
  assert.deepEqual(
    lengths,
    asked.map(({ id }) => id),
  );
});

it("an environment without workers is reported", async () => {
  assert.equal(typeof Worker, "undefined");
  await assert.rejects(startWorker(), windowError("LOAD_FAILED", "no Web Workers", "worker of your own"));
});

it("objects of another worker are reported", async () => {
  const plan = { ...SENT, sums: {}, stats: {} };
  const one = await startWorker({
    worker: new FakeWorker(({ id, call }) => ({
      id,
      value: call === "windows" ? { ...plan, handle: 1 } : { ...SENT, handle: 1 },
    })),
  });
  const other = await startWorker({ worker: new FakeWorker(answers) });
  const windows = async (windrow) => (await windrow.fromColumns({ length: 1 })).windows({ max: { rows: 1 } });
  const [a, b] = [await windows(one), await windows(one)];
  await a.diff(b);
  const foreign = await (await other.fromColumns({ length: 1 })).windows({ max: { rows: 1 } }).catch(() => undefined);
  await assert.rejects(a.diff(foreign ?? {}), windowError("BAD_OPTION"));
});
