// A template gives the same text in JavaScript, in DuckDB-WASM and in native DuckDB.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, before, describe, it } from "node:test";
import { defaultTemplate, lineBytes, parseTemplate, renderLine, templateSql } from "windrow/prompts";
import { ENGINES } from "../support/engines.js";
import { generator } from "../support/generator.js";
import { TEXTS, textSqlOf } from "../support/hostile.js";
import { windowError } from "../support/windrow.js";

const SPECIFIERS = "aAwudbhBmyYGVUWjHIpMSfgzcxXT%".split("").concat(["-d", "-m", "-y", "-j", "-H", "-I", "-M", "-S"]);
const TIMES = [
  "infinity",
  "-infinity",
  "1970-01-01 00:00:00",
  "1969-12-31 23:59:59.999999",
  "0001-01-01 00:00:00",
  "0001-12-31 (BC) 12:00:00",
  "0044-03-15 (BC) 01:02:03.000001",
  "0001-01-01 (BC) 13:00:00",
  "290309-12-22 (BC) 00:00:00",
  "294247-01-10 04:00:54.775806",
  "9999-12-31 23:59:59.5",
  "12024-03-05 07:08:09.012345",
  "2000-02-29 00:00:00",
  "1900-03-01 12:00:00.25",
  "2020-12-31 11:59:59",
  "2021-01-03 00:00:00",
  "2024-12-30 01:00:00",
];
const DOUBLES = [
  0,
  -0,
  1,
  -1.5,
  0.1,
  1e15,
  1e16,
  123456789012345.6,
  1e-4,
  1e-5,
  1.5e300,
  5e-324,
  NaN,
  Infinity,
  -Infinity,
  1 / 3,
  2 ** 53,
  1e21,
  12345678.9,
];

const quoted = (name) => `t."${name.replaceAll('"', '""')}"`;
const hexOf = (text) => Buffer.from(text, "utf8").toString("hex").toUpperCase();
const doubleSql = (value) =>
  `'${Number.isNaN(value) ? "nan" : Number.isFinite(value) ? (Object.is(value, -0) ? "-0.0" : value) : value > 0 ? "inf" : "-inf"}'::DOUBLE`;

