// Ugly and damaged files: each is read as it is meant, or is an error that says where.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { describe, it } from "node:test";
import { csv, fixture, jsonLines, messages, windrow, written } from "../support/cli.js";

/** The times and texts of rows, each a window by itself. */
async function rowsOf(input, ...args) {
  const out = String(await written([...args, "--input", "csv", "--max-rows", "1", "--format", "jsonl"], input));
  const windows = out
    .split("\n")
    .filter(Boolean)
    .map((line) => JSON.parse(line));
  return windows.map(({ first_time, text }) => (first_time === undefined ? text : [first_time, text]));
}

describe("ugly CSV", () => {
  it("quotes, line breaks and delimiters within fields, and empty lines between", async () => {
    const input = 'id,body\r\n1,"a ""b"", c\r\nd"\n\n2,\n3,""\r4,5" pipe\n"5","",\n';
    const ok = input.replace('"5","",\n', '"5","last"');
    assert.deepEqual(await rowsOf(ok), ['a "b", c\r\nd', "", "", '5" pipe', "last"]);
    // A quote within a field is a letter, also where line ends differ.
    assert.deepEqual(await rowsOf('id,body\r\n1,5" pipe\n2,"a\r\nb"\r3,c\n'), ['5" pipe', "a\r\nb", "c"]);
  });

  it("columns of one name, of odd names, and one column alone", async () => {
    assert.deepEqual(await rowsOf("a,a\n1,x\n", "--text", "a 2"), ["x"]);
    assert.deepEqual(await rowsOf('"a, ""b""\nc",\u{1F600}\n1,x\n', "--header", "--text", "\u{1F600}"), ["x"]);
    assert.deepEqual(await rowsOf("body\na\n\nb\n"), ["a", "", "b"]);
  });

  it("times of every kind", async () => {
    const same = [
      "2024-02-29 23:59:58.25",
      "2024-02-29T23:59:58.250000",
      "2024-02-29 23:59:58,2500009",
      "2024-02-29T23:59:58.25Z",
      "2024-03-01 01:59:58.25+02",
      "2024-03-01T05:29:58.25+0530",
      "2024-02-29T20:29:58.25-03:30",
      "2024-02-29 23:59:58.25 UTC",
      "1709251198.25",
      "1709251198250",
      "1709251198250000",
      "1709251198250000123",
    ];
    for (const time of same) {
      const [[read]] = await rowsOf(`ts,body\n"${time}",x\n`, "--time", "ts", "--text", "body");
      assert.equal(read.replace("Z", ""), "2024-02-29T23:59:58.250", time);
      assert.equal(read.endsWith("Z"), /Z|UTC|\+|-\d\d:\d\d$|^\d+(\.\d+)?$/.test(time), time);
    }
    const [[day], [minute]] = await rowsOf("when,said\n1969-07-20,a\n2024-01-01 10:30,b\n");
    assert.deepEqual([day, minute], ["1969-07-20T00:00:00", "2024-01-01T10:30:00"]);
    const [[milliseconds]] = await rowsOf("ts,body\n86400000,x\n", "--time-unit", "ms");
    assert.equal(milliseconds, "1970-01-02T00:00:00Z");
  });

  it("records that lie across the ends of what is read at once", async () => {
    const texts = Array.from({ length: 90_000 }, (_, i) => `${'olá "👋",\n'.repeat(i % 17)}${i}`);
    texts[50_000] = "x\n".repeat(5_000_000);
    const input = csv(
      texts.map((body, i) => ({ id: i, body })),
      ",",
      "\r\n",
    );
    assert.ok(Buffer.byteLength(input) > 18e6, "many reads");
    const out = String(
      await written(["--text", "body", "--max-rows", "30000", "--separator", "\\0", "--format", "jsonl"], input),
    );
    const read = out
      .trimEnd()
      .split("\n")
      .flatMap((line) => JSON.parse(line).text.split("\0"));
    assert.ok(read.length === texts.length && read.every((text, i) => text === texts[i]));
  });
});

/** Input that is read as far as it can be; the rest is reported. */
const TOLD = "told";

