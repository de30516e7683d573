// Every exported function and method, called with everything that is wrong: what it throws is a WindowError with a
// code that is not INTERNAL, and rows made before still answer.
import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { openDuckDB, openNativeDuckDB } from "../../scripts/lib/duckdb.js";
import * as core from "windrow";
import * as duckdb from "windrow/duckdb";
import * as etl from "windrow/etl";
import * as prompts from "windrow/prompts";
import * as tokens from "windrow/tokens";
import * as worker from "windrow/worker";
import { WRONG } from "../support/misuse.js";
import { windowError } from "../support/windrow.js";

const { Rows, Stream, WindowError, WindowStream, diff, init } = core;

let witness, rows, plan, egregora, fetched, counter;
const connections = {};
let closeNative;

before(async () => {
  await init();
  witness = Rows.fromColumns({ measures: { bytes: [1, 2, 3] } });
  rows = Rows.fromColumns({ time: BigInt64Array.of(1n, 2n, 3n), measures: { bytes: [1, 2, 3] }, key: [1, 2, 3] });
  plan = rows.windows({ max: { rows: 2 } });
  egregora = rows.egregora({ stepSize: 2 });
  connections.wasm = (await openDuckDB()).connection;
  const native = await openNativeDuckDB();
  [connections.native, closeNative] = [native.connection, native.close];
  for (const connection of Object.values(connections)) {
    await duckdb
      .engineOf(connection)
      .run("CREATE TABLE t AS SELECT i AS a, i::VARCHAR AS body, make_timestamp(i) AS ts FROM range(3) AS r(i)");
  }
  fetched = await duckdb.fetchRows(connections.wasm, { from: "t", time: "ts", line: "{body}", text: "body" });
  counter = await tokens.tokenCounter("r50k_base");
  await duckdb.insertPlan(connections.wasm, fetched.windows({ max: { rows: 2 } }), { table: "w" });
});

after(() => closeNative());

const isAlive = () => assert.equal(witness.windows({ max: { rows: 2 } }).length, 2);

/** Calls, and waits for what comes of it: its promise, or the first of what it generates. */
async function outcome(call) {
  const result = call();
  if (result instanceof Promise) {
    const value = await result;
    if (value?.rows instanceof Rows && value !== fetched) value.rows.free();
    return;
  }
  if (typeof result?.next === "function" && Symbol.asyncIterator in result) {
    await result.next();
    await result.return();
  }
  if (typeof result?.free === "function" && ![witness, rows, plan, egregora, fetched?.rows].includes(result)) result.free();
}

let calls = 0;
let refused = 0;

/** How long a call may take on the busiest of machines, in milliseconds. */
const PATIENCE = 60_000;

/** Waits for a call as {@link outcome} does, but not for ever. */
async function settled(what, call) {
  let timer;
  const silence = new Promise((_, reject) => (timer = setTimeout(() => reject(new Error(`${what} does not end`)), PATIENCE)));
  try {
    await Promise.race([outcome(call), silence]);
  } finally {
    clearTimeout(timer);
  }
}

async function isTold(what, call) {
  calls++;
  try {
    await settled(what, call);
  } catch (error) {
    refused++;
    assert.ok(error instanceof WindowError, `${what} throws ${error?.stack ?? String(error)}`);
    assert.notEqual(error.code, "INTERNAL", `${what}: ${error.message}`);
    assert.match(error.message, /\w/, what);
  }
}

/** A call with one argument, or one option of one, replaced by each wrong value in turn. */
async function substituted(name, call, args) {
  for (const [kind, make] of Object.entries(WRONG)) {
    for (let i = 0; i < args().length; i++) {
      await isTold(`${name}, argument ${i} ${kind}`, () => call(...args().map((arg, j) => (i === j ? make() : arg))));
      const given = args()[i];
      if (typeof given !== "object" || given === null || Object.getPrototypeOf(given) !== Object.prototype) continue;
      for (const option of Object.keys(given)) {
        // A callback of the caller's may throw, and what it throws is the caller's.
        if (typeof given[option] === "function" && option.startsWith("on") && typeof make() === "function") continue;
        await isTold(`${name}, argument ${i}, ${option} ${kind}`, () =>
          call(...args().map((arg, j) => (i === j ? { ...arg, [option]: make() } : arg))),
        );
      }
    }
  }
  isAlive();
}

