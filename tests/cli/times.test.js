// Times of every unit and zone, out of files that have a type for them: what goes in comes out.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { before, describe, it } from "node:test";
import { tableFromIPC } from "apache-arrow";
import { Rows, init } from "windrow";
import { fixture, windrow, written } from "../support/cli.js";

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

const expected = (unit, zone) => ({
  unit,
  zone,
  times: [0n, 2n, 4n].map((i) => (FIRST + i * STEP) / PER_STEP[unit]),
});
const days = { unit: "s", zone: undefined, times: [19_783n, 19_785n, 19_787n].map((day) => day * 86_400n) };

describe("times of files", () => {
  before(() => init());

  const arrow = { ns: ["ns"], "ns of Berlin": ["ns", "Europe/Berlin"], "us of UTC": ["us", "UTC"], ms: ["ms"], s: ["s"] };
  for (const [column, type] of Object.entries(arrow)) {
    it(`keeps the unit and the zone of Arrow: ${column}`, async () => {
      assert.deepEqual(await firstTimes("times.arrow", column), expected(...type));
    });
  }

  // Parquet has no seconds, and no zone but UTC.
  const parquet = { ns: ["ns"], "ns of Berlin": ["ns", "UTC"], "us of UTC": ["us", "UTC"], ms: ["ms"] };
  for (const [column, type] of Object.entries(parquet)) {
    it(`keeps the unit of Parquet, and whether it is UTC: ${column}`, async () => {
      assert.deepEqual(await firstTimes("times.parquet", column), expected(...type));
    });
  }

  it("reads the nanoseconds of old Parquet, which are UTC", async () => {
    assert.deepEqual(await firstTimes("int96.parquet", "ns"), expected("ns", "UTC"));
  });

  it("takes dates as seconds, as the package does", async () => {
    for (const file of ["times.arrow", "times.parquet"]) assert.deepEqual(await firstTimes(file, "day"), days);
  });

  it("writes the very Arrow that the package makes of Arrow", async () => {
    const ipc = new Uint8Array(readFileSync(fixture("times.arrow")));
    for (const time of [...Object.keys(arrow), "day"]) {
      const plan = Rows.fromArrow(ipc, { time, text: "body" }).windows({ max: { rows: 2 } });
      const args = [fixture("times.arrow"), "--time", time, ...BY_TWO, "--format", "arrow"];
      assert.deepEqual(new Uint8Array(await written(args)), plan.toArrow());
    }
  });

  it("writes every digit", async () => {
    const args = ["--time", "ns of Berlin", ...BY_TWO, "--format", "json"];
    for (const file of ["times.arrow", "times.parquet"]) {
      const windows = JSON.parse(await written([fixture(file), ...args]));
      const times = windows.map(({ first_time: time }) => time);
      assert.deepEqual(times, [
        "2024-03-01T10:00:00.123456789Z",
        "2024-03-03T10:00:00.123456791Z",
        "2024-03-05T10:00:00.123456793Z",
      ]);
    }
  });

  it("sorts by the nanosecond", async () => {
    for (const file of ["times.arrow", "times.parquet"]) {
      const args = [fixture(file), "--time", "mixed", "--text", "body", "--max-rows", "1", "--format", "jsonl"];
      const { stdout, stderr } = await windrow(args);
      assert.match(stderr, /rows were put in order/);
      const texts = String(stdout).trim().split("\n").map((line) => JSON.parse(line).text);
      assert.deepEqual(texts, [1, 3, 5, 0, 4, 2].map((i) => `text ${i}`));
    }
  });

  it("takes edges and an origin in whatever unit the times are", async () => {
    for (const time of ["ns", "us of UTC", "ms", "s", "day"]) {
      const file = [fixture("times.arrow"), "--time", time, "--text", "body", "--format", "json"];
      const ends = async (...args) => JSON.parse(await written([...file, ...args])).map(({ end }) => end);
      // A microsecond past the start of a day is after the day, and before its next second.
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
