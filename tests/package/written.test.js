// The cases of written.json through JavaScript: a parsed value has the same result here as its JSON has
// natively. Specs are compared by the state of a stream, which holds the whole spec.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { before, describe, it } from "node:test";
import { Rows, Stream, init } from "windrow";
import { windowError } from "../support/windrow.js";

const cases = JSON.parse(readFileSync(new URL("../fixtures/written.json", import.meta.url)));

const columns = { time: BigInt64Array.of(0n, 1n, 2n, 3n), timeUnit: "ns", measures: { bytes: [1, 2, 3, 4] } };

const outcomes = {
  // A stream always refuses even cuts.
  spec: (given) => (given?.cut === "even" ? undefined : new Stream(given).save()),
  hops: (given) => Rows.fromColumns(columns).hops(given).toArrow(),
  egregora: (given) => Rows.fromColumns(columns).egregora(given).toArray(),
};

describe("the written form", () => {
  before(() => init());

  for (const { kind, given, written, code, told } of cases) {
    it(`of ${kind}: ${JSON.stringify(given).slice(0, 80)}`, () => {
      const outcome = outcomes[kind];
      if (written) return assert.deepEqual(outcome(given), outcome(written));
      assert.throws(() => outcome(given), { name: "WindowError", code, message: told });
    });
  }
});

