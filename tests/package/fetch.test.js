// The one query, on every engine.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, describe, it } from "node:test";
import { init } from "windrow";
import { auditQueries, fetchRows } from "windrow/duckdb";
import { ENGINES } from "../support/engines.js";
import { asTuples, windowsOf } from "../support/oracle.js";
import { windowError } from "../support/windrow.js";

before(() => init());

for (const { name, open } of ENGINES) {
  describe(`fetchRows, on ${name}`, () => {
    let connection, run, close;
    before(async () => ({ connection, rows: run, close } = await open()));
    after(() => close?.());

    before(() =>
      run(`CREATE TABLE messages AS SELECT i::INTEGER AS id, (i % 11)::INTEGER AS tokens,
        TIMESTAMP '2024-01-01' + INTERVAL (i // 4) MINUTE AS ts,
        CASE WHEN i % 9 = 0 THEN NULL ELSE repeat('é', (i * 7919 % 100)::INTEGER) END AS body
        FROM range(20000) AS r(i)`),
    );
    const length = (i) => (i % 9 === 0 ? 0 : 2 * ((i * 7919) % 100));
    const lengths = Array.from({ length: 20_000 }, (_, i) => length(i));
    const query = { from: "messages", time: "ts", text: "body", measures: { tokens: "tokens" } };

    for (const [about, bytes] of [
      [20, 98_000],
      [2_000, 980],
    ]) {
      it(`runs one query between load and about ${about} windows`, async () => {
        const audit = auditQueries(connection);
        const { rows } = await fetchRows(audit.connection, query);
        const plan = rows.windows({ max: { bytes } });
        const tuples = asTuples(plan);
        plan.toArrow();
        assert.equal(audit.queries.length, 1);
        assert.ok(Math.abs(plan.length / about - 1) < 0.1, `${plan.length} windows`);
        assert.deepEqual(tuples, windowsOf(lengths, { max: { bytes } }));
      });
    }

    it("measures bytes, not characters, and null as 0", async () => {
      const { rows, sql, bytes } = await fetchRows(connection, query);
      assert.equal(rows.length, 20_000);
      assert.equal(
        rows.total("bytes"),
        lengths.reduce((a, b) => a + b),
      );
      assert.equal(
        rows.total("tokens"),
        lengths.reduce((sum, _, i) => sum + (i % 11), 0),
      );
      assert.equal(rows.timeUnit, "us");
      assert.ok(sql.startsWith("SELECT "));
      assert.ok(bytes < 20_000 * 20, `${bytes} bytes: no text is fetched`);
    });

    it("keeps the table's order where rows are declared sorted, and refuses unsorted ones", async () => {
      await run(`CREATE OR REPLACE TABLE lying AS SELECT * FROM (VALUES
        ('b', TIMESTAMP '2024-01-02', 1), ('b', TIMESTAMP '2024-01-03', 2), ('a', TIMESTAMP '2024-01-01', 4)) AS t(chat, ts, bit)`);
      const asked = { from: "lying", time: "ts", partition: "chat", measures: { bit: "bit" } };
      const bits = async (more, watch) => {
        const { rows, order } = await fetchRows(connection, { ...asked, ...more }, watch);
        return [[...rows.windows({ max: { rows: 1 } }).sum("bit")], order.sorted];
      };
      assert.deepEqual(await bits({}), [[4, 1, 2], true]);
      for (const watch of [undefined, { onProgress: () => {} }]) {
        assert.deepEqual(await bits({ inOrder: true }, watch), [[1, 2, 4], false]);
        assert.deepEqual(await bits({ inOrder: true, line: "{bit}", tokens: (text) => text.length }, watch), [[1, 2, 4], false]);
        await assert.rejects(bits({ inOrder: true, partition: undefined }, watch), windowError("UNSORTED", "row 2"));
        await assert.rejects(
          bits({ inOrder: true, partition: undefined, line: "{bit}", tokens: (text) => text.length }, watch),
          windowError("UNSORTED", "row 2"),
        );
      }
    });

    it("orders by time, then by orderBy, then by insertion", async () => {
      await run(`CREATE TABLE ties AS SELECT * FROM (VALUES
        (5, '2024-01-02', 1), (1, '2024-01-01', 2), (3, '2024-01-01', 4), (2, '2024-01-01', 8), (3, '2024-01-01', 16)
      ) AS t(id, day, bit)`);
      await run("ALTER TABLE ties ALTER day TYPE TIMESTAMP");
      const order = async (more) => {
        const { rows } = await fetchRows(connection, { from: "ties", time: "day", measures: { bit: "bit" }, ...more });
        return [...rows.windows({ max: { rows: 1 } }).sum("bit")];
      };
      assert.deepEqual(await order({}), [2, 4, 8, 16, 1]);
      assert.deepEqual(await order({ orderBy: ["id"] }), [2, 8, 4, 16, 1]);
      await run("CREATE VIEW seen AS SELECT * FROM ties WHERE bit <> 4");
      assert.deepEqual(await order({ from: "seen", orderBy: ["id"] }), [2, 8, 16, 1]);
    });

    it("keeps ties in the order of insertion, in a large table", async () => {
      await run("CREATE TABLE tied AS SELECT i AS n, TIMESTAMP '2024-01-01' AS ts FROM range(300000) AS r(i)");
      const { rows } = await fetchRows(connection, { from: "tied", time: "ts", measures: { n: "n" } });
      const sums = rows.windows({ max: { rows: 1 } }).sum("n");
      assert.ok(sums.every((n, i) => n === i));
    });

    it("needs neither time nor text", async () => {
      const { rows } = await fetchRows(connection, { from: "messages" });
      assert.equal(rows.windows({ max: { rows: 5_000 } }).length, 4);
    });

    it("gives the fixtures' windows through SQL", async () => {
      const fixtures = JSON.parse(readFileSync(new URL("../fixtures/windows.json", import.meta.url)));
      let compared = 0;
      for (const { bytes, spec, windows } of fixtures) {
        const tooLong = bytes.some(([, length]) => length > 1e6);
        if (!windows || tooLong) continue; // texts of gigabytes are left to the other tests
        const runs = [...bytes, [0, 0]].map(([times, length]) => `SELECT repeat('x', ${length}) AS body FROM range(${times})`);
        await run(`CREATE OR REPLACE TABLE fixture AS ${runs.join(" UNION ALL ")}`);
        const { rows } = await fetchRows(connection, { from: "fixture", text: "body" });
        assert.deepEqual(asTuples(rows.windows(spec)), windows);
        compared++;
      }
      assert.ok(compared > 15);
    });

    it("takes any name literally", async () => {
      const names = ['"; DROP TABLE messages; --', "select", "été 🎉", 'a""b', "a'b", " ", "strlen(x)", "position"];
      for (const name of names) {
        const quoted = `"${name.replaceAll('"', '""')}"`;
        await run(`CREATE OR REPLACE TABLE ${quoted} (${quoted} VARCHAR, ts TIMESTAMP)`);
        await run(`INSERT INTO ${quoted} VALUES ('abc', TIMESTAMP '2024-01-01')`);
        const { rows } = await fetchRows(connection, { from: name, time: "ts", text: name, orderBy: [name] });
        assert.equal(rows.total("bytes"), 3, name);
      }
      await run(`CREATE TABLE clash ("strlen(x)" UINTEGER, x VARCHAR)`);
      await run("INSERT INTO clash VALUES (7, 'abc')");
      const clash = { from: "clash", text: "x", measures: { seven: "strlen(x)" } };
      const { rows } = await fetchRows(connection, clash);
      assert.deepEqual([rows.total("bytes"), rows.total("seven")], [3, 7]);
      assert.deepEqual(await run("SELECT count(*)::INT AS n FROM messages"), [[20_000]]);
    });

    it("orders ascending, whatever the connection's settings", async () => {
      await run("SET default_order = 'DESC'");
      await run("SET default_null_order = 'NULLS FIRST'");
      try {
        const { rows } = await fetchRows(connection, { from: "ties", time: "day", orderBy: ["id"], measures: { bit: "bit" } });
        assert.deepEqual([...rows.windows({ max: { rows: 1 } }).sum("bit")], [2, 8, 4, 16, 1]);
      } finally {
        await run("RESET default_order");
        await run("RESET default_null_order");
      }
    });

    it("sorts columns that it cannot compare, and does not mistake nulls for order", async () => {
      await run("CREATE TABLE gaps AS SELECT * FROM (VALUES (1, NULL), (2, 7), (4, NULL), (8, 3)) AS v(bit, rank)");
      const { rows, order } = await fetchRows(connection, { from: "gaps", orderBy: ["rank"], measures: { bit: "bit" } });
      assert.ok(order.sorted);
      assert.deepEqual([...rows.windows({ max: { rows: 1 } }).sum("bit")], [8, 2, 1, 4]);
    });

    it("accepts one SELECT as a query, and no second statement", async () => {
      const sql = "SELECT ts, body FROM messages WHERE id < 10; -- the end";
      assert.equal((await fetchRows(connection, { from: { sql }, time: "ts" })).rows.length, 10);
      for (const sql of [
        "SELECT 1) AS t; DROP TABLE messages; --",
        "SELECT 1; DROP TABLE messages",
        "DROP TABLE messages",
        "'",
      ]) {
        await assert.rejects(fetchRows(connection, { from: { sql } }), windowError("QUERY_FAILED"));
      }
      await assert.rejects(fetchRows(connection, { from: {} }), windowError("BAD_OPTION", "from"));
      assert.equal((await fetchRows(connection, query)).rows.length, 20_000);
    });

    const wrong = [
      ["a column that is not there", { time: "tss" }, "MISSING_COLUMN", "tss", "ts"],
      ["a table that is not there", { from: "nowhere" }, "QUERY_FAILED", "nowhere"],
      ["a text that is not one", { text: "id" }, "UNSUPPORTED_TYPE", "id", "INTEGER", "VARCHAR"],
      ["a time that is not one", { time: "body" }, "UNSUPPORTED_TYPE", "body", "Utf8", "TIMESTAMP"],
    ];
    for (const [name, change, ...told] of wrong) {
      it(`reports ${name}`, async () => {
        await assert.rejects(fetchRows(connection, { ...query, ...change }), windowError(...told));
        assert.equal((await fetchRows(connection, query)).rows.length, 20_000, "and it still works");
      });
    }

    it("reports null times, and how many", async () => {
      await run("CREATE TABLE nulls AS SELECT CASE WHEN i % 2 = 0 THEN TIMESTAMP '2024-01-01' END AS ts FROM range(6) AS r(i)");
      await assert.rejects(
        fetchRows(connection, { from: "nulls", time: "ts" }),
        windowError("NULL_TIME", "ts", "row 1", "2 more"),
      );
    });
  });
}
