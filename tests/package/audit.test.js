// The audit of a database's queries: what it records, and the loops it finds.
import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { init } from "windrow";
import { auditQueries, fetchRows, streamRows } from "windrow/duckdb";
import { ENGINES } from "../support/engines.js";
import { windowError } from "../support/windrow.js";

const here = /audit\.test\.js:\d+/;
before(() => init());

/** The loop to avoid: a query for each window. */
async function readInALoop(connection, plan) {
  for (const { start, end } of plan) {
    await connection[methodOf(connection)](`SELECT body FROM t ORDER BY ts LIMIT ${end - start} OFFSET ${start}`);
  }
}

/** The method by which a connection itself runs a query. */
const methodOf = (connection) => ("query" in connection ? "query" : "runAndReadAll");

for (const { name, isNative, open } of ENGINES) {
  describe(`auditQueries, on ${name}`, () => {
    let given, close;
    before(async () => {
      let rows;
      ({ connection: given, rows, close } = await open());
      await rows(
        "CREATE TABLE t AS SELECT i::INTEGER AS id, TIMESTAMP '2024-01-01' + to_seconds(i) AS ts, 'é' AS body FROM range(10000) AS r(i)",
      );
    });
    after(() => close?.());

    it("records each query, by every method of a connection", { skip: isNative }, async () => {
      const { connection, queries } = auditQueries(given);
      await connection.query("SELECT * FROM t WHERE id < 3");
      const sent = await connection.send("SELECT * FROM t WHERE id < 4");
      for await (const batch of sent) assert.ok(batch.numRows > 0);
      const statement = await connection.prepare("SELECT * FROM t WHERE id < ?");
      assert.equal((await statement.query(5)).numRows, 5);
      for await (const batch of await statement.send(6)) assert.ok(batch.numRows > 0);
      await statement.close();
      await connection.useUnsafe((bindings, id) => bindings.runQuery(id, "SELECT 7"));
      await fetchRows(connection, { from: "t", time: "ts", text: "body" });
      const shapes = queries.map(({ shape }) => shape);
      assert.equal(queries.length, 6);
      assert.equal(new Set(shapes.slice(0, 4)).size, 1, "they differ in a value only");
      assert.deepEqual(
        queries.map(({ rows }) => rows),
        [3, undefined, 5, undefined, 1, 10_000],
      );
      for (const { from, ms } of queries) {
        assert.match(from, here);
        assert.ok(ms > 0);
      }
      assert.ok(connection instanceof given.constructor);
    });

    it("records each query, by every method of a native connection", { skip: !isNative }, async () => {
      const { connection, queries } = auditQueries(given);
      await connection.run("SELECT * FROM t WHERE id < 3");
      await connection.runAndReadAll("SELECT * FROM t WHERE id < $1", [4]);
      for await (const chunk of await connection.stream("SELECT * FROM t WHERE id < 5")) assert.ok(chunk.rowCount > 0);
      assert.equal((await connection.streamAndReadAll("SELECT * FROM t WHERE id < 6")).currentRowCount, 6);
      await connection.startThenReadAll("SELECT * FROM t WHERE id < 7");
      const statement = await connection.prepare("SELECT * FROM t WHERE id < $1");
      statement.bindInteger(1, 8);
      assert.equal((await statement.runAndReadAll()).currentRowCount, 8);
      await statement.stream();
      const extracted = await connection.extractStatements("SELECT * FROM t WHERE id < 9");
      await (await extracted.prepare(0)).run();
      (await connection.createAppender("t")).closeSync();
      await fetchRows(connection, { from: "t", time: "ts", text: "body" });
      const shapes = queries.map(({ shape }) => shape);
      assert.equal(new Set(shapes.slice(0, 8)).size, 1, "they differ in a value only");
      assert.deepEqual(
        queries.map(({ rows }) => rows),
        [3, 4, undefined, undefined, undefined, 8, undefined, 9, undefined, 10_000],
      );
      assert.equal(shapes[8], 'insert into "t"');
      for (const { from, ms } of queries) {
        assert.match(from, here);
        assert.ok(ms > 0);
      }
      assert.ok(connection instanceof given.constructor);
    });

    it("finds a query for each window, and the line that asks it", async () => {
      const audit = auditQueries(given);
      const { rows } = await fetchRows(audit.connection, { from: "t", time: "ts", text: "body" });
      await readInALoop(audit.connection, rows.windows({ max: { rows: 500 } }));
      const repeated = audit.repeated();
      assert.equal(repeated.length, 1);
      const [{ shape, times, rows: read, from }] = repeated;
      assert.equal(shape, "select body from t order by ts limit ? offset ?");
      assert.deepEqual([times, read, from.length], [20, 10_000, 1]);
      assert.match(from[0], /readInALoop/);
      assert.match(from[0], here);
    });

    it("stops the loop when set to throw", async () => {
      const { connection, queries } = auditQueries(given, { maxRepeats: 3, onExceeded: "throw" });
      const { rows } = await fetchRows(connection, { from: "t", time: "ts", text: "body" });
      const plan = rows.windows({ max: { rows: 500 } });
      const looping = windowError("REPEATED_QUERY", "4", "readInALoop", "limit ? offset ?");
      await assert.rejects(readInALoop(connection, plan), looping);
      assert.equal(queries.length, 4, "the fourth is refused");
      const again = async () => {
        for (let i = 0; i < 9; i++) await fetchRows(connection, { from: "t", time: "ts", text: "body" });
      };
      await assert.rejects(again(), windowError("REPEATED_QUERY", "audit.test.js"));
    });

    it("calls a function once for each shape", async () => {
      const told = [];
      const { connection } = auditQueries(given, { maxRepeats: 2, onExceeded: (shape) => told.push(shape) });
      for (let i = 0; i < 9; i++) await connection[methodOf(connection)](`SELECT ${i}`);
      assert.deepEqual(
        told.map(({ shape, times }) => [shape, times]),
        [["select ?", 3]],
      );
    });

    it("records failed queries and streamed ones", async () => {
      const { connection, queries } = auditQueries(given);
      await assert.rejects(async () => connection[methodOf(connection)]("SELECT nothing FROM t"));
      for await (const batch of streamRows(connection, { from: "t", time: "ts" })) batch.free();
      assert.equal(queries.length, 3); // what fails, and the two of the stream
      assert.match(queries[2].from, here);
    });

    it("does not change the connection itself", async () => {
      const { queries } = auditQueries(given);
      await given[methodOf(given)]("SELECT 1");
      assert.equal(queries.length, 0);
    });
  });
}

