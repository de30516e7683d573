// Times of every unit and zone, out of files that have a type for them: what goes in comes out.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { tableFromIPC } from "apache-arrow";
import { fixture, written } from "../support/cli.js";

const FIRST = 1_709_287_200_123_456_789n;
const STEP = 86_400_000_000_001n;
const PER_STEP = { s: 1_000_000_000n, ms: 1_000_000n, us: 1_000n, ns: 1n };
const UNITS = ["s", "ms", "us", "ns"];
const BY_TWO = ["--text", "body", "--max-rows", "2"];

/** What was read: the first of each window's times, and their type. */
async function firstTimes(file, time, ...more) {
  const args = [fixture(file), "--time", time, ...BY_TWO, "--format", "arrow", ...more];
  const column = tableFromIPC(await written(args)).getChild("first_time");
  const { unit, timezone } = column.type;
  return { unit: UNITS[unit], zone: timezone ?? undefined, times: [...column.data[0].values] };
}

/** Microseconds, cut to the unit of the file. */
const expected = (unit, zone) => ({
  unit: "us",
  zone: zone && "UTC",
  times: [0n, 2n, 4n].map((i) => {
    const nanos = FIRST + i * STEP;
    return (nanos - (nanos % PER_STEP[unit])) / 1_000n;
  }),
});
const days = { unit: "us", zone: undefined, times: [19_783n, 19_785n, 19_787n].map((day) => day * 86_400_000_000n) };

describe("times of files", () => {
  const arrow = { ns: ["ns"], "ns of Berlin": ["ns", "Europe/Berlin"], "us of UTC": ["us", "UTC"], ms: ["ms"], s: ["s"] };
  for (const [column, type] of Object.entries(arrow)) {
    it(`reads the unit of Arrow, and whether it has a zone: ${column}`, async () => {
      assert.deepEqual(await firstTimes("times.arrow", column), expected(...type));
    });
  }

  // Parquet has no seconds, and no zone but UTC.
  const parquet = { ns: ["ns"], "ns of Berlin": ["ns", "UTC"], "us of UTC": ["us", "UTC"], ms: ["ms"] };
  for (const [column, type] of Object.entries(parquet)) {
    it(`reads the unit of Parquet, and whether it is UTC: ${column}`, async () => {
      assert.deepEqual(await firstTimes("times.parquet", column), expected(...type));
    });
  }

  it("reads the nanoseconds of old Parquet, which are UTC", async () => {
    assert.deepEqual(await firstTimes("int96.parquet", "ns"), expected("ns", "UTC"));
  });

  it("takes dates as midnights", async () => {
    for (const file of ["times.arrow", "times.parquet"]) assert.deepEqual(await firstTimes(file, "day"), days);
  });

  it("writes every digit down to the microsecond", async () => {
    const args = ["--time", "ns of Berlin", ...BY_TWO, "--format", "json"];
    for (const file of ["times.arrow", "times.parquet"]) {
      const windows = JSON.parse(await written([fixture(file), ...args]));
      const times = windows.map(({ first_time: time }) => time);
      assert.deepEqual(times, ["2024-03-01T10:00:00.123456Z", "2024-03-03T10:00:00.123456Z", "2024-03-05T10:00:00.123456Z"]);
    }
  });

  it("takes edges and an origin in whatever unit the times are", async () => {
    for (const time of ["ns", "us of UTC", "ms", "s", "day"]) {
      const file = [fixture("times.arrow"), "--time", time, "--text", "body", "--format", "json"];
      const ends = async (...args) => JSON.parse(await written([...file, ...args])).map(({ end }) => end);
      assert.deepEqual(await ends("--edge", "2024-03-03T00:00:00.000001Z"), time === "day" ? [3, 6] : [2, 6]);
      assert.deepEqual(await ends("--every", "2d", "--origin", "2024-03-02"), [1, 3, 5, 6]);
    }
  });

  it("says UTC of texts that name a zone, and nothing of those that do not", async () => {
    const zoneOf = async (ts) => {
      const args = ["--time", "ts", ...BY_TWO, "--format", "arrow"];
      return tableFromIPC(await written(args, `ts,body\n${ts},x\n`)).getChild("first_time").type.timezone;
    };
    assert.equal(await zoneOf("2024-03-01T10:00:00+02:00"), "UTC");
    assert.equal(await zoneOf("1709287200"), "UTC");
    assert.equal(await zoneOf("2024-03-01T10:00:00"), null);
  });
});
