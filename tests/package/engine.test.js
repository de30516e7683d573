// Every limit, cut and hop through the built package. Tests of the core cover their meaning; these check that
// options reach the core and results come back.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { before, describe, it } from "node:test";
import { EgregoraPlan, Rows, diff, init } from "windrow";
import { windowError } from "../support/windrow.js";

before(() => init());

const MINUTE = 60_000_000n;
/** Messages at so many minutes after 2024 began, of 10 bytes each, with running numbers as keys. */
function chat(minutes, more) {
  const start = BigInt(Date.UTC(2024, 0, 1)) * 1000n;
  return Rows.fromColumns({
    time: BigInt64Array.from(minutes, (minute) => start + BigInt(minute) * MINUTE),
    measures: { bytes: minutes.map(() => 10), tokens: minutes.map((_, i) => i) },
    key: minutes.map((_, i) => i),
    ...more,
  });
}
const ranges = (plan) => plan.toArray().map(({ start, end }) => [start, end]);

describe("limits", () => {
  const minutes = [0, 1, 2, 60, 61, 62, 63, 200, 201];
  const cases = [
    [
      "a duration as a string",
      { max: { duration: "1h" } },
      [
        [0, 4],
        [4, 7],
        [7, 9],
      ],
    ],
    [
      "a duration in milliseconds",
      { max: { duration: 3_600_000 } },
      [
        [0, 4],
        [4, 7],
        [7, 9],
      ],
    ],
    [
      "a duration in units",
      { max: { duration: { minutes: 60 } } },
      [
        [0, 4],
        [4, 7],
        [7, 9],
      ],
    ],
    [
      "a duration of ISO 8601",
      { max: { duration: "PT1H" } },
      [
        [0, 4],
        [4, 7],
        [7, 9],
      ],
    ],
    [
      "a gap",
      { gap: "30m" },
      [
        [0, 3],
        [3, 7],
        [7, 9],
      ],
    ],
    [
      "a gap and rows",
      { gap: "30m", max: { rows: 3 } },
      [
        [0, 3],
        [3, 6],
        [6, 7],
        [7, 9],
      ],
    ],
    [
      "any measure",
      { max: { tokens: 10 } },
      [
        [0, 5],
        [5, 6],
        [6, 7],
        [7, 8],
        [8, 9],
      ],
    ],
    [
      "edges",
      { edges: [new Date("2024-01-01T00:02:00Z"), new Date("2024-01-01T01:02:30Z")] },
      [
        [0, 2],
        [2, 6],
        [6, 9],
      ],
    ],
    [
      "overlap by duration",
      { max: { rows: 4 }, overlap: { duration: "1m" } },
      [
        [0, 4],
        [3, 7],
        [5, 9],
      ],
    ],
    [
      "a quiet cut",
      { max: { rows: 5 }, cut: "quiet" },
      [
        [0, 3],
        [3, 7],
        [7, 9],
      ],
    ],
    [
      "a quiet cut that must be full",
      { max: { rows: 5 }, cut: "quiet", minFill: 1 },
      [
        [0, 5],
        [5, 9],
      ],
    ],
    [
      "an even cut",
      { max: { rows: 8 }, cut: "even" },
      [
        [0, 5],
        [5, 9],
      ],
    ],
  ];
  for (const [name, spec, expected] of cases) {
    it(name, () => assert.deepEqual(ranges(chat(minutes).windows(spec)), expected));
  }

  it("a duration that is a Temporal.Duration", () => {
    class Duration {
      get [Symbol.toStringTag]() {
        return "Temporal.Duration";
      }
      toString() {
        return "PT1H";
      }
    }
    const plan = chat(minutes).windows({ max: { duration: new Duration() } });
    assert.deepEqual(ranges(plan), [
      [0, 4],
      [4, 7],
      [7, 9],
    ]);
  });

  it("partitions of any values that can be compared", () => {
    for (const partition of [["a", "a", "b", "b", "a"], Uint8Array.of(1, 1, 2, 2, 1), [null, null, "x", "x", null]]) {
      const rows = chat([0, 5, 1, 2, 0], { partition });
      assert.deepEqual(ranges(rows.windows({ max: { rows: 9 } })), [
        [0, 2],
        [2, 4],
        [4, 5],
      ]);
    }
    assert.throws(() => chat([0, 5, 1]), windowError("UNSORTED", "row 2"));
  });

  it("a stable cut, and the windows it keeps when a row is inserted", () => {
    const ids = Array.from({ length: 2_000 }, (_, i) => `message ${i}`);
    const rows = (key) => Rows.fromColumns({ measures: { bytes: key.map(() => 100) }, key });
    const spec = { max: { bytes: 4_000 }, cut: "stable" };
    const [old, edited] = [rows(ids), rows(ids.toSpliced(300, 0, "new"))].map((r) => r.windows(spec));
    const { kept, added, removed } = diff(old, edited);
    assert.ok(added.length >= 1 && added.length < 5, `${added.length} of ${edited.length}`);
    assert.equal(kept.before.length + removed.length, old.length);
    assert.equal(kept.after.length + added.length, edited.length);
    kept.before.forEach((index, i) => assert.equal(old.id[index], edited.id[kept.after[i]]));
    assert.equal(typeof old.at(0).id, "bigint");
  });

  const wrong = [
    ["a duration that is not one", { max: { duration: "1 month" } }, "BAD_DURATION", "max.duration", "1 month"],
    ["a negative gap", { gap: -5 }, "BAD_DURATION", "gap", "-5"],
    ["a cut that is not one", { max: { rows: 1 }, cut: "fair" }, "BAD_OPTION", "cut", "fair", "quiet"],
    ["a fill past full", { max: { rows: 1 }, minFill: 2 }, "BAD_FILL", "minFill", "2"],
    ["edges that decrease", { edges: [new Date(5), new Date(1)] }, "BAD_EDGES", "place 1"],
    ["edges that are not", { edges: ["noon"] }, "BAD_EDGES", "Dates"],
    ["an overlap as long as its limit", { max: { duration: "1h" }, overlap: { duration: "60m" } }, "BAD_OVERLAP", "duration"],
  ];
  for (const [name, spec, ...told] of wrong) {
    it(name, () => assert.throws(() => chat([0, 1, 2]).windows(spec), windowError(...told)));
  }

  it("a missing time or key is reported by the option that needs it", () => {
    const rows = Rows.fromColumns({ measures: { bytes: [1, 2] } });
    const needs = (spec, what) =>
      assert.throws(() => rows.windows({ max: { rows: 1 }, ...spec }), windowError("MISSING_COLUMN", what));
    needs({ gap: "1h" }, "time");
    needs({ cut: "quiet" }, "time");
    needs({ cut: "stable" }, "key");
    assert.throws(() => rows.hops({ every: "1d" }), windowError("MISSING_COLUMN", "time"));
    const plan = rows.windows({ max: { rows: 1 } });
    assert.equal(plan.id, undefined);
    assert.throws(() => diff(plan, plan), windowError("MISSING_COLUMN", "key"));
  });
});