const blob = () => new Blob(["ts,body\n2020-01-01,a\n"]);
const signal = () => new AbortController().signal;
const template = () => prompts.parseTemplate("{time}: {text}");
const query = () => ({
  from: "t",
  time: "ts",
  text: "body",
  partition: "a",
  key: "a",
  measures: { a: "a" },
  orderBy: ["a"],
  include: ["a"],
  line: "{text}",
  author: "body",
  chat: "a",
  separator: "\n",
  before: "x",
  after: "y",
  reserve: { bytes: 1 },
});
const options = () => ({
  columns: { time: "ts", text: "body", author: null, chat: null, id: null, measures: [] },
  dateOrder: "DMY",
  timeUnit: "s",
  sort: true,
  delimiter: ",",
  header: true,
  rows: "a[]",
  encoding: "utf-8",
  table: "loaded",
  formats: etl.formats,
  format: "CSV",
  signal: signal(),
  onProgress() {},
});

/** What every export is called with when nothing is wrong. */
const GOOD = {
  core: {
    guessColumns: () => [[{ name: "ts", type: "time", length: 0 }]],
    diff: () => [plan, plan],
    init: () => [undefined],
    initSync: () => [undefined],
    "Rows.fromColumns": () => [
      {
        length: 1,
        time: BigInt64Array.of(1n),
        timeUnit: "s",
        timeZone: "UTC",
        measures: { bytes: [1] },
        partition: [1],
        key: [1],
      },
    ],
    "Rows.fromArrow": () => [
      plan.toArrow(),
      { time: "first_time", text: "id", measures: { start: "start" }, partition: "start", key: "id" },
    ],
    "Stream.resume": () => [new Stream({ max: { rows: 1 } }).save()],
    "new Stream": () => [{ max: { rows: 1 }, gap: "1s", edges: [1], overlap: 0, cut: "full", minFill: 0.5, oversize: "alone" }],
    "new WindowStream": () => [{ max: { rows: 1 } }],
  },
  duckdb: {
    engineOf: () => [connections.wasm],
    identifier: () => ["a"],
    literal: () => ["a"],
    repeatedNames: () => [connections.wasm, "SELECT 1 AS a"],
    selectRows: () => [fetched.order, ["a"]],
    tableName: () => [["main", "a"]],
    auditQueries: () => [connections.wasm, { maxRepeats: 1, onExceeded() {} }],
    loadCsv: () => [connections.wasm, blob(), { into: "loaded", time: "ts", text: "body" }],
    fetchRows: () => [connections.wasm, query(), { signal: signal(), onProgress() {} }],
    streamRows: () => [connections.wasm, { from: "t", time: "ts", text: "body" }, { signal: signal(), batchBytes: 1 }],
    insertPlan: () => [connections.wasm, plan, { table: "p", replace: true }],
    readWindows: () => [connections.wasm, fetched, { windows: "w", text: "body", separator: "," }],
    readWindow: () => [connections.wasm, fetched, plan, 0, { columns: ["body"] }],
  },
  etl: {
    identifier: () => ["a"],
    literal: () => ["a"],
    formatsAsMarkdown: () => [etl.formats],
    formatsAsText: () => [etl.formats],
    problemText: () => [{ what: "rows without a time", count: 1 }],
    loadMessages: () => [connections.wasm, { name: "a.csv", blob: blob() }, options()],
  },
  prompts: {
    defaultTemplate: () => [{ time: "a", author: "b" }],
    "new Frame": () => [{ before: "{n}", after: "{of}" }],
    placeholders: () => [template()],
    requireColumns: () => [template(), ["time", "text"], (name) => name],
    sentRows: () => [fetched.rows, fetched.sent],
    lineBytes: () => [template(), { time: [1], text: ["a"] }, { separator: "", timeUnit: "s" }],
    parseTemplate: () => ["{text}"],
    renderLine: () => [template(), { time: 1, text: "a" }, { timeUnit: "s" }],
    sentSpec: () => [
      { max: { bytes: 9 } },
      { separator: "", before: "a", after: "b", reserve: { bytes: 1 }, tokens: (text) => text.length },
      { rows: 1, chats: ["a"] },
    ],
    templateSql: () => [template(), (name) => name],
    promptsOf: () => [fetched, fetched.windows({ max: { rows: 2 } }), { signal: signal() }],
    toBatch: () => [
      [{ id: "a", text: "b", index: 0 }],
      { format: "openai", model: "a", system: "b", maxTokens: 5, done: ["x"], max: { requests: 1, bytes: 9_999 } },
    ],
  },
  tokens: {
    tokenCounter: () => ["o200k_base", { margin: 0.1 }],
    workerCounter: () => ["o200k_base", { margin: 0.1 }],
    restoreCounts: () => [counter, tokens.savedCounts(counter)],
    savedCounts: () => [counter],
    tokenEstimate: () => [(text) => text.length, { lines: 5 }],
  },
  worker: {
    startWorker: () => [{ worker: { postMessage() {}, addEventListener() {}, terminate() {} }, source: "a.wasm", timeout: 1 }],
  },
};

