// Rows that come batch by batch from a database: all of them, unless the reader stops.
import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { tableFromIPC } from "apache-arrow";
import { init, Stream } from "windrow";
import { auditQueries, fetchRows, streamRows } from "windrow/duckdb";
import { ENGINES } from "../support/engines.js";
import { windowError } from "../support/windrow.js";

const ROWS = 300_000;
before(() => init());

const spec = { max: { bytes: 20_000 }, overlap: 0.1 };
const ends = (windows) => [...windows].map(({ start, end, id }) => [start, end, id]);

for (const { name, open } of ENGINES) {
  describe(`streamRows, on ${name}`, () => {
    let connection, run, close;
    before(async () => {
      ({ connection, rows: run, close } = await open());
      await run(`CREATE TABLE t AS SELECT i::INTEGER AS id, TIMESTAMP '2024-01-01' + to_seconds(i // 3) AS ts,
        repeat('é', (i % 50)::INTEGER) AS body, CASE WHEN i < 1000 THEN 'early' ELSE 'late' END AS chat FROM range(${ROWS}) AS r(i)`);
      await run("CREATE TABLE mixed AS FROM t ORDER BY hash(id)");
      await run("CREATE TYPE part AS ENUM ('early', 'late')");
      await run("CREATE TABLE enums AS SELECT * REPLACE (chat::part AS chat) FROM t");
    });
    after(() => close?.());

    const cases = [
      { from: "t", time: "ts", text: "body" },
      { from: "mixed", time: "ts", text: "body", orderBy: ["id"] },
      { from: "t", time: "ts", text: "body", partition: "chat", key: "id" },
      // An ENUM loses its values on the way unless it is cast.
      { from: "enums", time: "ts", text: "body", partition: "chat" },
      { from: "enums", time: "ts", text: "body", key: "chat" },
      { from: "t", text: "body" },
    ];
    for (const query of cases) {
      it(`gives the windows of all rows at once: ${JSON.stringify(query)}`, async () => {
        const { rows } = await fetchRows(connection, { ...query, from: query.from.replace("enums", "t") });
        const audit = auditQueries(connection, { maxRepeats: 1, onExceeded: "throw" });
        const stream = new Stream(spec);
        const [windows, progress] = [[], []];
        let most = 0;
        const watch = { batchBytes: 100_000, onProgress: (now) => progress.push(now) };
        for await (const batch of streamRows(audit.connection, query, watch)) {
          most = Math.max(most, batch.length);
          windows.push(...stream.push(batch));
          batch.free();
        }
        windows.push(...stream.finish());
        assert.deepEqual(ends(windows), ends(rows.windows(spec)));
        assert.ok(most < 40_000, `${most} rows in a batch`);
        assert.equal(audit.queries.length, 2);
        assert.deepEqual(
          progress.map(({ batches }) => batches),
          progress.map((_, i) => i + 1),
        );
        assert.ok(progress.every(({ bytes }, i) => i === 0 || bytes > progress[i - 1].bytes));
      });
    }

    it("aborts at once, at any step, and the connection keeps working", async () => {
      const endless = {
        from: { sql: "SELECT i AS n FROM range(10000000000) AS r(i) WHERE hash(i) % 1000003 = 0" },
        measures: { n: "n" },
      };
      for (const fetch of [
        (options) => fetchRows(connection, endless, options),
        async (options) => {
          for await (const batch of streamRows(connection, endless, options)) batch.free();
        },
        (options) => fetchRows(connection, { ...endless, orderBy: ["n"] }, options),
      ]) {
        const controller = new AbortController();
        const reason = new Error("enough");
        let aborted;
        setTimeout(() => {
          aborted = performance.now();
          controller.abort(reason);
        }, 50);
        await assert.rejects(fetch({ signal: controller.signal }), reason);
        assert.ok(performance.now() - aborted < 1_000, `${performance.now() - aborted} ms after it was told to`);
        assert.deepEqual(await run("SELECT 1::INTEGER AS one"), [[1]]);
        assert.equal((await fetchRows(connection, { from: "t", time: "ts" })).rows.length, ROWS);
      }
    });

    it("runs no query when it is aborted before it begins", async () => {
      const { connection: audited, queries } = auditQueries(connection);
      const signal = AbortSignal.abort();
      await assert.rejects(fetchRows(audited, { from: "t" }, { signal }), { name: "AbortError" });
      await assert.rejects(streamRows(audited, { from: "t" }, { signal }).next(), { name: "AbortError" });
      assert.equal(queries.length, 0);
    });

    it("ends when the loop is left", async () => {
      for await (const batch of streamRows(connection, { from: "t", time: "ts" }, { batchBytes: 1 })) {
        assert.equal(batch.length, 2_048);
        break;
      }
      assert.equal((await fetchRows(connection, { from: "t", time: "ts" })).rows.length, ROWS);
    });

    it("reports errors, and the connection keeps working", async () => {
      const all = async (query) => {
        for await (const batch of streamRows(connection, query)) batch.free();
      };
      await assert.rejects(all({ from: "t", time: "tss" }), windowError("MISSING_COLUMN", "tss"));
      await assert.rejects(all({ from: "t", text: "id" }), windowError("UNSUPPORTED_TYPE", "id"));
      await assert.rejects(all({ from: { sql: "SELECT error('boom') AS ts" }, time: "ts" }), windowError("QUERY_FAILED", "boom"));
      const late = "SELECT i AS n, CASE WHEN i < 200000 THEN 1 ELSE error('late') END::INTEGER AS m FROM range(300000) AS r(i)";
      await assert.rejects(all({ from: { sql: late }, measures: { m: "m" } }), windowError("QUERY_FAILED", "late"));
      await assert.rejects(all({ from: { sql: "SELECT NULL::TIMESTAMP AS ts" }, time: "ts" }), windowError("NULL_TIME", "ts"));
      await assert.rejects(
        fetchRows(
          connection,
          { from: "t", time: "ts" },
          {
            onProgress: () => {
              throw new Error("not mine");
            },
          },
        ),
        /not mine/,
      );
      assert.equal((await fetchRows(connection, { from: "t", time: "ts" })).rows.length, ROWS);
    });

    it("includes texts on request, streamed or not", async () => {
      const query = { from: "enums", time: "ts", text: "body", include: ["body", "id", "chat"] };
      const whole = await fetchRows(connection, query);
      const streamed = await fetchRows(connection, query, { onProgress() {} });
      for (const { rows, table } of [whole, streamed]) {
        assert.equal(rows.total("bytes"), 2 * (ROWS / 50) * ((49 * 50) / 2));
        const decoded = tableFromIPC(table);
        assert.deepEqual(
          decoded.schema.fields.map(({ name }) => name),
          ["ts", "body", "id", "chat"],
        );
        const { body, id, chat } = decoded.get(149);
        assert.deepEqual([decoded.numRows, body, id, chat], [ROWS, "é".repeat(49), 149, "early"]);
      }
    });
  });
}

describe("streamRows", () => {
  it("requests a few batches at a time, and leaves none pending", async () => {
    let [waiting, most] = [0, 0];
    const left = [];
    const watched = (bindings) =>
      new Proxy(bindings, {
        get:
          (_, name) =>
          async (...args) => {
            if (name !== "fetchQueryResults") {
              left.push(waiting);
              return bindings[name](...args);
            }
            most = Math.max(most, ++waiting);
            return bindings[name](...args).finally(() => waiting--);
          },
      });
    const { connection: asynchronous, rows: run, close } = await ENGINES[0].open();
    await run("CREATE TABLE t AS SELECT TIMESTAMP '2024-01-01' + to_seconds(i) AS ts FROM range(300000) AS r(i)");
    const connection = { useUnsafe: (use) => asynchronous.useUnsafe((bindings, id) => use(watched(bindings), id)) };
    for await (const batch of streamRows(connection, { from: "t", time: "ts" }, { batchBytes: 1 })) {
      batch.free();
      break;
    }
    await close();
    assert.equal(most, 4);
    assert.ok(left.length >= 4 && left.every((waiting) => waiting === 0), `${left} were to come when something else was asked`);
  });
});
