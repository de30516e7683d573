// The port to a database: which connections it accepts, equal results from every engine, files under unique names,
// and guards against the traps of native DuckDB.
import assert from "node:assert/strict";
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { tableFromIPC } from "apache-arrow";
import { init, Rows } from "windrow";
import { engineOf, fetchRows, insertPlan, loadCsv, streamRows } from "windrow/duckdb";
import { openAsyncDuckDB, openDuckDB, openNativeDuckDB } from "../../scripts/lib/duckdb.js";
import { ENGINES } from "../support/engines.js";
import { windowError } from "../support/windrow.js";

before(() => init());

describe("engineOf", () => {
  const method = () => {};
  const others = [
    ["nothing", undefined, "missing", "database.connect()"],
    ["null", null, "missing"],
    ["a string", ":memory:", "of type string"],
    ["a promise", Promise.resolve(), "a promise", "await it"],
    [
      "a coordinator of Mosaic",
      { databaseConnector: method, query: method },
      "coordinator",
      "coordinator.databaseConnector().getConnection()",
    ],
    ["a connector of Mosaic", { getConnection: method, query: method }, "await it.getConnection()"],
    ["a pool", { acquire: method, query: method }, "a pool", "await it.acquire()"],
    ["a pool that connects", { connect: method, query: method }, "pool", "await it.connect()"],
    ["a connection of the older package", { all: method, arrowIPCAll: method }, "older", "@duckdb/node-api"],
    ["an object of nobody", Object.create(null), "another kind"],
    [
      "a getter that throws",
      {
        get useUnsafe() {
          throw new Error("mine");
        },
      },
      "another kind",
    ],
  ];
  for (const [name, given, ...words] of others) {
    it(`says what to pass instead of ${name}`, async () => {
      assert.throws(() => engineOf(given), windowError("BAD_OPTION", ...words));
      await assert.rejects(fetchRows(given, { from: "t" }), windowError("BAD_OPTION", ...words));
      await assert.rejects(streamRows(given, { from: "t" }).next(), windowError("BAD_OPTION", ...words));
      await assert.rejects(
        loadCsv(given, new TextEncoder().encode("a\n1\n"), { into: "t" }),
        windowError("BAD_OPTION", ...words),
      );
    });
  }

  it("distinguishes databases from their connections", async () => {
    for (const open of [openAsyncDuckDB, openDuckDB, openNativeDuckDB]) {
      const { database, connection, close = () => {} } = await open();
      assert.throws(() => engineOf(database), windowError("BAD_OPTION", "await it.connect()"));
      const engine = engineOf(connection);
      assert.equal(engineOf(connection), engine);
      assert.equal(engineOf(engine), engine);
      await close();
    }
  });
});

