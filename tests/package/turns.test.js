// Several calls on one connection at once, on every engine: each gives its result as if alone, or throws BUSY.
import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { tableFromIPC } from "apache-arrow";
import { init } from "windrow";
import { auditQueries, engineOf, fetchRows, insertPlan, loadCsv, readWindow, readWindows, streamRows } from "windrow/duckdb";
import { ENGINES } from "../support/engines.js";
import { windowError } from "../support/windrow.js";

before(() => init());

const ROWS = 6_000;
const query = (from) => ({ from, time: "ts", text: "body", measures: { v: "v" } });
const decode = (ipc) =>
  JSON.stringify(
    tableFromIPC(ipc)
      .toArray()
      .map((row) => [...row].map(([, value]) => String(value))),
  );
const sums = (rows) => [rows.length, rows.total("v"), rows.total("bytes")];
const settled = async (promise) => (await Promise.allSettled([promise]))[0];
const later = (ticks) => (ticks === 0 ? undefined : new Promise((resolve) => setTimeout(resolve, ticks - 1)));

for (const { name, open } of ENGINES) {
  describe(name, () => {
    let connection, connect, run, close, fetched, plan;
    before(async () => {
      ({ connection, connect, rows: run, close } = await open());
      for (const [table, v] of [
        ["a", 1],
        ["b", 2],
      ]) {
        await run(
          `CREATE TABLE ${table} AS SELECT TIMESTAMP '2024-01-01' + to_seconds(i) AS ts, '${table}' || i AS body, ${v} AS v FROM range(${ROWS * v}) AS r(i)`,
        );
      }
      fetched = { a: await fetchRows(connection, query("a")), b: await fetchRows(connection, query("b")) };
      plan = { a: fetched.a.rows.windows({ max: { rows: 500 } }), b: fetched.b.rows.windows({ max: { rows: 700 } }) };
      for (const table of ["a", "b"]) await insertPlan(connection, plan[table], { table: `windows ${table}` });
    });
    after(() => close?.());

    let made = 0;
    /** The calls on one of two tables; each gives a result to compare. */
    const works = {
      fetchRows: async (c, table) => sums((await fetchRows(c, query(table))).rows),
      "fetchRows, watched": async (c, table) => sums((await fetchRows(c, query(table), { onProgress() {} })).rows),
      "fetchRows, sorted": async (c, table) =>
        sums((await fetchRows(c, { ...query(table), orderBy: ["v", "body"], include: ["body"] })).rows),
      async streamRows(c, table) {
        const total = [0, 0, 0];
        for await (const rows of streamRows(c, query(table), { batchBytes: 20_000 })) {
          sums(rows).forEach((sum, i) => (total[i] += sum));
          rows.free();
        }
        return total;
      },
      readWindows: async (c, table) =>
        decode(await readWindows(c, fetched[table], { windows: `windows ${table}`, text: "body" })),
      readWindow: async (c, table) => decode(await readWindow(c, fetched[table], plan[table], 3, { columns: ["body", "v"] })),
      async loadCsv(c, table) {
        const into = `loaded ${made++}`;
        const csv = `id,body\n${Array.from({ length: 2_000 }, (_, i) => `${i},${table}${i}`).join("\n")}\n`;
        await loadCsv(c, new TextEncoder().encode(csv), { into });
        return { into };
      },
      async insertPlan(c, table) {
        const into = `inserted ${made++}`;
        await insertPlan(c, plan[table], { table: into });
        return { into };
      },
    };
    /** Reads the created tables once all calls are done. */
    const outcome = async (given) => {
      const into = given?.into;
      if (into === undefined) return given;
      const [row] = await run(`SELECT count(*)::INTEGER, sum(hash(t::VARCHAR) % 1000003)::BIGINT::VARCHAR FROM "${into}" AS t`);
      await run(`DROP TABLE "${into}"`);
      return row;
    };

    it("gives each call of a concurrent pair the result that it gives alone", async (t) => {
      const alone = {};
      for (const [work, does] of Object.entries(works)) {
        alone[work] = { a: await outcome(await does(connection, "a")), b: await outcome(await does(connection, "b")) };
        assert.notDeepEqual(alone[work].a, alone[work].b);
      }
      let [pairs, busy] = [0, 0];
      for (const ticks of [0, 2]) {
        for (const [one, first] of Object.entries(works)) {
          for (const [other, second] of Object.entries(works)) {
            const both = [settled(first(connection, "a"))];
            await later(ticks);
            both.push(settled(second(connection, "b")));
            const [a, b] = await Promise.all(both);
            for (const [given, expected] of [
              [a, alone[one].a],
              [b, alone[other].b],
            ]) {
              if (given.status === "rejected") {
                windowError("BUSY", "stream")(given.reason);
                assert.ok([one, other].includes("streamRows"), `${one}, ${other}: nobody streams`);
                busy++;
              } else {
                assert.deepEqual(await outcome(given.value), expected, `${one}, ${other}`);
              }
            }
            pairs++;
          }
        }
      }
      t.diagnostic(`${pairs} pairs, ${busy} of ${2 * pairs} told BUSY`);
      assert.ok(busy > 0 && busy < pairs / 2);
    });

    for (const work of Object.keys(works)) {
      it(`refuses ${work} within a loop over streamRows, which goes on`, async () => {
        let length = 0;
        for await (const rows of streamRows(connection, query("a"), { batchBytes: 20_000 })) {
          length += rows.length;
          rows.free();
          await assert.rejects(works[work](connection, "b"), windowError("BUSY", "another connection"));
        }
        assert.equal(length, ROWS);
        await outcome(await works[work](connection, "b"));
      });
    }

    it("allows another connection within the loop", async () => {
      const other = await connect();
      let [length, inner] = [0, 0];
      for await (const rows of streamRows(connection, query("a"), { batchBytes: 30_000 })) {
        length += rows.length;
        rows.free();
        inner += (await fetchRows(other, query("b"), { onProgress() {} })).rows.length;
      }
      assert.equal(length, ROWS);
      assert.ok(inner > 0 && inner % (2 * ROWS) === 0);
      await (other.close ?? other.closeSync).call(other);
    });

    it("reports a query of the caller's own at any moment, and never gives a short result", async (t) => {
      await run("CREATE TABLE large AS SELECT i AS v FROM range(300000) AS r(i)");
      const large = { from: "large", measures: { v: "v" } };
      const whole = [300_000, (300_000 * 299_999) / 2];
      const told = {};
      const check = (given) => {
        if (given.status === "fulfilled") assert.deepEqual(given.value, whole);
        else assert.ok(["BUSY", "QUERY_FAILED"].includes(given.reason.code), given.reason.stack);
        const what = given.reason?.code ?? "whole";
        told[what] = (told[what] ?? 0) + 1;
      };
      for (const ticks of [0, 1, 2, 3, 5, 8, 13, 21]) {
        const watched = fetchRows(connection, large, { onProgress() {} }).then(({ rows }) => [rows.length, rows.total("v")]);
        const given = settled(watched);
        await later(ticks);
        await run("SELECT 1");
        check(await given);
      }
      const streamed = async () => {
        const total = [0, 0];
        for await (const rows of streamRows(connection, large)) {
          total[0] += rows.length;
          total[1] += rows.total("v");
          rows.free();
          await run("SELECT 1");
        }
        return total;
      };
      const given = await settled(streamed());
      assert.equal(given.reason?.code, "BUSY", "it cannot go on");
      t.diagnostic(JSON.stringify(told));
      assert.deepEqual(sums((await fetchRows(connection, query("a"))).rows), [ROWS, ROWS, fetched.a.rows.total("bytes")]);
    });
  });
}

