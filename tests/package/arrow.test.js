// Arrow in and out, with real input and output of DuckDB-WASM.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { before, describe, it } from "node:test";
import { tableFromIPC as flechetteTable } from "@uwdata/flechette";
import { tableFromIPC } from "apache-arrow";
import { Rows, init } from "windrow";
import { openDuckDB } from "../../scripts/lib/duckdb.js";
import { bytesCopied } from "../support/copied.js";
import { windowError } from "../support/windrow.js";
import { digestsOf, writtenPlans } from "../support/written.js";

let connection;
before(async () => {
  await init();
  ({ connection } = await openDuckDB());
});

const file = (sql) => connection.useUnsafe((database, id) => database.runQuery(id, sql));

/** The messages of a streamed result, which has no end-of-stream marker. */
function stream(sql) {
  return connection.useUnsafe((database, id) => {
    const chunks = [];
    let header = database.startPendingQuery(id, sql);
    while (header == null) header = database.pollPendingQuery(id);
    chunks.push(header);
    for (let chunk; (chunk = database.fetchQueryResults(id)) == null || chunk.length > 0;) {
      if (chunk) chunks.push(chunk);
    }
    return chunks;
  });
}

// 5,000 rows are three of DuckDB's batches; every seventh text is null, every fifth is empty.
const messages = `SELECT
  i AS id, (i * 3)::UINTEGER AS tokens, (i % 200)::UTINYINT AS tiny,
  TIMESTAMP '2024-01-01' + INTERVAL (i) SECOND AS ts,
  (TIMESTAMP '2024-01-01' + INTERVAL (i) SECOND)::TIMESTAMP_S AS ts_s,
  (TIMESTAMP '2024-01-01' + INTERVAL (i) SECOND)::TIMESTAMP_MS AS ts_ms,
  (TIMESTAMP '2024-01-01' + INTERVAL (i) SECOND)::TIMESTAMP_NS AS ts_ns,
  (TIMESTAMP '2024-01-01' + INTERVAL (i) SECOND)::TIMESTAMPTZ AS ts_tz,
  DATE '2024-01-01' + (i // 100)::INTEGER AS day,
  CASE WHEN i % 7 = 0 THEN NULL WHEN i % 5 = 0 THEN '' ELSE 'né' || repeat('🎉', i % 3) END AS body,
  body::BLOB AS blob, [i, i] AS list, {a: i} AS struct, i::HUGEINT AS huge, i / 2 AS half
  FROM (SELECT i, CASE WHEN i % 7 = 0 THEN NULL WHEN i % 5 = 0 THEN '' ELSE 'ne' || repeat('e', i % 3) END AS body
        FROM range(5000) AS r(i))`;

const bodyLength = (i) => (i % 7 === 0 || i % 5 === 0 ? 0 : 3 + 4 * (i % 3));
const sum = (values) => values.reduce((a, b) => a + b, 0);
const each = (of) => Array.from({ length: 5000 }, (_, i) => of(i));