/** By type, values that must stay apart, as SQL; the last is null. */
const TYPES = {
  BOOLEAN: ["true", "false"],
  TINYINT: ["-128", "127"],
  USMALLINT: ["1", "65535"],
  INTEGER: ["-2147483648", "2147483647"],
  BIGINT: ["9007199254740992", "9007199254740993"],
  UBIGINT: ["18446744073709551614", "18446744073709551615"],
  HUGEINT: ["9007199254740993", "-170141183460469231731687303715884105727", "170141183460469231731687303715884105727"],
  "DECIMAL(4, 1)": ["1.5", "-1.5"],
  "DECIMAL(9, 2)": ["1.25", "-1234567.25"],
  "DECIMAL(18, 3)": ["123456789012345.678", "-0.001"],
  "DECIMAL(38, 2)": ["90071992547409921.01", "-90071992547409921.02"],
  FLOAT: ["1.5", "-2.25"],
  DOUBLE: ["0.1", "1e300"],
  VARCHAR: [
    "''",
    "'twelve bytes'",
    "'thirteen byte'",
    "'é🎉 of more than twelve bytes'",
    "chr(65279) || 'a mark of byte order'",
    "chr(65279)",
  ],
  BLOB: ["'\\x00\\xFF'::BLOB", "'\\x00\\xFE and more than twelve'::BLOB"],
  UUID: [
    "'c448aa2d-fe77-40bc-bfde-e05ab1388e31'",
    "'00000000-0000-0000-0000-000000000001'",
    "'7fffffff-ffff-ffff-ffff-ffffffffffff'",
  ],
  DATE: ["'1969-12-31'", "'2024-02-29'", "'infinity'"],
  TIME: ["'00:00:00'", "'23:59:59.999999'"],
  TIMESTAMP: ["'1969-12-31 23:59:59.5'", "'infinity'", "'-infinity'"],
  TIMESTAMP_S: ["'1969-12-31 23:59:59'", "'2024-02-29'"],
  TIMESTAMP_MS: ["'1969-12-31 23:59:59.5'", "'2024-02-29'"],
  TIMESTAMP_NS: ["'1969-12-31 23:59:59.123456789'", "'2024-02-29'"],
  TIMESTAMPTZ: ["'2024-02-29 00:00:00+00'", "'2024-02-29 00:00:00+02'"],
  "ENUM('p', 'a longer one')": ["'p'", "'a longer one'"],
};
const NESTED = { "INTEGER[]": "[1]", "STRUCT(a INTEGER)": "{'a': 1}", INTERVAL: "INTERVAL 1 DAY" };
const plain = (value) =>
  value instanceof Uint8Array || value instanceof Uint32Array ? [...value] : typeof value === "bigint" ? `${value}n` : value;

/** A value as apache-arrow reads it; it has no infinite times. */
const shown = (arrow, row) => {
  try {
    return plain(arrow.get(row));
  } catch (error) {
    return error.message;
  }
};