const picked = ENGINES.filter(({ name }) => ["DuckDB-WASM, blocking", "native DuckDB"].includes(name));
for (const { name, open } of picked) {
  describe(`a template, in JavaScript and in ${name}`, () => {
    let engine;
    before(async () => {
      engine = await open();
    });
    after(() => engine.close());

    /** The lines of a table, as hexadecimal digits of their bytes. */
    const linesOf = async (template, table) =>
      (
        await engine.rows(`SELECT hex(encode(${templateSql(parseTemplate(template), quoted)})) FROM ${table} AS t ORDER BY i`)
      ).map(([hex]) => hex);

    it("writes hostile texts as the same bytes", async () => {
      const { below, pick } = generator(1);
      await engine.rows(
        `CREATE OR REPLACE TABLE texts AS SELECT * FROM (VALUES ${TEXTS.map((text, i) => `(${i}, ${textSqlOf(text)}, ${textSqlOf(TEXTS[(i * 7 + 3) % TEXTS.length])})`)}) AS v(i, "text", "odd ""}: name")`,
      );
      const pieces = [
        "{text}",
        '{"odd ""}: name"}',
        "{TEXT}",
        "{{",
        "}}",
        "'",
        '"',
        "\0",
        "\ud83d",
        "\udc00",
        "🎉",
        "\u202e",
        "%",
        "\\",
        "\n",
        "$1",
        " ",
      ];
      for (let round = 0; round < 60; round++) {
        const template = Array.from({ length: below(7) }, () => pick(pieces)).join("");
        const columns = { text: TEXTS, 'odd "}: name': TEXTS.map((_, i) => TEXTS[(i * 7 + 3) % TEXTS.length]) };
        const expected = TEXTS.map((_, i) =>
          renderLine(template, { text: columns.text[i], 'odd "}: name': columns['odd "}: name'][i] }),
        );
        assert.deepEqual(await linesOf(template, "texts"), expected.map(hexOf), JSON.stringify(template));
        const bytes = lineBytes(template, columns, { separator: " — " });
        assert.deepEqual(
          [...bytes],
          expected.map((line) => Buffer.byteLength(line) + 5),
          JSON.stringify(template),
        );
      }
    });

    it("writes times alike, in every format and unit", async () => {
      const { below } = generator(2);
      const times = [
        ...TIMES.map((time) => `TIMESTAMP '${time}'`),
        ...Array.from({ length: 1_500 }, () => `make_timestamp(${BigInt(below(2 ** 32)) * BigInt(below(2 ** 31)) - 2n ** 62n})`),
      ];
      await engine.rows(
        `CREATE OR REPLACE TABLE times AS SELECT i, ts AS time FROM (VALUES ${times.map((time, i) => `(${i}, ${time})`)}) AS v(i, ts)`,
      );
      const micros = (
        await engine.rows(
          "SELECT CASE WHEN time = 'infinity'::TIMESTAMP THEN '9223372036854775807' WHEN time = '-infinity'::TIMESTAMP THEN '-9223372036854775807' ELSE epoch_us(time)::VARCHAR END FROM times ORDER BY i",
        )
      ).map(([text]) => BigInt(text));
      for (const template of ["{time}", ...SPECIFIERS.map((specifier) => `{time:|é%${specifier}'}`), "[{time:%Y-%m-%d %H:%M}]"]) {
        assert.deepEqual(
          await linesOf(template, "times"),
          micros.map((time) => hexOf(renderLine(template, { time }))),
          template,
        );
      }
      for (const [type, unit] of [
        ["TIMESTAMP_S", "s"],
        ["TIMESTAMP_MS", "ms"],
        ["TIMESTAMP_NS", "ns"],
      ]) {
        const near =
          unit === "ns"
            ? Array.from({ length: 300 }, () => BigInt(below(2 ** 32)) * BigInt(below(2 ** 31)) - 2n ** 62n)
            : micros.slice(2, 200).map((time) => time / (unit === "s" ? 1_000_000n : 1_000n));
        const from = { s: "make_timestamp(n * 1000000)", ms: "make_timestamp(n * 1000)", ns: "make_timestamp_ns(n)" }[unit];
        await engine.rows(
          `CREATE OR REPLACE TABLE units AS SELECT i, (${from})::${type} AS time FROM (VALUES ${near.map((time, i) => `(${i}, ${time}::BIGINT)`)}) AS v(i, n)`,
        );
        for (const template of ["{time}", "{time:%c.%f %g}"]) {
          const expected = near.map((time) => hexOf(renderLine(template, { time }, { timeUnit: unit })));
          assert.deepEqual(await linesOf(template, "units"), expected, `${type} ${template}`);
        }
      }
    });

    it("writes numbers and booleans alike, and other types as the engine's texts", async () => {
      const { random, below } = generator(3);
      const doubles = Float64Array.from([
        ...DOUBLES,
        ...Array.from({ length: 500 }, () => (random() - 0.5) * 10 ** (below(60) - 30)),
      ]);
      const rows = [...doubles].map(
        (value, i) => `(${i}, ${doubleSql(value)}, ${i % 3 === 0 ? "NULL" : i % 2 === 0}, ${i - 250}::BIGINT * 34359738369131)`,
      );
      await engine.rows(
        `CREATE OR REPLACE TABLE numbers AS SELECT i, d, CASE WHEN abs(d) > 3e38 THEN 0 ELSE d END::FLOAT AS f, b, n, (i::DECIMAL(9, 2) / 8)::DECIMAL(9, 3) AS decimal, DATE '2024-02-28' + i::INTEGER AS day, n::HUGEINT * 1000000007 AS huge FROM (VALUES ${rows}) AS v(i, d, b, n)`,
      );
      const texts = await engine.rows("SELECT decimal::VARCHAR, day::VARCHAR, huge::VARCHAR FROM numbers ORDER BY i");
      const template = "{d}|{f}|{b}|{n}|{decimal}|{day}|{huge}|{i}";
      const columns = {
        d: doubles,
        f: Float32Array.from(doubles, (value) => (Math.abs(value) > 3e38 ? 0 : value)),
        b: Array.from(doubles, (_, i) => (i % 3 === 0 ? null : i % 2 === 0)),
        n: BigInt64Array.from(doubles, (_, i) => BigInt(i - 250) * 34359738369131n),
        decimal: texts.map(([text]) => text),
        day: texts.map(([, text]) => text),
        huge: texts.map(([, , text]) => text),
        i: Int32Array.from(doubles, (_, i) => i),
      };
      const lines = await engine.rows(`SELECT ${templateSql(parseTemplate(template), quoted)} FROM numbers AS t ORDER BY i`);
      const bytes = lineBytes(template, columns, { separator: "" });
      for (const [i, [line]] of lines.entries()) {
        assert.equal(bytes[i], Buffer.byteLength(line), line);
        const [d, f] = line.split("|");
        assert.equal(lineBytes("{d}", { d: doubles.subarray(i, i + 1) }, { separator: "" })[0], d.length, d);
        assert.equal(lineBytes("{d}", { d: columns.f.subarray(i, i + 1) }, { separator: "" })[0], f.length, f);
        if (!Number.isInteger(doubles[i])) assert.equal(renderLine("{d}", { d: doubles[i] }), d);
      }
    });
  });
}