/** What is for those who write a format, and is handed what a load makes. */
const FOR_FORMATS = ["readJson", "readJsonBytes", "jsonBytes", "extractLines", "format", "TextColumns", "JsonTable"];

const entries = { core, duckdb, etl, prompts, tokens, worker };

for (const [entry, exported] of Object.entries(entries)) {
  describe(`windrow/${entry}`, () => {
    const functions = Object.entries(exported).filter(
      ([, value]) => typeof value === "function" && !/^class\b/.test(String(value)),
    );
    for (const [name, call] of functions) {
      if (FOR_FORMATS.includes(name)) continue;
      it(`${name} tells what is wrong`, async () => {
        const good = GOOD[entry][name];
        assert.ok(good, `there are no good arguments for ${name}`);
        await substituted(name, call, good);
        for (const [kind, make] of Object.entries(WRONG)) {
          for (let count = 0; count < 4; count++)
            await isTold(`${name} of ${count} times ${kind}`, () => call(...Array.from({ length: count }, make)));
        }
      });
    }
    const classes = Object.entries(exported).filter(
      ([name, value]) =>
        typeof value === "function" && /^class\b/.test(String(value)) && ![...FOR_FORMATS, "WindowError"].includes(name),
    );
    for (const [name, Class] of classes) {
      it(`${name} is made of nothing else`, async () => {
        for (const make of [...Object.values(WRONG)]) {
          for (let count = 0; count < 3; count++)
            await isTold(`new ${name}`, () => void new Class(...Array.from({ length: count }, make)));
        }
        const statics = Object.getOwnPropertyNames(Class).filter((method) => typeof Class[method] === "function");
        for (const method of statics)
          await substituted(`${name}.${method}`, (...args) => Class[method](...args), GOOD[entry][`${name}.${method}`]);
        const made = GOOD[entry][`new ${name}`];
        if (made) await substituted(`new ${name}`, (...args) => void new Class(...args), made);
      });
    }
  });
}

describe("methods", () => {
  const instances = () => ({
    Rows: [
      rows,
      {
        total: ["bytes"],
        windows: [{ max: { rows: 1 }, gap: "1s", edges: [1], overlap: { rows: 0 } }],
        hops: [{ every: "1s", span: "1s", origin: 0, empty: false }],
        egregora: [{ stepSize: 1, stepUnit: "hours", overlapRatio: 0, maxWindowTime: 1, maxBytesPerWindow: 1 }],
        sweep: [[{ max: { rows: 1 } }]],
      },
    ],
    Plan: [plan, { sum: ["bytes"], at: [0], split: [0, 1] }],
    EgregoraPlan: [egregora, { at: [0], split: [0, 1] }],
    Stream: [new Stream({ max: { rows: 1 } }), { push: [{ length: 1, measures: { bytes: [1] } }] }],
  });

  for (const name of ["Rows", "Plan", "EgregoraPlan", "Stream"]) {
    it(`of ${name}, with wrong arguments`, async () => {
      const [instance, good] = instances()[name];
      for (const [method, args] of Object.entries(good))
        await substituted(
          `${name}.${method}`,
          (...given) => instance[method](...given),
          () => args,
        );
    });
  }

  /** The methods and properties of a class, and of those that it extends. */
  function* members(prototype) {
    for (let of = prototype; of !== null && of !== Object.prototype; of = Object.getPrototypeOf(of)) {
      for (const key of Reflect.ownKeys(of)) {
        const { get, value } = Object.getOwnPropertyDescriptor(of, key);
        const method = get ?? value;
        if (typeof method === "function" && key !== "constructor" && key !== Symbol.toStringTag) yield [key, method, of];
      }
    }
  }

  it("of something else", async () => {
    const engines = Object.values(connections).map((connection) => duckdb.engineOf(connection));
    const frame = new prompts.Frame({ before: "{n}" });
    const remote = [worker.RemoteRows.prototype, worker.RemotePlan.prototype];
    const made = [rows, plan, egregora, new Stream({ max: { rows: 1 } }), frame, ...engines];
    const classes = [...made.map((one) => [Object.getPrototypeOf(one), one]), ...remote.map((prototype) => [prototype])];
    for (const [prototype, one] of classes) {
      const others = made.filter((other) => other !== one && !engines.includes(other));
      const values = [
        ...Object.values(WRONG).map((make) => make()),
        ...others,
        ...(one ? [new Proxy(one, {}), Object.create(one)] : [prototype]),
      ];
      for (const [key, method, of] of members(prototype)) {
        for (const value of values) {
          // What all residents share can be called on each of them.
          if (others.includes(value) && of.isPrototypeOf(value)) continue;
          calls++;
          await assert.rejects(
            async () => void (await method.call(value, "bytes")),
            windowError("BAD_OPTION"),
            `${prototype.constructor.name}.${String(key)}`,
          );
          refused++;
        }
      }
    }
    isAlive();
  });

  it("of an engine, with wrong arguments", async () => {
    for (const connection of Object.values(connections)) {
      const engine = duckdb.engineOf(connection);
      const good = {
        run: ["SELECT 1", { signal: signal(), onProgress() {} }],
        columns: ["SELECT 1", { signal: signal() }],
        arrow: ["SELECT 1", { rows: 1 }],
        batches: ["SELECT 1", { rows: 1 }],
        insert: ["p", plan.toArrow(), { replace: true }],
        drop: ["p"],
        file: [new Uint8Array(1), ".csv"],
      };
      for (const [method, args] of Object.entries(good))
        await substituted(
          `${engine.kind}.${method}`,
          (...given) => engine[method](...given),
          () => args,
        );
      assert.equal((await engine.columns("SELECT count(*)::INTEGER AS n FROM t")).n[0], 3);
    }
  });
});