describe("what cannot be read", () => {
  const good = "id,ts,body\n1,2024-01-01,a\n";
  const json = (row) => jsonLines([...messages.slice(0, 2), row]);
  const parquet = readFileSync(fixture("snappy.parquet"));
  const arrow = readFileSync(fixture("file.arrow"));
  const cases = [
    ["too few fields", `${good}2,"2024-01-01\n"\n`, "UNKNOWN_FORMAT", "CSV"],
    ["a quote without end", `${good}2,2024-01-01,"b\n3,2024-01-01,c\n`, "BAD_CSV", "line 3"],
    ["text after a quote", `${good}2,2024-01-01,"b"c\n`, "BAD_CSV", "line 3"],
    ["bytes that are no UTF-8", Buffer.from(`${good}2,2024-01-01,\xe9\n`, "latin1"), TOLD, "windows-1252", "--encoding"],
    ["what is compressed and damaged", Buffer.from([0x1f, 0x8b, 8, 0, 0, 0]), "BAD_FILE", "gzip"],
    ["nothing at all", "", "NO_MESSAGES", "empty"],
    ["NUL in a header", "a\0,b\n1,2\n", "UNKNOWN_FORMAT", "not text"],
    ["a day that is not one", `${good}2,2023-02-29,b\n`, TOLD, "1 row whose ts is no time", "2023-02-29"],
    ["an empty time", `${good}2,,b\n`, TOLD, "1 row without a time in column ts"],
    [
      "a column that is called a time and holds none",
      `${good}2,99999999999999999999,b\n`,
      TOLD,
      "values of column ts that are no times",
    ],
    ["a line that is not JSON", `{"body":"a"}\n\n{"body":\n`, TOLD, "1 line that is no JSON object"],
    ["one object over many lines", '{\n "messages": [\n', "BAD_JSON", "line 3", "cut short"],
    ["a line that is no object", '{"body":"a"}\n[1]\n', TOLD, "1 line that is no JSON object", "[1]"],
    ["JSON of something else", '[{"body":"a"}, 5]', TOLD, "1 value that is no object", "5"],
    ["a null time in JSON", json({ ...messages[0], ts: null }), TOLD, "1 row without a time in column ts"],
    ["a time in JSON that is not one", json({ ...messages[0], ts: "soon" }), TOLD, "row 3: soon"],
    ["Parquet cut off", parquet.subarray(0, 900), "BAD_PARQUET"],
    ["Arrow cut off", arrow.subarray(0, 1_200), "CORRUPT_ARROW"],
  ];
  for (const [name, input, code, ...words] of cases) {
    it(`tells of ${name}`, async () => {
      const { status, stdout, stderr } = await windrow(["--max-rows", "2", "--format", "csv"], input);
      assert.equal(status, code === TOLD ? 0 : 1, stderr);
      const last = stderr.trimEnd().split("\n").at(-1);
      if (code !== TOLD) {
        assert.equal(String(stdout), "");
        assert.ok(last.startsWith(`windrow: ${code}: `), stderr);
      }
      for (const word of words) assert.ok((code === TOLD ? stderr : last).includes(word), `${word}: ${stderr}`);
      assert.doesNotMatch(stderr, /^ +at /m, "no stack");
    });
  }

  it("says where rows may be, in one object around them", async () => {
    const input = '{"name":"x","messages":[{"body":"a"},{"body":"b"}]}';
    const { status, stdout, stderr } = await windrow(["--max-rows", "1"], input);
    assert.deepEqual([status, /^2 rows\b/m.test(stdout)], [0, true], stderr);
    assert.match(stderr, /the rows are the objects at messages\[\] .*if not, give --rows ''/);
    const whole = await windrow(["--max-rows", "1", "--rows", "", "--text", "name"], input);
    assert.deepEqual([whole.stderr, /^1 row\b/m.test(whole.stdout)], ["", true]);
    const one = await windrow(["--max-rows", "1"], '{"name":"x","tags":["a"]}\n');
    assert.doesNotMatch(one.stderr, /the rows are/);
  });

  it("tells of measures that are not", async () => {
    const args = ["--measure", "tokens=n", "--max-tokens", "9"];
    for (const [value, shown] of [
      ["-1", '"-1"'],
      ["1.5", '"1.5"'],
      ["many", '"many"'],
      ["99999999999999999999", "e"],
    ]) {
      const { status, stderr } = await windrow(args, `n,body\n3,a\n${value},b\n`);
      assert.equal(status, 1, stderr);
      assert.match(stderr, /BAD_MEASURE: column n, line 3: /);
      assert.ok(stderr.includes(shown), stderr);
    }
    const [one] = JSON.parse(await written([...args, "--format", "json"], "n,body\n3,a\n,b\n2.0,c\n"));
    assert.equal(one.sum_tokens, 5, "nothing counts 0, and 2.0 is whole");
  });

  it("any damage of Parquet or Arrow is an error or a plan", async () => {
    let state = 11;
    const random = (below) => (state = (Math.imul(state, 1664525) + 1013904223) >>> 0) % below;
    const outcomes = { 0: 0, 1: 0 };
    for (let i = 0; i < 24; i++) {
      const intact = i % 2 ? parquet : arrow;
      const damaged = Buffer.from(intact);
      for (let k = 0; k < 6; k++) damaged[random(damaged.length)] = [0, 255, 127, random(256)][random(4)];
      const { status, stderr } = await windrow(["--max-rows", "5", "--format", "jsonl"], damaged);
      assert.ok(status in outcomes, `${status}: ${stderr}`);
      assert.doesNotMatch(stderr, /INTERNAL|^ +at /m, "told in a sentence");
      outcomes[status]++;
    }
    assert.ok(outcomes[1] > 3, `${outcomes[1]} refused`);
  });
});

describe("hostile texts", () => {
  it("can do nothing to a terminal, in a table or in an error", async () => {
    const chat = "\x1b[2J\x07\u202eevil\r\u009b31m";
    const rows = [{ chat, "ti\x1b]0;me": "2024-01-01", body: "\0\x1b[31m" }];
    const shown = await windrow(["--max-rows", "1"], csv(rows));
    assert.equal(shown.status, 0, shown.stderr);
    const wrong = await windrow(["--max-rows", "1", "--text", "\x1b[1m"], csv(rows));
    const worse = await windrow(["--max-rows", "1", "--time", "chat"], csv(rows));
    assert.equal(worse.status, 1);
    for (const { stdout, stderr } of [shown, wrong, worse]) {
      assert.doesNotMatch(`${stdout}${stderr}`, /[^\P{Cc}\n]|\u202e/u);
    }
    assert.ok(String(shown.stdout).includes("\\x1b[2J\\x07\\u202eevil"), String(shown.stdout));
  });
});