describe("a template", () => {
  it("writes the lines of the cases that other engines share", async () => {
    const cases = JSON.parse(await readFile(new URL("../fixtures/templates.json", import.meta.url), "utf8"));
    const read = {
      text: String,
      bigint: BigInt,
      double: (value) => Float64Array.of(value),
      float: (value) => Float32Array.of(value),
    };
    const valueOf = ({ type, value }) => (value === null || type === "boolean" ? value : (read[type] ?? BigInt)(value));
    for (const { template, row, line } of cases) {
      const values = Object.entries(row).map(([name, cell]) => [name, valueOf(cell)]);
      const unit = Object.values(row)
        .map(({ type }) => type.split("timestamp_")[1])
        .find(Boolean);
      // Only a column of floats has a defined text.
      const columns = Object.fromEntries(values.map(([name, value]) => [name, ArrayBuffer.isView(value) ? value : [value]]));
      const options = unit ? { timeUnit: unit } : {};
      assert.deepEqual([...lineBytes(template, columns, { ...options, separator: "" })], [Buffer.byteLength(line)], template);
      if (!values.some(([, value]) => ArrayBuffer.isView(value)))
        assert.equal(renderLine(template, Object.fromEntries(values), options), line, template);
    }
  });

  it("reports its errors, and their places", () => {
    const wrong = [
      ["🎉{text", "character 2", "{{"],
      ["text}", "character 5", "}}"],
      ["{}", "character 1"],
      ["{time:}", "{time:}", "empty"],
      ["a{time:%Q}", "%Q", "character 2", "%Y"],
      ["{time:%n}", "%n"],
      ["{time:%}", "%%"],
      ["{a{b}}", "character 1"],
    ];
    for (const [template, ...words] of wrong)
      assert.throws(() => parseTemplate(template), windowError("BAD_TEMPLATE", ...words), template);
    assert.throws(() => parseTemplate(5), windowError("BAD_TEMPLATE", "5"));
  });

  it("names the existing columns in its error", () => {
    assert.throws(
      () => renderLine("é{author}: {txt}", { author: "A", text: "b" }),
      windowError("MISSING_COLUMN", "{txt}", "character 12", "author, text"),
    );
    assert.throws(
      () => lineBytes("{txt}", { text: ["a"], none: undefined }),
      windowError("MISSING_COLUMN", "{txt}", "there is text"),
    );
    assert.throws(() => lineBytes("{a}{b}", { a: ["a"], b: [] }), windowError("LENGTH_MISMATCH", "b", "0", "1"));
    assert.throws(() => lineBytes("{a}", { a: [{}] }), windowError("UNSUPPORTED_TYPE", "{a}", "row 0"));
    assert.throws(() => lineBytes("{a:%Y}", { a: ["2024"] }), windowError("UNSUPPORTED_TYPE", "{a:%Y}", "2024"));
  });

  it("defaults to time, author and text, as far as they exist", () => {
    assert.equal(
      renderLine(defaultTemplate({ time: "ts", author: "who" }), {
        time: new Date("2024-05-06T07:08:09Z"),
        author: "Ada",
        text: null,
      }),
      "[2024-05-06 07:08] Ada: ",
    );
    assert.equal(defaultTemplate({ time: "ts" }), "{text}");
  });
});