describe("every engine", () => {
  const engines = [];
  before(async () => {
    for (const { name, isNative, open } of ENGINES) engines.push({ name, isNative, ...(await open()) });
  });
  after(() => engines.map(({ close }) => close()));

  for (const [type, values] of Object.entries(TYPES)) {
    it(`reads ${type} alike, as values, in Arrow, as keys and as partitions`, async () => {
      const results = [];
      for (const { connection, rows: run } of engines) {
        // A vector holds fewer than 2,500 rows.
        const list = [...values, "NULL"].map((value, i) => `((${value})::${type}, ${i})`).join(", ");
        await run(
          `CREATE OR REPLACE TABLE typed AS SELECT v, n * 2500 + i AS n FROM (VALUES ${list}) AS v(v, n), range(2500) AS r(i) ORDER BY n`,
        );
        const engine = engineOf(connection);
        const { v } = await engine.columns(`SELECT ${type.startsWith("ENUM") ? "v::VARCHAR AS v" : "v"} FROM typed ORDER BY n`);
        assert.equal(v.length, 2_500 * (values.length + 1));
        const read = Array.from({ length: values.length + 1 }, (_, i) => plain(v[2_500 * i]));
        assert.equal(read.at(-1), null);
        assert.equal(new Set(read.map((value) => JSON.stringify(value))).size, read.length, "they stay apart");
        const arrow = tableFromIPC(Buffer.concat(await engine.arrow("SELECT v FROM typed ORDER BY n"))).getChildAt(0);
        const found = [type, JSON.stringify(read), JSON.stringify(Array.from(read, (_, i) => shown(arrow, 2_500 * i)))];
        for (const watch of [undefined, { onProgress() {} }]) {
          const keyed = await fetchRows(connection, { from: "typed", key: "v", orderBy: ["n"] }, watch);
          const { id } = keyed.rows.windows({ max: { rows: 2_500 } });
          assert.equal(new Set(id).size, read.length);
          const parted = await fetchRows(connection, { from: "typed", partition: "v" }, watch);
          assert.equal(parted.rows.windows({ max: { rows: 1_000_000 } }).length, read.length);
          found.push([...id].join());
        }
        assert.equal(found[3], found[4], "watched or not");
        results.push(found);
      }
      for (const result of results) assert.deepEqual(result, results[0]);
    });
  }

  it("refuses types whose values could be confused, and reads them when they are cast", async () => {
    for (const { connection, rows: run } of engines) {
      for (const [type, value] of Object.entries(NESTED)) {
        await run(`CREATE OR REPLACE TABLE nested AS SELECT ${value}::${type} AS v`);
        await assert.rejects(
          fetchRows(connection, { from: "nested", key: "v" }),
          windowError("UNSUPPORTED_TYPE", "v", "VARCHAR"),
        );
        assert.equal(typeof (await engineOf(connection).columns("SELECT v::VARCHAR AS v FROM nested")).v[0], "string");
      }
    }
  });

  it("reads columns of foreign names, and results without rows", async () => {
    for (const { connection } of engines) {
      const columns = await engineOf(connection).columns(`SELECT 1::INTEGER AS "__proto__", 2::INTEGER AS "constructor"`);
      assert.deepEqual(Object.entries(columns), [
        ["__proto__", [1]],
        ["constructor", [2]],
      ]);
      assert.deepEqual(Object.entries(await engineOf(connection).columns("SELECT 1 AS n WHERE false")), [["n", []]]);
    }
  });

  it("inserts a whole table, with all types, nulls and more rows than a vector", async () => {
    const rows = Rows.fromColumns({
      time: BigInt64Array.from({ length: 9_000 }, (_, i) => BigInt(i)),
      timeZone: "UTC",
      measures: { bytes: Array.from({ length: 9_000 }, (_, i) => i) },
      partition: Array.from({ length: 9_000 }, (_, i) => (i < 4_500 ? "a" : null)),
      key: Array.from({ length: 9_000 }, (_, i) => `key ${i}`),
    });
    const plan = rows.windows({ max: { rows: 2 } });
    const results = [];
    for (const { connection, rows: run } of engines) {
      await insertPlan(connection, plan, { table: "inserted" });
      const types = await run("SELECT column_name || ' ' || column_type FROM (DESCRIBE inserted)");
      const [sums] = await run(
        "SELECT count(*)::INTEGER, count(partition)::INTEGER, sum(id)::VARCHAR, sum(sum_bytes)::VARCHAR, sum(epoch_us(last_time))::VARCHAR FROM inserted",
      );
      results.push(JSON.stringify([types.flat(), sums]));
      assert.deepEqual(sums.slice(0, 2), [4_500, 2_250]);
    }
    for (const result of results) assert.equal(result, results[0]);
  });

  it("refuses Arrow without its end, which DuckDB-WASM would silently lose", async () => {
    const ipc = Rows.fromColumns({ measures: { bytes: [1] } })
      .windows({ max: { rows: 1 } })
      .toArrow();
    for (const { connection, rows: run } of engines) {
      for (const bytes of [ipc.slice(0, -8), new Uint8Array(0), ipc.slice(0, 100), new TextEncoder().encode("ARROW1\0\0")]) {
        await assert.rejects(engineOf(connection).insert("lost", bytes), windowError("CORRUPT_ARROW"));
      }
      await engineOf(connection).insert("kept", ipc, { replace: true });
      assert.deepEqual(await run("SELECT count(*)::INTEGER FROM kept"), [[1]]);
      assert.equal(ipc.length > 0, true, "the bytes stay the caller's");
    }
  });

  it("gives files unique names, and drops them", async () => {
    for (const { connection, isNative } of engines) {
      const engine = engineOf(connection);
      const contents = [new TextEncoder().encode("x\n1\n"), new Blob(["x\n2\n"])];
      const files = await Promise.all([...contents, ...contents].map((content) => engine.file(content, ".csv")));
      assert.equal(new Set(files.map(({ name }) => name)).size, 4);
      const read = await Promise.all(files.map(({ name }) => engine.columns(`SELECT x::INTEGER AS x FROM read_csv('${name}')`)));
      assert.deepEqual(
        read.map(({ x }) => x[0]),
        [1, 2, 1, 2],
      );
      await Promise.all(files.map((file) => file.drop()));
      await assert.rejects(engine.run(`FROM read_csv('${files[0].name}')`), windowError("QUERY_FAILED"));
      assert.ok(!files.some(({ name }) => existsSync(name)));
      if (!isNative) await assert.rejects(engine.file({ path: "/x.csv" }), windowError("BAD_OPTION", "path"));
      for (const wrong of [undefined, null, "x.csv", 7, {}]) await assert.rejects(engine.file(wrong), windowError("BAD_OPTION"));
    }
  });

  it("reads the formats that it declares", async () => {
    const gzipped = async (text) =>
      new Uint8Array(await new Response(new Blob([text]).stream().pipeThrough(new CompressionStream("gzip"))).arrayBuffer());
    for (const { connection, isNative } of engines) {
      const engine = engineOf(connection);
      const csv = await engine.file(await gzipped("x\n7\n"), ".csv.gz");
      assert.deepEqual((await engine.columns(`SELECT x::INTEGER AS x FROM read_csv('${csv.name}')`)).x, [7]);
      await csv.drop();
      assert.deepEqual([...engine.reads].sort(), isNative ? ["csv", "gzip", "json", "parquet", "zstd"] : ["csv", "gzip"]);
    }
  });
});

