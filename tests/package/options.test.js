// Options as callers write them: which are accepted, and which errors others give.
import assert from "node:assert/strict";
import { before, describe, it } from "node:test";
import { Rows, Stream, diff, init } from "windrow";
import { windowError } from "../support/windrow.js";

let rows;
before(async () => {
  await init();
  const time = BigInt64Array.from({ length: 4 }, (_, i) => BigInt(i));
  rows = Rows.fromColumns({
    time,
    timeUnit: "ns",
    measures: { bytes: [1, 2, 3, 4], "a\0b": [1, 1, 1, 1], "𝒜é\ud800": [1, 1, 1, 1] },
  });
});

describe("a spec", () => {
  const itself = {};
  itself.max = itself;
  const cases = [
    [1, "BAD_OPTION", "the spec is 1; give an object such as { max: { bytes: 32000 } }"],
    [undefined, "BAD_OPTION", "the spec is undefined"],
    [[], "BAD_OPTION", "the spec is a list"],
    [{ max: 1 }, "BAD_OPTION", "max is 1; give an object"],
    [{ max: {} }, "NO_LIMIT", "the spec sets no limit"],
    [{ max: { bytes: -1 } }, "BAD_LIMIT", "max.bytes is -1; give a whole number of at least 1"],
    [{ max: { bytes: 1.5 } }, "BAD_LIMIT", "max.bytes is 1.5"],
    [{ max: { rows: NaN } }, "BAD_LIMIT", "max.rows is NaN"],
    [{ max: { rows: 0n } }, "BAD_LIMIT", "max.rows is 0"],
    [{ max: { bytes: "32k" } }, "BAD_LIMIT", 'max.bytes is "32k"; give a whole number'],
    [{ max: { bytes: "é".repeat(50) } }, "BAD_LIMIT", `max.bytes is "${"é".repeat(40)}…"; give a whole number`],
    [{ max: { bytes: [1] } }, "BAD_LIMIT", "max.bytes is a list"],
    [{ max: { bytes: { a: { b: {} } } } }, "BAD_LIMIT", "max.bytes is an object"],
    [{ max: { bytes: () => 1 } }, "BAD_LIMIT", "max.bytes is of type function"],
    [{ max: { bytes: true } }, "BAD_LIMIT", "max.bytes is true"],
    [itself, "BAD_LIMIT", "max.max is an object"],
    [{ max: { words: 5 } }, "MISSING_COLUMN", "there is no column words"],
    [{ max: { "a\0c": 5 } }, "MISSING_COLUMN", "there is no column a\0c"],
    [{ max: { rows: 2 }, overlap: 1 }, "BAD_OVERLAP", "overlap is 1; give a ratio"],
    [{ max: { rows: 2 }, overlap: "x" }, "BAD_OVERLAP", 'overlap is "x"; give a ratio'],
    [{ max: { rows: 2 }, overlap: [1] }, "BAD_OVERLAP", "overlap is a list"],
    [{ max: { rows: 2 }, overlap: { rows: 0.5 } }, "BAD_OVERLAP", "overlap.rows is 0.5"],
    [{ max: { rows: 2 }, overlap: { rows: "one" } }, "BAD_OVERLAP", 'overlap.rows is "one"'],
    [{ max: { rows: 2 }, overlap: { rows: 2 } }, "BAD_OVERLAP", "overlap.rows is 2, which is not below max.rows, 2"],
    [{ max: { bytes: 9 }, overlap: { bytes: 2 ** 60 } }, "BAD_OVERLAP", `overlap.bytes is ${2n ** 60n}, which`],
    [{ max: { rows: 2 }, minFill: "full" }, "BAD_FILL", 'minFill is "full"'],
    [{ max: { rows: 2 }, minFill: NaN }, "BAD_FILL", "minFill is NaN"],
    [{ max: { rows: 2 }, oversize: "drop" }, "BAD_OPTION", 'oversize is "drop"; give "alone" or "error"'],
    [{ max: { rows: 2 }, overlp: 0.2 }, "BAD_OPTION", "overlp is not an option; there is max, gap"],
  ];
  for (const [spec, code, sentence] of cases) {
    it(`is refused: ${sentence}`, () => {
      assert.throws(
        () => rows.windows(spec),
        (error) => {
          assert.equal(error.code, code, error.message);
          assert.ok(error.message.startsWith(sentence), error.message);
          return true;
        },
      );
    });
  }

  it("accepts undefined options, and amounts of any kind of number", () => {
    const spec = { max: { rows: 2n, bytes: null, words: undefined }, overlap: null, gap: undefined, oversize: null };
    assert.equal(rows.windows(spec).length, 2);
  });

  it("finds measures by any name", () => {
    const max = { "a\0b": 2, "𝒜é\ud800": 1, bytes: 100 };
    assert.equal(rows.windows({ max }).length, 4);
    assert.equal(rows.windows({ max: { rows: 4, "𝒜é\ud800": 2, "a\0b": 4 } }).length, 2);
  });

  it("that throws when it is read is reported", () => {
    const boom = () => {
      throw new Error("boom");
    };
    const specs = [
      {
        get max() {
          return boom();
        },
      },
      new Proxy({}, { get: boom }),
      new Proxy({}, { ownKeys: boom }),
    ];
    for (const spec of specs) {
      assert.throws(() => rows.windows(spec), { code: "BAD_OPTION", message: "the spec cannot be read: Error: boom" });
    }
    assert.throws(
      () =>
        rows.windows({
          get max() {
            throw Object.create(null);
          },
        }),
      windowError("BAD_OPTION", "the spec cannot be read"),
    );
  });
});