describe("an object that acts while it is read", () => {
  it("frees the rows", () => {
    const own = Rows.fromColumns({ length: 3 });
    assert.throws(
      () =>
        own.windows({
          get max() {
            own.free();
            return { rows: 1 };
          },
        }),
      windowError("FREED"),
    );
    isAlive();
  });

  it("frees the stream, or ends it", () => {
    for (const end of ["free", "finish"]) {
      const stream = new Stream({ max: { rows: 1 } });
      assert.throws(
        () =>
          stream.push({
            get length() {
              stream[end]();
              return 1;
            },
          }),
        windowError("FREED"),
      );
    }
    isAlive();
  });

  it("takes the memory of what was read before", () => {
    const time = BigInt64Array.of(1n);
    const columns = {
      time,
      get measures() {
        structuredClone(time, { transfer: [time.buffer] });
        return { bytes: [1] };
      },
    };
    assert.throws(() => Rows.fromColumns(columns), windowError("BAD_OPTION", "time", "memory"));
    const bytes = plan.toArrow();
    assert.throws(
      () =>
        Rows.fromArrow(bytes, {
          get time() {
            structuredClone(bytes, { transfer: [bytes.buffer] });
            return "first_time";
          },
        }),
      windowError("BAD_OPTION", "memory"),
    );
    const resizable = new Uint32Array(new ArrayBuffer(8, { maxByteLength: 8 }));
    assert.throws(
      () =>
        Rows.fromColumns({
          measures: {
            bytes: resizable,
            get more() {
              resizable.buffer.resize(4);
              return [1, 2];
            },
          },
        }),
      windowError("BAD_OPTION", "bytes", "memory"),
    );
  });

  it("calls windrow", () => {
    const spec = {
      get max() {
        return { rows: rows.windows({ max: { rows: 1 } }).length };
      },
    };
    assert.equal(rows.windows(spec).length, 1);
  });
});

it("a batch that is no rows is told", () => {
  const stream = new Stream({ max: { rows: 1 } });
  for (const batch of [{}, [], new Map(), WRONG["a handle of another copy"](), new (class Rows {})()]) {
    assert.throws(() => stream.push(batch), windowError("BAD_OPTION"), String(batch));
  }
  assert.equal(stream.position, 0);
  assert.throws(() => diff(plan, WRONG["a handle of another copy"]()), windowError("BAD_OPTION"));
  assert.ok(new WindowStream(new Stream({ max: { rows: 1 } })).readable);
});

it("edges that have no memory any more are told", () => {
  for (const kind of ["detached times", "times outside of their buffer"]) {
    assert.throws(() => rows.windows({ max: { rows: 1 }, edges: WRONG[kind]() }), windowError("BAD_OPTION", "edges"));
  }
});

it("counts what was tried", (t) => {
  t.diagnostic(`${calls} calls, ${refused} refused`);
  assert.ok(calls > 10_000 && refused > calls / 3, `${calls} calls, ${refused} refused`);
  isAlive();
});