describe("hops", () => {
  it("open by the clock", () => {
    const rows = chat([30, 90, 100, 1_450]);
    const plan = rows.hops({ every: "1h" });
    assert.deepEqual(ranges(plan), [
      [0, 1],
      [1, 3],
      [3, 4],
    ]);
    const start = BigInt(Date.UTC(2024, 0, 1)) * 1000n;
    assert.deepEqual(
      [...plan.opens],
      [0n, 60n, 1_440n].map((minute) => start + minute * MINUTE),
    );
    assert.deepEqual(
      [...plan.closes],
      [60n, 120n, 1_500n].map((minute) => start + minute * MINUTE),
    );
    assert.equal(rows.windows({ max: { rows: 1 } }).opens, undefined);
  });

  it("open from the first row, span more than they are apart, and may be empty", () => {
    const plan = chat([30, 90, 100, 250]).hops({ every: "1h", span: "1h 15m", origin: "first", empty: true });
    assert.deepEqual(ranges(plan), [
      [0, 3],
      [1, 3],
      [3, 3],
      [3, 4],
    ]);
    assert.deepEqual([...plan.fresh], [0, 3, 3, 3]);
  });

  it("tell what is wrong", () => {
    const rows = chat([0]);
    assert.throws(() => rows.hops({}), windowError("BAD_OPTION", "every"));
    assert.throws(() => rows.hops({ every: 0 }), windowError("BAD_DURATION", "every"));
    assert.throws(() => rows.hops({ every: "1d", origin: "noon" }), windowError("BAD_OPTION", "origin", "noon"));
    const years = chat([0, 5_000_000]);
    assert.throws(() => years.hops({ every: 1, empty: true }), windowError("TOO_MANY_WINDOWS"));
  });
});

