// Durations as people write them, to the nanosecond.
import assert from "node:assert/strict";
import { before, describe, it } from "node:test";
import { Rows, init } from "windrow";
import { windowError } from "../support/windrow.js";

const HOUR = 3_600_000_000_000n;

let rows;
before(async () => {
  await init();
  rows = Rows.fromColumns({ time: BigInt64Array.of(0n), timeUnit: "ns" });
});

/** The nanoseconds of a duration: how long the window of the clock is that opens with the only row. */
const of = (duration) => {
  const { opens, closes } = rows.hops({ every: "200w", span: duration, origin: "first" });
  return closes[0] - opens[0];
};

describe("a duration", () => {
  const long = [
    "28h",
    "1d 4h",
    "1d4h",
    " 1 day 4 hours ",
    "P1DT4H",
    " PT28H",
    "1.1666666666666667d",
    { years: 0, days: 1, hours: 4 },
    { hours: 28, minutes: undefined },
  ];
  for (const duration of long) it(`of 28 hours: ${JSON.stringify(duration)}`, () => assert.equal(of(duration), 28n * HOUR));

  const cases = [
    ["90s", 90_000_000_000n],
    ["30m", HOUR / 2n],
    ["30 min", HOUR / 2n],
    ["2w", 14n * 24n * HOUR],
    ["P2W", 14n * 24n * HOUR],
    ["PT0.5S", 500_000_000n],
    ["250ms", 250_000_000n],
    ["7us 5ns", 7_005n],
    ["1.s .5s", 1_500_000_000n],
    ["0.0000000005s", 1n],
    [1_500, 1_500_000_000n],
    [5n, 5_000_000n],
    [0.25, 250_000n],
    [{ weeks: 1, nanoseconds: 0.5 }, 7n * 24n * HOUR + 1n],
    ["1.00000000049999999999999999999s", 1_000_000_000n],
    ["18446744073709551615s", 2n ** 63n - 1n], // where time ends
  ];
  for (const [duration, nanoseconds] of cases) {
    it(`as ${typeof duration === "bigint" ? duration : JSON.stringify(duration)}`, () => assert.equal(of(duration), nanoseconds));
  }

  it("of Temporal, which hides its units", () => {
    const duration = { [Symbol.toStringTag]: "Temporal.Duration", toString: () => "P1DT4H" };
    assert.equal(of(duration), 28n * HOUR);
  });
});

describe("not a duration", () => {
  const texts = [
    "",
    " ",
    "h",
    "5",
    "1 month",
    "P1M",
    "P1Y",
    "P",
    "PT",
    "P1DT",
    "P 1D",
    "PT1D",
    "P1H",
    "-1h",
    "1h-",
    "1e3s",
    "1..5s",
    ".s",
    "1.5.5s",
    "1é",
    "é1s",
    "∞",
    "1H",
    "constructor",
    "1 constructor",
    "18446744073709551616s",
    `${"1".repeat(100_000)}h`,
    "1".repeat(100_000),
  ];
  const others = [
    -1,
    NaN,
    Infinity,
    1e300,
    -1n,
    2n ** 80n,
    true,
    [1],
    {},
    { months: 1 },
    { d: 1 },
    { hours: "1" },
    { hours: -1 },
    { years: 0 },
    { months: "" },
    () => 1,
  ];
  for (const duration of [...texts, ...others]) {
    const name = typeof duration === "string" ? JSON.stringify(duration.slice(0, 30)) : String(duration);
    it(`is ${name}`, () =>
      assert.throws(() => rows.hops({ every: "1s", span: duration }), windowError("BAD_DURATION", "span is")));
  }
});
