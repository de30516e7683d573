// From a table to the texts of its windows and back, on every engine.
import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { tableFromIPC } from "apache-arrow";
import * as windrow from "windrow";
import * as adapter from "windrow/duckdb";
import { ENGINES } from "../support/engines.js";
import { roundTrip } from "../support/round-trip.js";
import { windowError } from "../support/windrow.js";

await windrow.init();

const { auditQueries, fetchRows, insertPlan, readWindow, readWindows } = adapter;

const decode = (ipc) =>
  tableFromIPC(ipc)
    .toArray()
    .map((row) => [...row].map(([, value]) => value));

for (const { name, isNative, open } of ENGINES) {
  describe(name, () => {
    let connection, run, close;
    // An appender of native DuckDB needs an existing table.
    const toInsert = isNative ? 2 : 1;
    before(async () => ({ connection, rows: run, close } = await open()));
    after(() => close?.());

    describe("fetchRows → insertPlan → readWindows", () => {
      it("survives any name and any text", async () => {
        assert.deepEqual(await roundTrip({ connection, run, toInsert, windrow, adapter, decode }), []);
      });

      for (const windows of [1, 100, 10_000]) {
        it(`runs the same number of queries for ${windows} windows`, async () => {
          await run(
            "CREATE OR REPLACE TABLE messages AS SELECT i AS id, TIMESTAMP '2024-01-01' + to_seconds(i) AS ts, 'text ' || i AS body FROM range(20000) AS r(i)",
          );
          const audit = auditQueries(connection, { maxRepeats: 1, onExceeded: "throw" });
          const fetched = await fetchRows(audit.connection, { from: "messages", time: "ts", text: "body" });
          const plan = fetched.rows.windows({ max: { rows: 20_000 / windows } });
          assert.equal(plan.length, windows);
          await insertPlan(audit.connection, plan, { table: `windows_${windows}` });
          const ipc = await readWindows(audit.connection, fetched, { windows: `windows_${windows}`, text: "body" });
          assert.equal(audit.queries.length, 2 + toInsert);
          const texts = decode(ipc);
          assert.equal(texts.length, windows);
          assert.equal(texts.at(-1)[1].split("\n").at(-1), "text 19999");
        });
      }

      it("runs one more query if the rows are out of order", async () => {
        await run(
          "CREATE OR REPLACE TABLE backwards AS SELECT i AS id, TIMESTAMP '2024-01-01' - to_seconds(i // 3) AS ts, 'text ' || i AS body FROM range(3000) AS r(i)",
        );
        const audit = auditQueries(connection, { maxRepeats: 1, onExceeded: "throw" });
        const fetched = await fetchRows(audit.connection, { from: "backwards", time: "ts", text: "body" });
        const plan = fetched.rows.windows({ max: { rows: 7 } });
        await insertPlan(audit.connection, plan, { table: "backwards windows" });
        const ipc = await readWindows(audit.connection, fetched, { windows: "backwards windows", columns: ["id"] });
        assert.equal(audit.queries.length, 3 + toInsert);
        const ids = decode(ipc).map(([, , id]) => Number(id));
        const expected = Array.from({ length: 3000 }, (_, i) => i).sort((a, b) => Math.floor(b / 3) - Math.floor(a / 3) || a - b);
        assert.deepEqual(ids, expected);
      });
    });

    describe("readWindows and readWindow", () => {
      // Ties and silences, shuffled, so that the table is in only some of the orders.
      const rows = Array.from({ length: 2_000 }, (_, i) => ({ id: i, chat: "cab"[(i * 7919) % 3], second: (i * 104_729) % 500 }));
      before(async () => {
        await run("CREATE TABLE shuffled (id INTEGER, chat VARCHAR, ts TIMESTAMP)");
        await run(
          `INSERT INTO shuffled VALUES ${rows.map(({ id, chat, second }) => `(${id}, '${chat}', TIMESTAMP '2024-01-01' + to_seconds(${second}))`)}`,
        );
        await run("CREATE TABLE by_time AS FROM shuffled ORDER BY ts, id");
        await run("CREATE TABLE by_chat AS FROM shuffled ORDER BY chat, ts, id DESC");
        await run("CREATE VIEW seen AS FROM shuffled WHERE id % 2 = 0");
      });
      const by =
        (...compares) =>
        (a, b) =>
          compares.reduce((less, compare) => less || compare(a, b), 0);
      const [chat, second, id] = [
        (a, b) => (a.chat < b.chat ? -1 : +(a.chat > b.chat)),
        (a, b) => a.second - b.second,
        (a, b) => a.id - b.id,
      ];

      const cases = [
        { from: "shuffled", time: "ts", order: [second, id], sorted: true },
        { from: "by_time", time: "ts", order: [second, id], sorted: false },
        { from: "by_time", time: "ts", orderBy: ["id"], order: [second, id], sorted: false },
        { from: "by_time", time: "ts", partition: "chat", order: [chat, second, id], sorted: true },
        { from: "by_chat", time: "ts", partition: "chat", order: [chat, second, (a, b) => b.id - a.id], sorted: false },
        { from: "by_chat", time: "ts", partition: "chat", orderBy: ["id"], order: [chat, second, id], sorted: true },
        { from: "shuffled", order: [id], sorted: false },
        { from: "shuffled", orderBy: ["ts"], order: [second, id], sorted: true },
        { from: "shuffled", partition: "chat", order: [chat, id], sorted: true },
        { from: "seen", time: "ts", order: [second, id], sorted: true, only: ({ id }) => id % 2 === 0 },
        {
          from: { sql: "SELECT * FROM shuffled WHERE id % 2 = 0 ORDER BY ts, id; -- )" },
          time: "ts",
          order: [second, id],
          sorted: false,
          only: ({ id }) => id % 2 === 0,
        },
        {
          from: { sql: "SELECT ts, id FROM shuffled WHERE chat IN ('a') ORDER BY id DESC" },
          time: "ts",
          order: [second, (a, b) => b.id - a.id],
          sorted: true,
          only: ({ chat }) => chat === "a",
        },
        { from: ["main", "shuffled"], time: "ts", order: [second, id], sorted: true },
      ];
      for (const { order, sorted, only = () => true, ...query } of cases) {
        it(`number rows as they were fetched: ${JSON.stringify(query)}`, async () => {
          const expected = rows
            .filter(only)
            .sort(by(...order))
            .map(({ id }) => id);
          const fetched = await fetchRows(connection, { ...query, key: "id", measures: { id: "id" } });
          assert.equal(fetched.order.sorted, sorted);
          const single = fetched.rows.windows({ max: { rows: 1 } });
          assert.deepEqual([...single.sum("id")], expected);

          const plan = fetched.rows.windows({ max: { rows: 40 }, overlap: { rows: 9 } });
          await insertPlan(connection, plan, { table: "some windows", replace: true });
          const read = decode(await readWindows(connection, fetched, { windows: "some windows", columns: ["id"] }));
          const places = plan
            .toArray()
            .flatMap(({ index, start, end }) => expected.slice(start, end).map((id, i) => [index, start + i, id]));
          assert.deepEqual(read, places);
          for (const window of [0, 1, Math.floor(plan.length / 2), -1]) {
            const { start, end } = plan.at(window);
            const found = decode(await readWindow(connection, fetched, plan, window, { columns: ["id"] }));
            assert.deepEqual(
              found,
              expected.slice(start, end).map((id, i) => [start + i, id]),
            );
          }
        });
      }

      it("read one window by its times, whatever their type", async () => {
        for (const type of ["DATE", "TIMESTAMP_S", "TIMESTAMP_MS", "TIMESTAMP", "TIMESTAMP_NS", "TIMESTAMPTZ"]) {
          const times = [
            "1969-12-30 23:59:59.25",
            "1970-01-01 00:00:00",
            "1970-01-01 00:00:00",
            "2024-02-29 12:00:00.5",
            "2024-03-01 00:00:00",
          ];
          await run(
            `CREATE OR REPLACE TABLE typed AS SELECT i::INTEGER AS i, ts::${type} AS ts FROM (VALUES ${times.map((time, i) => `(${i}, '${time}+00')`)}) AS v(i, ts)`,
          );
          const audit = auditQueries(connection);
          const fetched = await fetchRows(connection, { from: "typed", time: "ts" });
          const plan = fetched.rows.windows({ max: { rows: 2 } });
          const found = [];
          for (let w = 0; w < plan.length; w++)
            found.push(decode(await readWindow(audit.connection, fetched, plan, w, { columns: ["i"] })));
          assert.deepEqual(
            found.flat(),
            times.map((_, i) => [i, i]),
            type,
          );
          assert.ok(
            audit.queries.every(({ sql }) => sql.includes("BETWEEN")),
            type,
          );
        }
      });

      it("read a window of times that no calendar has", async () => {
        await run(
          "CREATE OR REPLACE TABLE endless AS SELECT * FROM (VALUES (1, TIMESTAMP '2024-01-01'), (2, 'infinity'), (3, 'infinity')) AS v(i, ts)",
        );
        const fetched = await fetchRows(connection, { from: "endless", time: "ts" });
        const plan = fetched.rows.windows({ max: { rows: 2 } });
        const read = (window) => readWindow(connection, fetched, plan, window, { columns: ["i"] });
        assert.deepEqual(decode(await read(1)), [[2, 3]]);
      });

      it("give empty windows of the clock no text", async () => {
        await run(
          "CREATE OR REPLACE TABLE sparse AS SELECT * FROM (VALUES ('a', TIMESTAMP '2024-01-01'), ('b', '2024-01-01'), (NULL, '2024-01-04')) AS v(body, ts)",
        );
        const fetched = await fetchRows(connection, { from: "sparse", time: "ts" });
        const plan = fetched.rows.hops({ every: "1d", origin: "first", empty: true });
        await insertPlan(connection, plan, { table: "days" });
        const texts = decode(await readWindows(connection, fetched, { windows: "days", text: "body", separator: " | " }));
        assert.deepEqual(
          texts.map(([, text]) => text),
          ["a | b", "", "", ""],
        );
        for (const [window, text] of [
          [0, "a | b"],
          [1, ""],
          [3, ""],
        ]) {
          const one = await readWindow(connection, fetched, plan, window, { text: "body", separator: " | " });
          assert.deepEqual(decode(one), [[text]]);
        }
      });

      it("report what is missing", async () => {
        const fetched = await fetchRows(connection, { from: "shuffled", time: "ts" });
        const plan = fetched.rows.windows({ max: { rows: 1_000 } });
        await assert.rejects(
          async () => readWindow(connection, fetched, plan, 2, { text: "chat" }),
          windowError("BAD_OPTION", "window 2", "there are 2"),
        );
        await assert.rejects(
          readWindows(connection, fetched, { windows: "none", text: "chat" }),
          windowError("QUERY_FAILED", "none"),
        );
        await assert.rejects(
          readWindow(connection, fetched, plan, 0, { text: "chats" }),
          windowError("MISSING_COLUMN", "chats", "chat"),
        );
      });
    });

    describe("insertPlan", () => {
      const plan = () => windrow.Rows.fromColumns({ measures: { bytes: [1, 2, 3] } }).windows({ max: { rows: 1 } });
      const rowsOf = async (table) => (await run(`SELECT count(*)::INTEGER AS n FROM ${adapter.tableName(table)}`))[0][0];

      it("replaces a table only on request, and keeps working after a refusal", async () => {
        await insertPlan(connection, plan(), { table: "kept" });
        await assert.rejects(insertPlan(connection, plan(), { table: "kept" }), windowError("TABLE_EXISTS", "kept", "replace"));
        await insertPlan(connection, plan(), { table: "another" });
        await run("DELETE FROM kept WHERE start > 0");
        await insertPlan(connection, plan(), { table: "kept", replace: true });
        assert.deepEqual(await run("SELECT (SELECT count(*) FROM kept)::INTEGER + (SELECT count(*) FROM another)::INTEGER"), [
          [6],
        ]);
      });

      it("keeps the plan whole, because its bytes are a copy", async () => {
        const given = plan();
        await insertPlan(connection, given, { table: "first" });
        await insertPlan(connection, given, { table: "second" });
        assert.equal(given.length, 3);
      });

      it("inserts a plan without windows", async () => {
        const empty = windrow.Rows.fromColumns({ measures: { bytes: [] } }).windows({ max: { rows: 1 } });
        await insertPlan(connection, empty, { table: "empty" });
        assert.equal(await rowsOf("empty"), 0);
        await insertPlan(connection, plan(), { table: "after it" });
        assert.equal(await rowsOf("after it"), 3);
      });

      it("puts a table into a schema", async () => {
        await run("CREATE SCHEMA plans");
        await insertPlan(connection, plan(), { table: ["plans", "of today"] });
        assert.equal(await rowsOf(["plans", "of today"]), 3);
      });

      it("refuses names that SQL cannot express", async () => {
        for (const table of ["", "a\0b", [], ["a", "b", "c", "d"], ...(isNative ? [] : [["a", "b", "c"]])]) {
          await assert.rejects(insertPlan(connection, plan(), { table }), windowError("BAD_OPTION"));
        }
        await assert.rejects(fetchRows(connection, { from: "a\0b" }), windowError("BAD_OPTION"));
      });
    });
  });
}