describe("calls on one connection", () => {
  it("take turns with those through an audit, and through its engine", async () => {
    for (const { open } of [ENGINES[1], ENGINES.at(-1)]) {
      const { connection, rows: run, close } = await open();
      await run("CREATE TABLE t AS SELECT i AS v FROM range(10000) AS r(i)");
      const t = { from: "t", measures: { v: "v" } };
      const { connection: audited } = auditQueries(connection);
      let length = 0;
      for await (const rows of streamRows(audited, t, { batchBytes: 1 })) {
        length += rows.length;
        rows.free();
        for (const same of [connection, audited, engineOf(connection)]) {
          await assert.rejects(fetchRows(same, t), windowError("BUSY"));
        }
      }
      assert.equal(length, 10_000);
      await close();
    }
  });

  it("go on after one that fails, and after a stream that is left or aborted", async () => {
    const { connection, rows: run, close } = await ENGINES[1].open();
    await run("CREATE TABLE t AS SELECT i AS v FROM range(10000) AS r(i)");
    const t = { from: "t", measures: { v: "v" } };
    await assert.rejects(fetchRows(connection, { from: "nowhere" }), windowError("QUERY_FAILED"));
    for await (const rows of streamRows(connection, t, { batchBytes: 1 })) {
      rows.free();
      break;
    }
    const controller = new AbortController();
    const aborted = async () => {
      for await (const rows of streamRows(connection, t, { batchBytes: 1, signal: controller.signal })) {
        rows.free();
        controller.abort();
      }
    };
    await assert.rejects(aborted(), { name: "AbortError" });
    assert.equal((await fetchRows(connection, t)).rows.length, 10_000);
    await close();
  });
});