describe("native DuckDB", () => {
  let connection, run, close;
  before(async () => ({ connection, rows: run, close } = await ENGINES.at(-1).open()));
  after(() => close?.());
  /** Reads a stream by DuckDB's own means, until it looks finished. */
  const drain = async (stream, during = () => {}) => {
    let rows = 0;
    for (let chunk; (chunk = await stream.fetchChunk())?.rowCount > 0;) {
      rows += chunk.rowCount;
      await during(rows);
    }
    return rows;
  };
  const late = "SELECT CASE WHEN i < 2900000 THEN i ELSE error('too late') END AS n FROM range(3000000) AS r(i)";

  it("ends a failed stream like a complete one; windrow reports the error", async () => {
    const rows = await drain(await connection.stream(late));
    assert.ok(rows > 0 && rows < 3_000_000, `${rows}: the trap is gone`);
    const query = { from: { sql: late }, measures: { n: "n" } };
    await assert.rejects(fetchRows(connection, query), windowError("QUERY_FAILED", "too late"));
    await assert.rejects(fetchRows(connection, query, { onProgress() {} }), windowError("QUERY_FAILED", "too late"));
    const all = async (batches) => {
      for await (const batch of batches) batch.free?.();
    };
    await assert.rejects(all(streamRows(connection, query)), windowError("QUERY_FAILED", "too late"));
    await assert.rejects(all(engineOf(connection).batches(late, { rows: 3_000_000 })), windowError("QUERY_FAILED", "too late"));
  });

  it("ends a stream at another query on its connection; windrow reports it, and complete results go on", async () => {
    await run("CREATE TABLE many AS SELECT i AS n FROM range(100000) AS r(i)");
    const rows = await drain(await connection.stream("FROM many"), (rows) => rows < 5_000 && run("SELECT 1"));
    assert.ok(rows < 100_000, "the trap is gone");
    const all = async () => {
      for await (const batch of engineOf(connection).batches("FROM many")) {
        void batch;
        await run("SELECT 1");
      }
    };
    await assert.rejects(all(), windowError("BUSY", "100000"));
    const query = { from: "many", measures: { n: "n" } };
    const [fetched] = await Promise.all([fetchRows(connection, query), run("SELECT 1"), run("SELECT 2")]);
    assert.equal(fetched.rows.length, 100_000);
  });

  it("loses an early interrupt; windrow's abort ends any query", async () => {
    connection.interrupt();
    await run("SELECT 1"); // it is lost
    const endless = "SELECT i AS n FROM range(10000000000) AS r(i) WHERE hash(i) % 1000003 = 0";
    for (const delay of [0, 1, 30]) {
      for (const ask of [
        (watch) => engineOf(connection).run(endless, watch),
        (watch) => engineOf(connection).columns(endless, watch),
        (watch) => fetchRows(connection, { from: { sql: endless }, measures: { n: "n" } }, watch),
        (watch) =>
          engineOf(connection)
            .batches(endless, { ...watch, rows: 1 })
            .next(),
        async (watch) => {
          for await (const batch of engineOf(connection).batches(endless, { ...watch, rows: 1 })) void batch;
        },
        (watch) => streamRows(connection, { from: { sql: endless }, measures: { n: "n" } }, watch).next(),
      ]) {
        const began = performance.now();
        await assert.rejects(ask({ signal: AbortSignal.timeout(delay) }), { name: "TimeoutError" });
        assert.ok(performance.now() - began < 5_000, `${performance.now() - began} ms`);
        assert.deepEqual(await run("SELECT 1::INTEGER"), [[1]], "the next query is not interrupted");
      }
    }
  });

  it("leaves arbitrary bytes under a null; windrow does not read them", async () => {
    await run("CREATE TABLE gaps AS SELECT CASE WHEN i % 3 > 0 THEN i END::UINTEGER AS n FROM range(5000) AS r(i)");
    const { rows } = await fetchRows(connection, { from: "gaps", measures: { n: "n" } });
    assert.equal(
      rows.total("n"),
      Array.from({ length: 5_000 }, (_, i) => (i % 3 > 0 ? i : 0)).reduce((a, b) => a + b),
    );
    const { n } = await engineOf(connection).columns("FROM gaps");
    assert.ok(n.every((value, i) => value === (i % 3 > 0 ? i : null)));
  });

  it("takes a path for a pattern; windrow takes it literally", async () => {
    const folder = mkdtempSync(join(tmpdir(), "windrow "));
    const names = { "chat [1].csv": 1, "chat 1.csv": 2, "chat*.csv": 3, "chat ?.csv": 4, "it's.csv": 5 };
    for (const [name, x] of Object.entries(names)) writeFileSync(join(folder, name), `x\n${x}\n`);
    assert.notDeepEqual(
      await run(`SELECT x::INTEGER FROM read_csv('${join(folder, "chat [1].csv")}')`),
      [[1]],
      "the trap is gone",
    );
    for (const [name, x] of Object.entries(names)) {
      const file = await engineOf(connection).file({ path: join(folder, name) });
      const { x: read } = await engineOf(connection).columns(
        `SELECT x::INTEGER AS x FROM read_csv('${file.name.replaceAll("'", "''")}')`,
      );
      assert.deepEqual(read, [x], name);
      await file.drop();
    }
    assert.equal(readdirSync(folder).length, 5, "files of the caller's stay");
    rmSync(folder, { recursive: true });
  });

  it("reports the progress of a watched query", async () => {
    const told = [];
    await run("SET progress_bar_time = 0");
    await run("CREATE TABLE slow AS SELECT md5(i::VARCHAR) AS h FROM range(2000000) AS r(i)");
    await engineOf(connection).run("CREATE TABLE slower AS SELECT md5(h) AS h FROM slow", {
      onProgress: ({ done }) => told.push(done),
    });
    assert.ok(told.length > 0 && told.every((done) => done >= 0 && done <= 1), `${told}`);
  });

  it("does not fetch a missing extension on a connection that forbids it", async () => {
    const began = performance.now();
    await assert.rejects(engineOf(connection).run("FROM 'https://example.org/x.parquet'"), windowError("QUERY_FAILED", "httpfs"));
    assert.ok(performance.now() - began < 2_000);
  });
});
