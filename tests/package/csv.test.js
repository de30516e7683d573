// Ugly CSV, on every engine.
import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { init } from "windrow";
import { fetchRows, loadCsv } from "windrow/duckdb";
import { sampleCsv } from "../../scripts/lib/sample.js";
import { ENGINES } from "../support/engines.js";
import { windowError } from "../support/windrow.js";

before(() => init());

const bytes = (text) => new TextEncoder().encode(text);

for (const { name, open } of ENGINES) {
  describe(`loadCsv, on ${name}`, () => {
    let connection, table, close;
    before(async () => ({ connection, rows: table, close } = await open()));
    after(() => close?.());
    const load = (csv, options) => loadCsv(connection, typeof csv === "string" ? bytes(csv) : csv, { into: "t", ...options });
    const types = async () => (await table("SELECT column_name || ' ' || column_type FROM (DESCRIBE t)")).flat();

    it("distinguishes empty texts from nulls, and line breaks in a text from records", async () => {
      await load('id,ts,body\n1,2024-01-01 10:00:00,""\n2,2024-01-01 10:00:00,\n3,2024-01-01 10:00:01,"a\n\n""b"""\n');
      assert.deepEqual(await table("SELECT id::INT, body FROM t"), [
        [1, ""],
        [2, null],
        [3, 'a\n\n"b"'],
      ]);
      assert.deepEqual(await types(), ["id BIGINT", "ts TIMESTAMP", "body VARCHAR"]);
    });

    it("finds the delimiter, a byte order mark and other line ends", async () => {
      for (const [delimiter, end] of [
        [",", "\n"],
        [";", "\r\n"],
        ["\t", "\n"],
        ["|", "\r"],
      ]) {
        const lines = [
          ["ts", '"a, b; c"'],
          ["2024-01-01", '"x,y;z"'],
          ["2024-01-02", "w"],
        ];
        await load(`\ufeff${lines.map((fields) => fields.join(delimiter)).join(end)}`);
        assert.deepEqual(await types(), ["ts DATE", "a, b; c VARCHAR"]);
        assert.deepEqual((await table('SELECT "a, b; c" FROM t')).flat(), ["x,y;z", "w"]);
      }
    });

    it("detects types over the whole file, and keeps text as text", async () => {
      const numbers = Array.from({ length: 30_000 }, (_, i) => `${i},${i === 29_000 ? "hello" : i}`);
      await load(`id,body\n${numbers.join("\n")}`);
      assert.deepEqual(await types(), ["id BIGINT", "body VARCHAR"]);
      await load("id,body\n1,12\n2,007\n", { text: "body" });
      assert.deepEqual((await table("SELECT body FROM t")).flat(), ["12", "007"]);
    });

    it("reads a record of megabytes and a Blob, and leaves the bytes unchanged", async () => {
      const csv = bytes(`id,body\n1,"${"a line, quoted\n".repeat(300_000)}"\n`);
      await load(csv);
      assert.deepEqual(await table("SELECT strlen(body)::INT FROM t"), [[4_500_000]]);
      assert.equal(csv[0], "i".charCodeAt(0));
      await loadCsv(connection, new Blob(["id\n1\n"]), { into: "t" });
      assert.deepEqual(await table("SELECT id::INT FROM t"), [[1]]);
    });

    it("reads columns of equal names under the names that DuckDB gives them", async () => {
      await load("a,a\n2024-01-01,2024-01-02\n", { time: "a_1", text: "a" });
      assert.deepEqual(await types(), ["a VARCHAR", "a_1 TIMESTAMP"]);
    });

    it("reads a file with only a header", async () => {
      await load("ts,body\n", { time: "ts", text: "body" });
      assert.deepEqual(await types(), ["ts TIMESTAMP", "body VARCHAR"]);
      const { rows } = await fetchRows(connection, { from: "t", time: "ts", text: "body" });
      assert.equal(rows.windows({ max: { bytes: 1 } }).length, 0);
    });

    it("loads the sample, which is what it says it is", async () => {
      await load(sampleCsv(), { time: "ts", text: "body" });
      const [[rows, nulls, empty, authors, longest, ties, years, lines]] = await table(`SELECT
        count(*)::INT, count(*) FILTER (body IS NULL)::INT, count(*) FILTER (body = '')::INT,
        count(DISTINCT author)::INT, max(strlen(body))::INT, (count(*) - count(DISTINCT ts))::INT,
        date_diff('day', min(ts), max(ts))::INT // 365.0, count(*) FILTER (contains(body, chr(10)))::INT FROM t`);
      assert.deepEqual({ rows, nulls, empty, longest }, { rows: 20_000, nulls: 1, empty: 1, longest: 200_000 });
      assert.ok(authors > 5 && ties > 20 && lines > 100 && years >= 1, `${[authors, ties, lines, years]}`);
    });

    const multiline = (bad) => `id,ts,body\n${'1,2024-01-01,"a\nb\nc"\n'.repeat(20)}${bad}\n2,2024-01-01,d\n`;
    const wrong = [
      ["too few fields", multiline("1,2024-01-01"), {}, "BAD_CSV", "line 62", "Columns"],
      ["too many fields", multiline("1,2024-01-01,x,y"), {}, "BAD_CSV", "line 62", "Columns"],
      ["a quote without end", 'id,body\n1,"a\nb\nc\n', {}, "BAD_CSV", "line 2", "unterminated quote"],
      ["text after a quote", 'id,body\n1,"a"b\n2,c\n', {}, "BAD_CSV", "line 2", "quote"],
      ["no time where one has to be", multiline("1,yesterday,x"), { time: "ts" }, "BAD_CSV", "line 62", "ts", "yesterday"],
      ["bytes that are no UTF-8", Uint8Array.of(...bytes("id,body\n1,a\n2,"), 0xff, 0xfe, 10), {}, "BAD_CSV", "line 3", "utf-8"],
      ["a picture", Uint8Array.from({ length: 5_000 }, (_, i) => (i * 7919) >> 3), {}, "BAD_CSV", "not text"],
      ["noise", Uint8Array.from({ length: 5_000 }, (_, i) => ((i * 7919) >> 3) | 1), {}, "BAD_CSV", "line"],
      ["line ends that change", "id,body\r\n1,a\n2,b\r\n", {}, "BAD_CSV", "RFC 4180"],
      ["nothing at all", "", {}, "BAD_CSV", "empty"],
      ["a column that is not there", "id,body\n1,a\n", { time: "ts" }, "MISSING_COLUMN", "ts", "id, body"],
      ["a column that is to be two things", "id,ts\n1,2024-01-01\n", { time: "ts", text: "ts" }, "BAD_OPTION", "ts"],
    ];
    for (const [name, csv, options, ...told] of wrong) {
      it(`reports ${name}`, async () => {
        await load("id\n5\n");
        await assert.rejects(load(csv, options), windowError(...told));
        assert.deepEqual(await table("SELECT id::INT FROM t"), [[5]], "the table is as it was");
      });
    }
  });
}
