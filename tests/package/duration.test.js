// Durations as people write them, to the nanosecond.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { durationOf } from "../../pkg/dist/duration.js";
import { windowError } from "../support/windrow.js";

const HOUR = 3_600_000_000_000n;
const of = (duration) => {
  const [seconds, nanoseconds] = durationOf("gap", duration);
  return BigInt(seconds) * 1_000_000_000n + BigInt(nanoseconds);
};

describe("a duration", () => {
  const long = ["28h", "1d 4h", "1d4h", " 1 day 4 hours ", "P1DT4H", " PT28H", "1.1666666666666667d", { years: 0, days: 1, hours: 4 }, { hours: 28, minutes: undefined }];
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
    ["0s", 0n],
    ["1.s .5s", 1_500_000_000n],
    ["0.00000000049999999999999999999s", 0n],
    ["0.0000000005s", 1n],
    [1_500, 1_500_000_000n],
    [5n, 5_000_000n],
    [0.25, 250_000n],
    [{ weeks: 1, nanoseconds: 0.5 }, 7n * 24n * HOUR + 1n],
    ["18446744073709551615s", 2n ** 64n * 1_000_000_000n], // as near as a double comes
  ];
  for (const [duration, nanoseconds] of cases) {
    it(`as ${typeof duration === "bigint" ? duration : JSON.stringify(duration)}`, () => assert.equal(of(duration), nanoseconds));
  }

  it("of Temporal, which hides its units", () => {
    const duration = { [Symbol.toStringTag]: "Temporal.Duration", toString: () => "P1DT4H" };
    assert.equal(of(duration), 28n * HOUR);
  });
});

describe("no duration", () => {
  const texts = ["", " ", "h", "5", "1 month", "P1M", "P1Y", "P", "PT", "P1DT", "P 1D", "PT1D", "P1H", "-1h", "1h-", "1e3s", "1..5s", ".s", "1.5.5s", "1é", "é1s", "∞", "1H", "constructor", "1 constructor", "18446744073709551616s", `${"1".repeat(100_000)}h`, "1".repeat(100_000)];
  const others = [-1, NaN, Infinity, 1e300, -1n, 2n ** 80n, null, true, [1], {}, { months: 1 }, { d: 1 }, { hours: "1" }, { hours: -1 }, { years: 0 }, { months: "" }, () => 1];
  for (const duration of [...texts, ...others]) {
    const name = typeof duration === "string" ? JSON.stringify(duration.slice(0, 30)) : String(duration);
    it(`is ${name}`, () => assert.throws(() => durationOf("gap", duration), windowError("BAD_DURATION", "gap is")));
  }
});