describe("a value without a JSON form", () => {
  let rows;
  before(async () => {
    await init();
    rows = Rows.fromColumns(columns);
  });
  const max = { rows: 2 };
  const cyclic = { duration: {} };
  cyclic.duration.duration = cyclic;
  const refused = [
    ["a Map", new Map([["max", max]]), "BAD_OPTION", "the spec is of type Map; give an object"],
    ["a Map of limits", { max: new Map([["rows", 2]]) }, "BAD_OPTION", "max is of type Map"],
    ["a Map of budgets", { max, overlap: new Map([["rows", 1]]) }, "BAD_OVERLAP", "overlap is of type Map"],
    ["a Map of units", { gap: new Map([["hours", 1]]) }, "BAD_DURATION", "gap is of type Map"],
    ["a Set", { max: new Set(["rows"]) }, "BAD_OPTION", "max is of type Set"],
    ["a promise", { max: Promise.resolve(max) }, "BAD_OPTION", "max is of type Promise"],
    ["a promise of a budget", { max, overlap: Promise.resolve({}) }, "BAD_OVERLAP", "overlap is of type Promise"],
    ["a typed array", { max: Uint8Array.of(1) }, "BAD_OPTION", "max is of type Uint8Array"],
    ["a typed array of edges", { edges: Float64Array.of(1) }, "BAD_EDGES", "edges is of type Float64Array"],
    ["bytes", { max: new ArrayBuffer(8) }, "BAD_OPTION", "max is of type ArrayBuffer"],
    ["a function", { max: () => max }, "BAD_OPTION", "max is of type function"],
    ["a symbol", { max, cut: Symbol("full") }, "BAD_OPTION", "cut is of type symbol"],
    ["a Date", { gap: new Date(0) }, "BAD_DURATION", "gap is a Date"],
    ["a boxed number", { max: { rows: Object(2) } }, "BAD_LIMIT", "max.rows is of type Number"],
    ["a regular expression", { max, cut: /full/ }, "BAD_OPTION", "cut is of type RegExp"],
    ["an integer past 64 bits", { max: { rows: 2n ** 64n } }, "BAD_LIMIT", `max.rows is ${2n ** 64n}; give`],
    ["an integer far past them", { max: { rows: 10n ** 5_000n } }, "BAD_LIMIT", "max.rows is 1000000"],
    ["a negative integer past them", { max, overlap: { rows: -(2n ** 70n) } }, "BAD_OVERLAP", `overlap.rows is ${-(2n ** 70n)}`],
    ["a number past all", { max: { rows: Infinity } }, "BAD_LIMIT", "max.rows is inf"],
    ["a cycle", { max: cyclic }, "BAD_DURATION", "max.duration is an object"],
    ["a list that holds itself", { edges: ((list) => (list.push(list), list))([]) }, "BAD_EDGES", "edges at place 0 is a list"],
    ["an edge that is no date", { edges: [new Date(NaN)] }, "BAD_EDGES", "edges at place 0 is an invalid Date"],
    ["an edge past 64 bits", { edges: [0n, 2n ** 63n] }, "BAD_EDGES", `edges at place 1 is ${2n ** 63n}; give`],
    ["an edge far past them", { edges: [2n ** 64n] }, "BAD_EDGES", `edges at place 0 is ${2n ** 64n}; give`],
    [
      "a date past 64 bits of nanoseconds",
      { edges: [new Date("9999-12-31")] },
      "BAD_EDGES",
      "edges at place 0 is a Date, 253402214400000 ms since 1970; give",
    ],
  ];
  for (const [name, spec, code, told] of refused) {
    it(`is refused by name: ${name}`, () => {
      assert.throws(
        () => rows.windows(spec),
        (error) => {
          assert.equal(error.code, code, error.message);
          assert.ok(error.message.startsWith(told), error.message);
          return true;
        },
      );
    });
  }

  const same = (spec, other) => assert.deepEqual(new Stream(spec).save(), new Stream(other).save());

  it("is read where its meaning is clear", () => {
    same({ max: { rows: 2n } }, { max: { rows: 2 } });
    same({ max, gap: 5n }, { max, gap: 5 });
    same({ max: Object.assign(Object.create(null), { rows: 2 }) }, { max });
    same(
      new (class Mine {
        max = max;
      })(),
      { max },
    );
    same(new Proxy({ max }, {}), { max });
    same(
      {
        get max() {
          return {
            get rows() {
              return 2;
            },
          };
        },
      },
      { max },
    );
    same({ max: { rows: 2 ** 64 } }, { max: { rows: 2n ** 64n - 1n } });
    const temporal = { [Symbol.toStringTag]: "Temporal.Duration", toString: () => "P1DT4H" };
    same({ max, gap: temporal }, { max, gap: "28h" });
    same({ max: { duration: temporal } }, { max: { duration: "28h" } });
  });

  it("edges, of dates and integers of any kind", () => {
    same({ edges: [new Date(5), 6_000n, 7_000] }, { edges: BigInt64Array.of(5_000n, 6_000n, 7_000n) });
    same({ edges: new Proxy([1n, 2], {}) }, { edges: [1, 2] });
    const of = (timeUnit, time, edge) =>
      Rows.fromColumns({ time: BigInt64Array.of(...time), timeUnit }).windows({ edges: [edge] }).length;
    assert.equal(of("s", [1n, 2n], new Date(1_001)), 2, "the first second that is not before");
    assert.equal(of("s", [-1n, 0n], new Date(-1)), 2);
    assert.equal(of("ms", [4n, 5n], new Date(5)), 2);
    assert.equal(of("ns", [4_999_999n, 5_000_000n], new Date(5)), 2);
  });

  it("that throws is reported with its error, and does no harm", () => {
    const thrown = new TypeError("mine");
    const boom = () => {
      throw thrown;
    };
    const proxied = (trap) => new Proxy({}, { [trap]: boom });
    const specs = [
      [
        {
          get max() {
            return boom();
          },
        },
        "the spec",
      ],
      [
        {
          max: {
            get bytes() {
              return boom();
            },
          },
        },
        "max",
      ],
      [
        {
          max: {
            duration: {
              get hours() {
                return boom();
              },
            },
          },
        },
        "max.duration",
      ],
      [{ max: proxied("ownKeys") }, "max"],
      [{ max: { rows: 1 }, edges: new Proxy([1n], { get: boom }) }, "edges"],
      [{ max: { [Symbol.toStringTag]: "Temporal.Duration", toString: boom } }, "max"],
      [
        {
          get max() {
            throw undefined;
          },
        },
        "the spec",
      ],
      [
        {
          get max() {
            throw Symbol("s");
          },
        },
        "the spec",
      ],
    ];
    const bystander = Rows.fromColumns({ length: 3 });
    for (const [spec, name] of specs) {
      assert.throws(() => rows.windows(spec), windowError("BAD_OPTION", `${name} cannot be read`));
    }
    assert.throws(
      () => rows.windows(specs[0][0]),
      ({ cause }) => cause === thrown,
    );
    assert.equal(bystander.length, 3);
  });

  it("may use the rows that it is for", () => {
    const rows = Rows.fromColumns(columns);
    const inner = [];
    const spec = {
      get max() {
        inner.push(rows.windows({ max: { rows: 1 } }).length);
        return { rows: 2 };
      },
    };
    assert.equal(rows.windows(spec).length, 2);
    assert.deepEqual(inner, [4]);
    assert.throws(
      () =>
        rows.windows({
          get max() {
            rows.free();
            return max;
          },
        }),
      windowError("FREED", "Rows"),
    );
    assert.equal(Rows.fromColumns(columns).length, 4);
  });
});