describe("the cost of a plan", () => {
  it("is counted", () => {
    const rows = chat([0, 1, 2, 3, 4]);
    const spec = { max: { rows: 3 }, overlap: { rows: 1 } };
    const stats = {
      windows: 2,
      oversize: 0,
      repeatedRows: 1,
      repeated: { bytes: 10, tokens: 2 },
      fill: { min: 1, median: 1, max: 1 },
    };
    assert.deepEqual(rows.windows(spec).stats(), stats);
    const swept = rows.sweep([spec, { gap: "1h" }]);
    assert.deepEqual(swept[0], stats);
    assert.deepEqual([swept[1].windows, swept[1].fill], [1, undefined]);
    assert.throws(() => rows.sweep([spec, {}]), windowError("NO_LIMIT"));
  });

  it("can be halved by a split, if a window proves too large", () => {
    const plan = chat([0, 1, 2, 3, 4, 5, 6]).windows({ max: { rows: 4 }, overlap: { rows: 1 } });
    assert.deepEqual(ranges(plan), [
      [0, 4],
      [3, 7],
    ]);
    const parts = plan.split(1, 2);
    assert.deepEqual(
      parts.toArray().map(({ start, fresh, end }) => [start, fresh, end]),
      [
        [3, 4, 5],
        [5, 5, 7],
      ],
    );
    for (const [index, n] of [
      [2, 2],
      [0, 0],
      [-1, 2],
      [0, 1.5],
      [2 ** 32, 1],
    ]) {
      assert.throws(() => plan.split(index, n), windowError("BAD_SPLIT"));
    }
  });
});

describe("Egregora's windows", () => {
  const read = (name) => JSON.parse(readFileSync(new URL(`../fixtures/${name}.json`, import.meta.url)));
  it("equal those of its own Python", () => {
    for (const it of read("egregora")) {
      const rows = Rows.fromColumns({ time: BigInt64Array.from(it.ts_us, BigInt), measures: { bytes: it.bytes } });
      const plan = rows.egregora({
        stepSize: it.step_size,
        stepUnit: it.unit,
        overlapRatio: it.overlap_ratio,
        maxWindowTime: it.max_window_seconds === null ? undefined : it.max_window_seconds * 1000,
        maxBytesPerWindow: it.max_bytes,
      });
      assert.ok(plan instanceof EgregoraPlan);
      const found = plan
        .toArray()
        .map(({ index, startTime, endTime, size }) => [index, Number(startTime), Number(endTime), size]);
      assert.deepEqual(
        found,
        it.windows.map((w) => [w.index, w.start_time, w.end_time, w.size]),
      );
      if (!it.split) continue;
      const parts = plan.split(it.split.window, it.split.n).map((p) => [Number(p.startTime), Number(p.endTime), p.size]);
      assert.deepEqual(
        parts,
        it.split.parts.map((p) => [p.start_time, p.end_time, p.size]),
      );
    }
  });

  it("tell what is wrong", () => {
    const rows = chat([0, 1]);
    assert.throws(() => rows.egregora({ stepSize: 0 }), windowError("BAD_LIMIT"));
    assert.throws(() => rows.egregora({ stepUnit: "weeks" }), windowError("BAD_OPTION", "weeks"));
    assert.throws(() => rows.egregora({ step: 5 }), windowError("BAD_OPTION", "step"));
    assert.equal(rows.egregora().length, 1);
  });
});

describe("options that throw when they are read", () => {
  const throwing = (name) =>
    Object.defineProperty({}, name, {
      enumerable: true,
      get: () => {
        throw new Error("boom");
      },
    });

  it("are reported, and nothing else is lost", () => {
    const rows = chat([0, 1, 2]);
    const specs = {
      "the spec": throwing("max"),
      max: { max: throwing("bytes") },
      overlap: { max: { rows: 2 }, overlap: throwing("rows") },
    };
    for (const [name, spec] of Object.entries(specs)) {
      assert.throws(() => rows.windows(spec), windowError("BAD_OPTION", `${name} cannot be read`, "Error: boom"));
    }
    assert.throws(() => rows.hops({ every: throwing("hours") }), windowError("BAD_OPTION", "the hops", "Error: boom"));
    const endless = new Proxy([1], {
      get: (list, name) => {
        if (name === "0") throw new Error("boom");
        return list[name];
      },
    });
    for (const columns of [
      { measures: throwing("bytes") },
      { measures: { bytes: endless } },
      { partition: endless },
      { key: endless },
    ]) {
      assert.throws(() => Rows.fromColumns(columns), windowError("BAD_OPTION", "Error: boom"));
    }
    assert.equal(rows.windows({ max: { rows: 2 } }).length, 2);
    rows.free(); // as nothing has borrowed them
  });
});