describe("Rows.fromArrow on DuckDB's bytes", () => {
  it("reads from a file and from a stream", () => {
    const columns = { time: "ts", text: "body", measures: { tokens: "tokens", id: "id", tiny: "tiny" } };
    for (const ipc of [file(messages), stream(messages)]) {
      const rows = Rows.fromArrow(ipc, columns);
      assert.equal(rows.length, 5000);
      assert.equal(rows.timeUnit, "us");
      assert.equal(rows.total("bytes"), sum(each(bodyLength)));
      assert.equal(rows.total("tokens"), sum(each((i) => 3 * i)));
      assert.equal(rows.total("id"), sum(each((i) => i)));
      assert.equal(rows.total("tiny"), sum(each((i) => i % 200)));
      const each_row = rows.windows({ max: { rows: 1 } });
      assert.deepEqual([...each_row.sum("bytes")], each(bodyLength));
      const start = BigInt(Date.UTC(2024, 0, 1)) * 1000n;
      assert.deepEqual(
        [...each_row.firstTime],
        each((i) => start + BigInt(i) * 1_000_000n),
      );
    }
  });

  it("reads times of every unit, and days", () => {
    const ipc = file(messages);
    const start = Date.UTC(2024, 0, 1) / 1000;
    const units = { ts_s: ["s", 1n], ts_ms: ["ms", 1_000n], ts_ns: ["ns", 1_000_000_000n], ts_tz: ["us", 1_000_000n] };
    for (const [time, [unit, per_second]] of Object.entries(units)) {
      const rows = Rows.fromArrow(ipc, { time });
      assert.equal(rows.timeUnit, unit);
      const [first] = rows.windows({ max: { rows: 5000 } }).lastTime;
      assert.equal(first, (BigInt(start) + 4999n) * per_second);
    }
    const rows = Rows.fromArrow(ipc, { time: "day" });
    assert.equal(rows.timeUnit, "s");
    assert.deepEqual([...rows.windows({ max: { rows: 5000 } }).lastTime], [BigInt(start + 49 * 86400)]);
  });

  it("takes one buffer, an ArrayBuffer or chunks, and leaves them unchanged", () => {
    const ipc = Uint8Array.from(file(messages));
    const chunks = [ipc.slice(0, 100), ipc.slice(100, 5_000), ipc.slice(5_000)];
    const copy = ipc.slice();
    const shared = new SharedArrayBuffer(ipc.length);
    new Uint8Array(shared).set(ipc);
    for (const bytes of [ipc, ipc.buffer, chunks, [ipc], shared, [ipc.slice(0, 7).buffer, new Uint8Array(), ipc.slice(7)]]) {
      assert.equal(Rows.fromArrow(bytes, { text: "body" }).total("bytes"), sum(each(bodyLength)));
    }
    assert.deepEqual(ipc, copy);
    const within = new Uint8Array(ipc.length + 3);
    within.set(ipc, 3);
    assert.equal(Rows.fromArrow(within.subarray(3), { text: "body" }).length, 5000, "unaligned");
  });

  it("copies at most 20 bytes a row, whatever the length of the texts", () => {
    for (const length of [1, 100, 3_000]) {
      const ipc = file(`SELECT TIMESTAMP '2024-01-01' + INTERVAL (i) SECOND AS ts,
        CASE WHEN i % 7 <> 0 THEN repeat('x', ${length}) END AS body, i AS id FROM range(20000) AS r(i)`);
      let rows;
      const bytes = bytesCopied(() => (rows = Rows.fromArrow(ipc, { time: "ts", text: "body" })));
      assert.equal(rows.length, 20_000);
      assert.ok(bytes >= 12 * 20_000, `${bytes} bytes: is anything counted?`);
      assert.ok(bytes <= 20 * 20_000, `${bytes} bytes of ${ipc.length}`);
    }
  });

  it("reads an empty table as no rows", () => {
    for (const ipc of [file(`${messages} WHERE i < 0`), stream(`${messages} WHERE i < 0`)]) {
      const rows = Rows.fromArrow(ipc, { time: "ts", text: "body" });
      assert.equal(rows.length, 0);
      assert.equal(rows.windows({ max: { bytes: 1 } }).length, 0);
    }
  });

  it("reads partitions and keys, of texts and of whole numbers", () => {
    const ipc = file(`SELECT i AS id, 'm' || i AS name, i // 2000 AS room,
      CASE WHEN i < 3000 THEN 'a' WHEN i < 4000 THEN NULL ELSE '' END AS chat FROM range(5000) AS r(i)`);
    const ends = (columns) => [...Rows.fromArrow(ipc, columns).windows({ max: { rows: 9999 } }).end];
    assert.deepEqual(ends({ partition: "room" }), [2000, 4000, 5000]);
    assert.deepEqual(ends({ partition: "chat" }), [3000, 4000, 5000]);
    for (const key of ["id", "name"]) {
      const plan = Rows.fromArrow(ipc, { key }).windows({ max: { rows: 1000 } });
      assert.equal(new Set(plan.id).size, 5);
    }
  });

  it("counts rows without any column", () => {
    assert.equal(Rows.fromArrow(file(messages), {}).windows({ max: { rows: 1000 } }).length, 5);
  });
});