describe("hops", () => {
  it("take an origin of any kind of number, and refuse others", () => {
    const hops = (options) => rows.hops({ every: { nanoseconds: 2 }, ...options });
    for (const origin of [1, 1n]) assert.deepEqual([...hops({ origin }).opens], [-1n, 1n, 3n]);
    assert.deepEqual([...hops({ origin: "first", span: { nanoseconds: 1 } }).closes], [1n, 3n]);
    for (const origin of [1.5, 2n ** 63n, {}]) assert.throws(() => hops({ origin }), windowError("BAD_OPTION", "origin"));
    assert.throws(() => hops({ empty: 1 }), windowError("BAD_OPTION", "empty", "true or false"));
    assert.throws(() => hops({ evry: 1 }), windowError("BAD_OPTION", "evry", "origin"));
    assert.throws(() => rows.hops(), windowError("BAD_OPTION", "the hops"));
  });
});

describe("Egregora's settings", () => {
  it("are refused if they are invalid", () => {
    const cases = [
      [{ stepSize: 1.5 }, "BAD_OPTION", "stepSize is 1.5"],
      [{ stepSize: -3 }, "BAD_LIMIT", "stepSize is -3"],
      [{ overlapRatio: "half" }, "BAD_OPTION", 'overlapRatio is "half"'],
      [{ overlapRatio: NaN }, "BAD_OVERLAP", "overlapRatio is NaN"],
      [{ maxBytesPerWindow: -1 }, "BAD_OPTION", "maxBytesPerWindow is -1"],
      [{ maxWindowTime: "1 month" }, "BAD_DURATION", 'maxWindowTime is "1 month"'],
      [5, "BAD_OPTION", "Egregora's options is 5"],
    ];
    for (const [settings, ...told] of cases) assert.throws(() => rows.egregora(settings), windowError(...told));
  });
});

