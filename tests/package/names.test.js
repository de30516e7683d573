// Foreign names: of JavaScript's objects, of the database, and of windrow's own columns and tables.
import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { Rows, Stream, init } from "windrow";
import { fetchRows, identifier, insertPlan, literal, readWindows, streamRows } from "windrow/duckdb";
import { loadMessages } from "windrow/etl";
import { lineBytes, parseTemplate, promptsOf, renderLine, sentSpec } from "windrow/prompts";
import { openDuckDB, openNativeDuckDB } from "../../scripts/lib/duckdb.js";
import { windowError } from "../support/windrow.js";

const NAMES = [
  "__proto__",
  "constructor",
  "hasOwnProperty",
  "toString",
  "valueOf",
  "then",
  "length",
  "toJSON",
  "rowid",
  "row",
  "position",
  "window",
  "follows",
  "line",
  "tokens",
  "t",
  "c0",
  "inserted",
  "strlen(body)",
  "windrow's row",
  "windrow's time",
  "windrow's problem",
  "file",
  "problem",
  "start",
  "end",
];
/** Without `rowid`, which SELECT … AS cannot name in a table of DuckDB. */
const named = (name, value) => Object.defineProperty({}, name, { value, enumerable: true, writable: true, configurable: true });

const opened = {};
before(async () => {
  await init();
  opened["DuckDB-WASM"] = await openDuckDB();
  opened["native DuckDB"] = await openNativeDuckDB();
});
after(() => opened["native DuckDB"].close());

for (const name of NAMES) {
  describe(`a name such as ${name}`, () => {
    it("names a measure in every result", () => {
      const rows = Rows.fromColumns({ measures: named(name, [3, 4, 5]) });
      assert.deepEqual(rows.measures, [name]);
      assert.equal(rows.total(name), 12);
      const plan = rows.windows({ max: named(name, 9), overlap: named(name, 4) });
      assert.deepEqual([...plan.sum(name)], [7, 9]);
      const { repeated } = plan.stats();
      assert.deepEqual(Object.entries(repeated), [[name, 4]]);
      const stream = new Stream({ max: named(name, 9) });
      const windows = [...stream.push(rows), ...stream.finish()];
      assert.deepEqual(
        windows.map(({ sums }) => Object.entries(sums)),
        [[[name, 7]], [[name, 5]]],
      );
      assert.throws(() => Rows.fromColumns({ length: 1 }).total(name), windowError("MISSING_COLUMN", name));
    });

    it("is not an option unless it is given", () => {
      const rows = Rows.fromColumns({ length: 1 });
      assert.throws(() => rows.windows({ max: { rows: 1 }, ...named(name, 1) }), windowError("BAD_OPTION", name));
      if (name !== "length") assert.throws(() => Rows.fromColumns(named(name, [1])), windowError("BAD_OPTION", name));
    });

    it("names a column in a template, and a measure in a reserve", () => {
      const template = parseTemplate(`<{"${name}"}>`);
      assert.equal(renderLine(template, named(name, "a")), "<a>");
      assert.deepEqual([...lineBytes(template, named(name, ["a", "bc"]), { separator: "" })], [3, 4]);
      assert.throws(() => renderLine(template, { other: 1 }), windowError("MISSING_COLUMN", name));
      assert.throws(() => lineBytes(template, { other: [1] }), windowError("MISSING_COLUMN", name));
      const { max } = sentSpec({ max: named(name, 10) }, { separator: "", reserve: named(name, 4) }, { rows: 1 });
      assert.deepEqual(Object.entries(max), [[name, 6]]);
    });

    for (const kind of ["DuckDB-WASM", "native DuckDB"]) {
      it(`names a column in ${kind}`, async () => {
        const { connection } = opened[kind];
        const run = (sql) => (kind === "DuckDB-WASM" ? connection.query(sql) : connection.run(sql));
        const column = identifier(name);
        await run(
          `CREATE OR REPLACE TABLE x AS SELECT i::UINTEGER AS ${column}, i AS ord, 'text ' || i AS words FROM range(5) AS r(i)`,
        );
        const query = {
          from: "x",
          time: undefined,
          measures: named(name, name),
          partition: undefined,
          key: name,
          orderBy: [name],
          line: `{"${name}"}: {words}`,
        };
        const fetched = await fetchRows(connection, query);
        assert.equal(fetched.rows.total(name === "tokens" ? "tokens" : name), 10);
        const plan = fetched.windows({ max: { rows: 2 } });
        await insertPlan(connection, plan, { table: "x windows", replace: true });
        const texts = [];
        for await (const { text } of promptsOf(fetched, plan)) texts.push(text);
        assert.deepEqual(texts, ["0: text 0\n1: text 1", "2: text 2\n3: text 3", "4: text 4"]);
        const read = await readWindows(connection, fetched, { windows: "x windows", columns: [name, "words"] });
        assert.equal(Rows.fromArrow(read, { measures: { n: name } }).length, 5);
        let sum = 0;
        for await (const rows of streamRows(connection, { from: "x", measures: named(name, name), orderBy: ["ord"] }))
          sum += rows.total(name);
        assert.equal(sum, 10);
      });
    }
  });
}

it("files may have columns of any name", async () => {
  const names = ["ts", "body", ...NAMES];
  const csv = [
    names,
    ["2020-01-01", "one", ...NAMES.map((_, i) => `v${i}`)],
    ["2020-01-02", "two", ...NAMES.map((_, i) => `w${i}`)],
  ]
    .map((record) => record.map((field) => `"${field}"`).join(","))
    .join("\n");
  for (const [kind, { connection }] of Object.entries(opened)) {
    const loaded = await loadMessages(
      connection,
      { name: "names.csv", blob: new Blob([csv]) },
      { columns: { time: "ts", text: "body", chat: "constructor", author: "__proto__" } },
    );
    assert.equal(loaded.rows, 2, kind);
    assert.equal(loaded.columns.author, "__proto__");
    const found = loaded.all.map(({ name }) => name).filter((name) => name !== "rowid 2");
    assert.deepEqual(
      found,
      names.filter((name) => name !== "rowid"),
      kind,
    );
    assert.deepEqual(loaded.problems, [], kind);
    const run = async (sql) =>
      kind === "DuckDB-WASM"
        ? [...(await connection.query(sql)).toArray()].map((row) => Object.values(row.toJSON()))
        : (await connection.runAndReadAll(sql)).getRowsJS();
    const values = await run(
      `SELECT ${NAMES.map((name) => identifier(name === "rowid" ? "rowid 2" : name)).join(", ")} FROM ${identifier(loaded.table)} WHERE body = ${literal("one")}`,
    );
    if (kind !== "DuckDB-WASM")
      assert.deepEqual(
        values[0],
        NAMES.map((_, i) => `v${i}`),
        kind,
      );
  }
});