describe("Rows.fromArrow refuses", () => {
  const cases = [
    ["a column that is not there", "1 AS a, 2 AS b", { text: "c" }, "MISSING_COLUMN", "c", "a, b"],
    ["a text that is not one", "1 AS a", { text: "a" }, "UNSUPPORTED_TYPE", "a", "Int32", "VARCHAR"],
    ["a time that is not one", "'x' AS a", { time: "a" }, "UNSUPPORTED_TYPE", "a", "Utf8", "TIMESTAMP"],
    ["a measure that is not one", "true AS a", { measures: { m: "a" } }, "UNSUPPORTED_TYPE", "a", "Bool", "BIGINT"],
    ["a measure that is not whole", "unnest([2.0, 0.5]) AS a", { measures: { m: "a" } }, "BAD_MEASURE", "a", "0.5", "row 1"],
    ["a float that is not whole", "unnest([2e0, -1e0]) AS a", { measures: { m: "a" } }, "BAD_MEASURE", "a", "-1", "row 1"],
    ["a negative measure", "-3 AS a", { measures: { m: "a" } }, "BAD_MEASURE", "a", "-3", "row 0"],
    ["a null time", "unnest([TIMESTAMP '2024-01-01', NULL]) AS a", { time: "a" }, "NULL_TIME", "a", "row 1"],
    [
      "times that decrease",
      "unnest([DATE '2024-01-02', DATE '2024-01-01']) AS a",
      { time: "a" },
      "UNSORTED",
      "a",
      "row 1",
      "2024-01-02",
      "2024-01-01",
    ],
    ["a misspelt option", "1 AS a", { txt: "a" }, "BAD_OPTION", "txt"],
    ["an option of another type", "1 AS a", { time: 5 }, "BAD_OPTION", "time", "5"],
  ];
  for (const [name, sql, columns, ...told] of cases) {
    it(name, () => {
      const ipc = file(`SELECT ${sql}`);
      assert.throws(() => Rows.fromArrow(ipc, columns), windowError(...told));
      assert.equal(Rows.fromArrow(ipc, {}).length > 0, true, "and it still works");
    });
  }

  it("compressed bodies", () => {
    for (const codec of ["lz4", "zstd"]) {
      const ipc = readFileSync(new URL(`../fixtures/arrow/${codec}.compressed`, import.meta.url));
      assert.throws(() => Rows.fromArrow(ipc, { text: "body" }), windowError("UNSUPPORTED_TYPE", "compressed"));
    }
  });

  it("bytes that are not Arrow, or damaged", () => {
    const ipc = file(messages);
    const corrupt = (bytes) => assert.throws(() => Rows.fromArrow(bytes, { text: "body" }), windowError("CORRUPT_ARROW"));
    corrupt(new Uint8Array());
    corrupt(new TextEncoder().encode("id,ts,body\n1,2024-01-01,hello\n"));
    corrupt(ipc.slice(0, -1));
    corrupt(ipc.slice(0, 1000));
    corrupt(ipc.map((byte, i) => (i > ipc.length - 300 && i < ipc.length - 10 ? 255 : byte)));
    assert.throws(() => Rows.fromArrow("text", {}), windowError("BAD_OPTION", "Uint8Array"));
    assert.equal(Rows.fromArrow(ipc, { text: "body" }).length, 5000, "and it still works");
  });
});

