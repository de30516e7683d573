// The audit of a database's queries: what it records, and the loops it finds.
import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { init } from "windrow";
import { auditQueries, fetchRows, streamRows } from "windrow/duckdb";
import { openBothDuckDBs } from "../../scripts/lib/duckdb.js";
import { windowError } from "../support/windrow.js";

const here = /audit\.test\.js:\d+/;
let connections;
before(async () => {
  await init();
  connections = await openBothDuckDBs();
  for (const connection of [connections.blocking, connections.asynchronous]) {
    await connection.query("CREATE TABLE t AS SELECT i::INTEGER AS id, TIMESTAMP '2024-01-01' + to_seconds(i) AS ts, 'é' AS body FROM range(10000) AS r(i)");
  }
});
after(() => connections?.close());

/** What nobody should write: a query for each window. */
async function readInALoop(connection, plan) {
  for (const { start, end } of plan) {
    await connection.query(`SELECT body FROM t ORDER BY ts LIMIT ${end - start} OFFSET ${start}`);
  }
}

for (const kind of ["blocking", "asynchronous"]) {
  describe(`auditQueries, on a connection that is ${kind}`, () => {
    it("records each query, whatever way it goes", async () => {
      const { connection, queries } = auditQueries(connections[kind]);
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
      assert.deepEqual(queries.map(({ rows }) => rows), [3, undefined, 5, undefined, 1, 10_000]);
      for (const { from, ms } of queries) {
        assert.match(from, here);
        assert.ok(ms > 0);
      }
      assert.ok(connection instanceof connections[kind].constructor);
    });

    it("finds a query for each window, and where it is asked", async () => {
      const audit = auditQueries(connections[kind]);
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

    it("stops the loop where it is told to throw", async () => {
      const { connection, queries } = auditQueries(connections[kind], { maxRepeats: 3, onExceeded: "throw" });
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

    it("tells a function once of each shape", async () => {
      const told = [];
      const { connection } = auditQueries(connections[kind], { maxRepeats: 2, onExceeded: (shape) => told.push(shape) });
      for (let i = 0; i < 9; i++) await connection.query(`SELECT ${i}`);
      assert.deepEqual(told.map(({ shape, times }) => [shape, times]), [["select ?", 3]]);
    });

    it("records what fails, and what is streamed", async () => {
      const { connection, queries } = auditQueries(connections[kind]);
      await assert.rejects(async () => connection.query("SELECT nothing FROM t"));
      for await (const batch of streamRows(connection, { from: "t", time: "ts" })) batch.free();
      assert.equal(queries.length, 3);
      assert.match(queries[2].from, here);
    });

    it("leaves the connection itself alone", async () => {
      const { queries } = auditQueries(connections[kind]);
      await connections[kind].query("SELECT 1");
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
  it("are the same where only values differ, and nowhere else", () => {
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