describe("shapes", () => {
  const same = [
    ["SELECT * FROM t WHERE a = 5 AND b = 'x''y'", "select  *\nfrom T -- 7\nwhere a=-7.5e-3 /* 8 */ and b=E'q' ;"],
    ["SELECT a FROM t WHERE i IN (1)", "SELECT a FROM t WHERE i IN (1, 2, 3)", "SELECT a FROM t WHERE i IN ($1, ?, 'x')"],
    ["INSERT INTO t VALUES (1, 'a')", "INSERT INTO t VALUES (1, 'a'), (2, 'b')"],
    ["SELECT $$a;b$$, [1, 2]", "SELECT 'a', [3, 4, 5]"],
    ["SELECT a FROM t WHERE b BETWEEN 1 AND 2", "SELECT a FROM t WHERE b BETWEEN -1 AND -2"],
  ];
  const different = [
    ['SELECT 1 FROM "t 1"', 'SELECT 1 FROM "t 2"'],
    ["SELECT a - 5", "SELECT a + 5"],
    ["SELECT t1.a", "SELECT t2.a"],
    ['SELECT "a"', "SELECT 'a'"],
    ["SELECT a", "SELECT a, a"],
  ];
  it("are equal only for queries that differ just in values", () => {
    const bindings = { runQuery() {} };
    const shapes = (queries) => {
      const audit = auditQueries({ useUnsafe: (use) => use(bindings, 1), bindings });
      for (const sql of queries) audit.connection.bindings.runQuery(1, sql);
      return new Set(audit.queries.map(({ shape }) => shape)).size;
    };
    for (const queries of same) assert.equal(shapes(queries), 1, queries.join(" | "));
    for (const queries of different) assert.equal(shapes(queries), 2, queries.join(" | "));
  });
});