describe("plan.toArrow", () => {
  const sql = `SELECT * FROM (${messages}) ORDER BY id`;
  const planned = (time) => Rows.fromArrow(file(sql), { time, text: "body" }).windows({ max: { bytes: 1000 }, overlap: 0.3 });

  it("writes a table that DuckDB inserts", () => {
    const plan = planned("ts");
    connection.insertArrowFromIPCStream(plan.toArrow(), { name: "plan", create: true });
    const table = connection.query(`SELECT * FROM plan ORDER BY "window"`);
    const column = (name) => [...table.getChild(name)].map(Number);
    assert.equal(table.numRows, plan.length);
    for (const name of ["start", "fresh", "end", "oversize"]) {
      assert.deepEqual(column(name), [...plan[name]].map(Number), name);
    }
    assert.deepEqual(column("window"), [...plan.start.keys()]);
    assert.deepEqual(column("sum_bytes"), [...plan.sum("bytes")]);
    const [joined] = connection.query(`
      SELECT count(*) FILTER (total <> sum_bytes)::INT AS wrong, count(*)::INT AS windows FROM (
        SELECT any_value(sum_bytes) AS sum_bytes, sum(coalesce(strlen(body), 0)) AS total
        FROM plan JOIN (${messages}) AS m ON m.id >= plan.start AND m.id < plan."end"
        WHERE ts BETWEEN first_time AND last_time GROUP BY "window")`);
    assert.deepEqual({ ...joined }, { wrong: 0, windows: plan.length });
  });

  it("writes exactly the bytes that pyarrow and Polars have read", () => {
    const read = JSON.parse(readFileSync(new URL("../fixtures/arrow-read.json", import.meta.url), "utf8"));
    assert.deepEqual(digestsOf(writtenPlans()), read, "have them read it again: scripts/check-readers.js");
  });

  it("writes times that apache-arrow reads, with unit and zone", () => {
    const plan = planned("ts_tz");
    const table = tableFromIPC(plan.toArrow());
    assert.deepEqual(
      table.schema.fields.map(({ name, type }) => `${name}: ${type}`),
      [
        "window: Uint32",
        "start: Uint32",
        "fresh: Uint32",
        "end: Uint32",
        "sum_bytes: Int64",
        "first_time: Timestamp<MICROSECOND, UTC>",
        "last_time: Timestamp<MICROSECOND, UTC>",
        "oversize: Bool",
      ],
    );
    assert.deepEqual([...table.getChild("end")], [...plan.end]);
    assert.deepEqual(table.getChild("first_time").data[0].values, plan.firstTime);
  });

  const partitioned = {
    whole: [[7, 7, -9, -9, 2], "Int64", [7n, -9n, 2n]],
    text: [["a", "a", "é", "", ""], "Utf8", ["a", "é", ""]],
    mixed: [["a", "a", 5, null, null], "Utf8", ["a", "5", null]],
    null: [[null, null, 1, 1, null], "Int64", [null, 1n, null]],
  };
  for (const [name, [partition, type, values]] of Object.entries(partitioned)) {
    it(`writes the partition's value, ${name}`, () => {
      const rows = Rows.fromColumns({ partition, time: new BigInt64Array(5), key: [1, 2, 3, 4, 5] });
      const ipc = rows.windows({ max: { rows: 5 } }).toArrow();
      const table = tableFromIPC(ipc);
      assert.deepEqual(
        table.schema.fields.map(({ name }) => name),
        ["window", "start", "fresh", "end", "first_time", "last_time", "oversize", "partition", "id"],
      );
      assert.equal(String(table.schema.fields[7].type), type);
      assert.deepEqual([...table.getChild("partition")], values);
      const read = flechetteTable(ipc, { useBigInt: true });
      assert.deepEqual(Array.from(read.getChild("partition")), values);
      connection.insertArrowFromIPCStream(ipc, { name: `of_${name}`, create: true });
      const [{ same }] = connection.query(`SELECT list(partition ORDER BY "window")::VARCHAR AS same FROM of_${name}`);
      assert.equal(same, `[${values.map((value) => (value === null ? "NULL" : value === "" ? "''" : value)).join(", ")}]`);
    });
  }

  it("writes partitions that flechette reads, also those that came from Arrow", () => {
    const sql = `SELECT i AS id, (i // 2)::UTINYINT AS room, 'x' AS body, TIMESTAMPTZ '2024-01-01 00:00:00+00' AS ts FROM range(5) AS r(i)`;
    const plan = Rows.fromArrow(file(sql), { partition: "room", text: "body", key: "id", time: "ts" }).windows({
      max: { rows: 9 },
    });
    const table = flechetteTable(plan.toArrow(), { useBigInt: true });
    assert.deepEqual(Array.from(table.getChild("partition")), [0, 1, 2]);
    assert.deepEqual(Array.from(table.getChild("end")), [2, 4, 5]);
    assert.deepEqual(Array.from(table.getChild("id")), [...plan.id]);
    assert.deepEqual(Array.from(table.getChild("sum_bytes"), Number), [2, 2, 1]);
    assert.equal(table.schema.fields.find(({ name }) => name === "first_time").type.timezone, "UTC");
  });

  it("writes the end of the stream", () => {
    assert.deepEqual(planned("ts").toArrow().slice(-8), Uint8Array.of(255, 255, 255, 255, 0, 0, 0, 0));
  });

  it("writes an empty plan as an empty table", () => {
    const plan = Rows.fromColumns({ measures: { bytes: [] } }).windows({ max: { bytes: 1 } });
    assert.equal(tableFromIPC(plan.toArrow()).numRows, 0);
  });
});