describe("columns", () => {
  it("distinguish integer partitions from others, and null from undefined", () => {
    const partition = [1, 1, 2n, 2n ** 63n - 1n, null, undefined, undefined];
    const kinds = [partition, [...partition, 2n ** 63n], [...partition, 1.5]];
    for (const partition of kinds) {
      const plan = Rows.fromColumns({ partition }).windows({ max: { rows: 9 } });
      assert.deepEqual([...plan.start].slice(0, 5), [0, 2, 3, 4, 5]);
      plan.toArrow();
    }
    assert.throws(
      () => Rows.fromColumns({ partition: ["a", Symbol("a")] }),
      windowError("UNSUPPORTED_TYPE", "Symbol(a) at row 1"),
    );
  });

  it("take whole numbers of any kind as keys, and strings", () => {
    const ids = (key) => [...Rows.fromColumns({ key }).windows({ max: { rows: 1 } }).id];
    const expected = ids(BigInt64Array.of(-1n, 0n, 7n));
    assert.equal(new Set(expected).size, 3);
    assert.deepEqual(ids([-1, 0, 7]), expected);
    assert.deepEqual(ids(Int8Array.of(-1, 0, 7)), expected);
    assert.deepEqual(ids(Uint32Array.of(0, 7)), expected.slice(1));
    assert.notDeepEqual(ids(["-1", "0", "7"]), expected);
    assert.throws(() => ids(["a", 1]), windowError("UNSUPPORTED_TYPE", "key is no string at row 1"));
    assert.throws(() => ids([1, "a"]), windowError("UNSUPPORTED_TYPE", "key is NaN at row 1"));
    assert.throws(() => ids([2 ** 64]), windowError("UNSUPPORTED_TYPE", "key", "row 0"));
  });

  it("refuse numbers that are not exact as keys and partitions", () => {
    const rows = (columns) => Rows.fromColumns(columns).free();
    for (const inexact of [2 ** 53, -(2 ** 53), 1e21]) {
      for (const array of [[1, inexact], Float64Array.of(1, inexact)]) {
        assert.throws(() => rows({ key: array }), windowError("UNSUPPORTED_TYPE", "key", "row 1", "BigInts"));
        assert.throws(() => rows({ partition: array }), windowError("UNSUPPORTED_TYPE", "partition", "row 1", "BigInts"));
      }
    }
    rows({ key: [2 ** 53 - 1], partition: [1 - 2 ** 53] });
    assert.throws(() => rows({ key: [-1n, 2n ** 63n] }), windowError("UNSUPPORTED_TYPE", "9223372036854775808 at row 1"));
    assert.throws(() => rows({ key: [1n, 2] }), windowError("UNSUPPORTED_TYPE", "key is 2 at row 1"));
  });

  it("take BigInts as keys, each its own", () => {
    const ids = (key) => [...Rows.fromColumns({ key }).windows({ max: { rows: 1 } }).id];
    const large = [2n ** 53n, 2n ** 53n + 1n, 2n ** 64n - 1n];
    assert.equal(new Set([...ids(large), ...ids([-1n])]).size, 4);
    assert.deepEqual(ids(large), ids(BigUint64Array.from(large)));
    assert.deepEqual(ids([-1n, 7n]), ids([-1, 7]));
  });

  it("distinguish partitions by their values: equal dates are one, and so are 7 and 7n", () => {
    const ends = (partition) => [...Rows.fromColumns({ partition }).windows({ max: { rows: 9 } }).end];
    assert.deepEqual(ends([new Date(5), new Date(5), new Date(6), new Date(NaN), new Date(NaN)]), [2, 3, 5]);
    assert.deepEqual(ends([7, 7n, "7", 7.5, NaN, NaN, 0, -0, true, 1]), [2, 3, 4, 6, 8, 9, 10]);
  });

  it("let a stream continue a partition, whichever type its value has", () => {
    const goesOn = (before, after) => {
      const stream = new Stream({ max: { rows: 9 } });
      stream.push(Rows.fromColumns({ partition: before }));
      return stream.push(Rows.fromColumns({ partition: after })).length === 0;
    };
    const same = [
      [[7], Uint8Array.of(7)],
      [BigInt64Array.of(7n), Float64Array.of(7)],
      [["a"], ["a"]],
      [[null], [null]],
      [[new Date(5)], [new Date(5)]],
      [[1e-7], [1e-7]],
    ];
    for (const [before, after] of same) assert.ok(goesOn(before, after), String(before));
    const other = [
      [["7"], [7]],
      [[null], [undefined]],
      [[true], [1]],
      [[new Date(5)], [5]],
      [[2n ** 53n], [2n ** 53n + 1n]],
    ];
    for (const [before, after] of other) assert.ok(!goesOn(before, after), String(before));
  });

  it("take numbers of any kind as a measure", () => {
    const kinds = [
      [1, 2],
      Float64Array.of(1, 2),
      BigInt64Array.of(1n, 2n),
      BigUint64Array.of(1n, 2n),
      Int8Array.of(1, 2),
      Uint16Array.of(1, 2),
    ];
    for (const bytes of kinds) assert.equal(Rows.fromColumns({ measures: { bytes } }).total("bytes"), 3);
    const wide = Rows.fromColumns({ measures: { bytes: BigInt64Array.of(2n ** 40n, 1n) } });
    assert.equal(wide.total("bytes"), 2 ** 40 + 1);
  });
});

describe("a wrong argument", () => {
  it("is reported, and nothing else is lost", () => {
    const plan = rows.windows({ max: { rows: 1 } });
    for (const name of [undefined, 5, {}, Symbol("bytes")]) {
      assert.throws(() => rows.total(name), windowError("BAD_OPTION", "give the name of a measure"));
      assert.throws(() => plan.sum(name), windowError("BAD_OPTION", "give the name of a measure"));
    }
    for (const other of [undefined, {}, rows]) assert.throws(() => diff(plan, other), windowError("BAD_OPTION", "two plans"));
    assert.equal(plan.length, 4);
  });
});
