// JSON: where its rows lie, what its values are, and what is wrong in it: on native DuckDB and on DuckDB-WASM.
import assert from "node:assert/strict";
import { it } from "node:test";
import { forEachReader, guessed, source, told } from "../support/loaded.js";

const records = [
  { ts: "2024-01-15T10:00:00Z", n: 1, body: "one", tags: ["a", { b: "c d" }] },
  { ts: "2024-01-15T10:01:00Z", n: 2, body: '👩‍👩‍👧 \u0000 <b> "', late: true },
];
const files = [
  ["an array", JSON.stringify(records)],
  ["an array, indented, with a mark", `\ufeff${JSON.stringify(records, null, 2)}`],
  ["one object a line", records.map((record) => JSON.stringify(record)).join("\n")],
  ["one object a line, CRLF and blank lines", records.map((record) => `${JSON.stringify(record)}\r\n\r\n`).join("")],
  ["objects that follow each other", records.map((record) => JSON.stringify(record, null, 1)).join("")],
  ["objects with commas between", records.map((record) => JSON.stringify(record)).join(",\n")],
];

const ROWS = [
  ["2024-01-15 10:00", "Ada", "Hi"],
  ["2024-01-15 10:01", "Bob", "Bye"],
];
const TIMES = ["2024-01-15 10:00:00", "2024-01-15 10:01:00"];
const NAMES = ["ts", "user", "text"];
const asObject = (values) => Object.fromEntries(values.map((value, i) => [NAMES[i], value]));
const lines = (values) => values.map((value) => JSON.stringify(value)).join("\n");
/** Tables without an object for each row, as programs write them. */
const GRIDS = [
  ["one a line, ClickHouse's JSONCompactEachRowWithNames", lines([NAMES, ...ROWS]), ["the first row is the header"]],
  ["an array of arrays", [NAMES, ...ROWS], ["the first row is the header"]],
  ["pandas' split", { columns: NAMES, index: [0, 1], data: ROWS }, ["the rows are the arrays at data[]"]],
  [
    "ClickHouse's JSONCompact",
    { meta: NAMES.map((name) => ({ name, type: "String" })), data: ROWS, rows: 2 },
    ["the rows are the arrays at data[]"],
  ],
  [
    "pandas' columns",
    Object.fromEntries(NAMES.map((name, i) => [name, { 0: ROWS[0][i], 1: ROWS[1][i] }])),
    ["each member of the file's object is a column"],
  ],
  ["pandas' index", { 0: asObject(ROWS[0]), 1: asObject(ROWS[1]) }, ["the rows are the objects at *"]],
  [
    "Firebase's",
    { messages: { "-Na": asObject(ROWS[0]), "-Nb": asObject(ROWS[1]) } },
    ["the rows are the objects at messages.*"],
  ],
  [
    "pandas' table",
    { schema: { fields: NAMES.map((name) => ({ name, type: "string" })) }, data: ROWS.map(asObject) },
    ["the rows are the objects at data[]"],
  ],
];

forEachReader((load, engine) => {
  const json = (content, options) =>
    load(source("a.json", typeof content === "string" ? content : JSON.stringify(content)), options);

  for (const [what, text] of files) {
    it(what, async () => {
      const loaded = await json(text);
      assert.deepEqual(told(loaded), []);
      assert.deepEqual(
        loaded.all.map(({ name, type }) => [name, type]),
        [
          ["ts", "TIMESTAMP"],
          ["n", "BIGINT"],
          ["body", "VARCHAR"],
          ["tags", "VARCHAR"],
          ["late", "VARCHAR"],
        ],
      );
      assert.deepEqual(
        loaded.texts,
        records.map(({ body }) => body),
      );
      assert.deepEqual(await engine().rows("SELECT tags, late FROM source"), [
        ['["a",{"b":"c d"}]', null],
        [null, "true"],
      ]);
    });
  }
  it("a text sequence, with a record separator before each value", async () => {
    const loaded = await json(records.map((record) => `\u001e${JSON.stringify(record)}\n`).join(""));
    assert.deepEqual([loaded.texts, told(loaded)], [records.map(({ body }) => body), []]);
  });
  for (const [what, content, how] of GRIDS) {
    it(`rows that are no objects: ${what}`, async () => {
      const loaded = await json(content);
      assert.deepEqual([loaded.texts, loaded.times], [["Hi", "Bye"], TIMES]);
      assert.deepEqual([told(loaded), guessed(loaded)], [[], how]);
      assert.equal(loaded.columns.author, "user");
    });
  }
  it("rows that are no objects, and have no header", async () => {
    const loaded = await json([
      ["2024-01-15 10:00", "Hi", 1],
      ["2024-01-15 10:01", "Goodbye", null, "more"],
    ]);
    assert.deepEqual([loaded.texts, loaded.times], [["Hi", "Goodbye"], TIMES]);
    assert.deepEqual(guessed(loaded), ["there is no header; columns are called column 1, column 2 and so on"]);
    assert.deepEqual(await engine().rows('SELECT "column 3"::VARCHAR, "column 4" FROM source'), [
      ["1", null],
      [null, "more"],
    ]);
  });
  it("columns that do not have the same rows are refused", () =>
    assert.rejects(json({ ts: { 0: "2024-01-15", 1: "2024-01-16" }, text: { 0: "Hi", 2: "Bye" } }), {
      code: "BAD_JSON",
      message: /line 1: a column has other rows than the first one/,
    }));
  it("records within an object", async () => {
    const loaded = await json(
      ROWS.map(([ts, name, text], i) => ({ _id: i, _source: { ts, user: { name, id: 7 }, text, tags: ["x"] } })),
    );
    assert.deepEqual([loaded.texts, loaded.times], [["Hi", "Bye"], TIMES]);
    assert.equal(loaded.columns.author, "_source.user.name");
    const both = await json([{ text: "outside", data: { text: "inside", created_at: "2024-01-15 10:00" } }]);
    assert.deepEqual([both.texts, both.times], [["outside"], [TIMES[0]]]);
  });
  it("times of Firestore and of Protocol Buffers", async () => {
    const loaded = await json([
      { at: { _seconds: 1705312800, _nanoseconds: 5000 }, body: "one" },
      { at: { seconds: "1705312860", nanos: 0 }, body: "two" },
      { at: { seconds: 1705312920 }, body: "three" },
    ]);
    assert.deepEqual(loaded.times, [
      "2024-01-15 10:00:00.000005",
      ...["10:01:00", "10:02:00"].map((clock) => `2024-01-15 ${clock}`),
    ]);
  });
  it("what MongoDB writes for types that JSON lacks", async () => {
    const id = (n) => ({ $oid: `65a1b2c3d4e5f60718293a4${n}` });
    const rows = [
      { _id: id(1), made: { $date: "2024-01-15T10:00:00.500Z" }, n: { $numberLong: "9007199254740993" }, body: "one" },
      { _id: id(2), made: { $date: "2024-01-15T10:01:00Z" }, n: { $numberInt: "-2" }, body: "two" },
      {
        _id: id(3),
        made: { $date: "2024-01-15T10:02:00Z" },
        n: { $numberLong: "x" },
        body: '{"$date":"it"}',
        other: { $date: 1, more: 2 },
      },
    ];
    const loaded = await json(rows.slice(0, 2));
    assert.deepEqual(told(loaded), []);
    assert.deepEqual(
      (await engine().rows("SELECT _id, epoch_ms(made)::DOUBLE, (n + 0)::VARCHAR FROM source")).map((row) => row.map(String)),
      [
        ["65a1b2c3d4e5f60718293a41", "1705312800500", "9007199254740993"],
        ["65a1b2c3d4e5f60718293a42", "1705312860000", "-2"],
      ],
    );
    // As MongoDB wrote them before, and writes them where all types are kept: in milliseconds.
    const canonical = rows
      .slice(0, 2)
      .map((row, i) => ({ ...row, made: { $date: i === 0 ? 1705312800500 : { $numberLong: "1705312800501" } } }));
    await json(canonical);
    assert.deepEqual(
      (await engine().rows("SELECT epoch_ms(made)::DOUBLE FROM source")).flat().map(Number),
      [1705312800500, 1705312800501],
    );
    // What only looks like it stays as it is.
    await json(rows);
    assert.deepEqual(await engine().rows("SELECT n, body, other FROM source WHERE n = 'x'"), [
      ["x", '{"$date":"it"}', '{"$date":1,"more":2}'],
    ]);
  });
  it("a name twice in one object: that is told, and the last value taken, as JSON.parse does", async () => {
    const loaded = await json('[{"ts":1705312800,"body":"one","body":"two"},{"ts":1705312801,"body":"three"}]');
    assert.deepEqual(loaded.texts, ["two", "three"]);
    assert.deepEqual(
      loaded.problems.map(({ what, count, samples }) => [what, count, samples]),
      [["values of a name that an object has twice, of which the last one was taken", 1, ["body"]]],
    );
  });
  it("texts in parts, as messages to language models have them; a part that is no text is told", async () => {
    const contents = [
      "hi",
      [
        { type: "text", text: 'What is "this"?' },
        { type: "image_url", image_url: { url: "data:image/png;base64,AA" } },
        "and this?",
      ],
      [{ type: "input_text", text: "é", annotations: [{ text: "not this", n: [1] }] }],
      [{ type: "tool_use", id: 1 }],
      [],
      [["text"]],
      null,
    ];
    const loaded = await json(contents.map((content, i) => ({ ts: 1705312800 + i, role: "user", content })));
    assert.deepEqual(loaded.texts, [
      "hi",
      'What is "this"?\n[image_url]\nand this?',
      "é",
      '[{"type":"tool_use","id":1}]',
      "[]",
      '[["text"]]',
      null,
    ]);
    const what = "parts of texts that are no text, such as images, of which the type was taken";
    assert.deepEqual(
      loaded.problems.map(({ what, count, samples }) => [what, count, samples]),
      [[what, 1, ["image_url"]]],
    );
  });
  it("an array within an object, which is told", async () => {
    const loaded = await json({ exported: 1, users: [{ id: 1 }], data: { items: records } });
    assert.deepEqual(
      loaded.texts,
      records.map(({ body }) => body),
    );
    assert.deepEqual(guessed(loaded), ["the rows are the objects at data.items[]"]);
    assert.equal((await json({ data: { items: records }, more: [{ body: "x" }] }, { rows: "more[]" })).texts[0], "x");
  });
  it("conversations, one a line: that is told, and how to read their messages", async () => {
    const line = JSON.stringify({
      messages: [
        { role: "user", content: "hi" },
        { role: "assistant", content: "hello" },
      ],
    });
    const loaded = await json(`${line}\n${line}\n`);
    assert.deepEqual(
      loaded.guesses.map(({ alternatives }) => alternatives),
      [['rows: "messages[]"']],
    );
    assert.deepEqual((await json(`${line}\n${line}\n`, { rows: "messages[]" })).texts, ["hi", "hello", "hi", "hello"]);
    // The suggested path works for rows in an array, and in an array within an object.
    for (const [text, rows] of [
      [`[${line},${line}]`, "[].messages[]"],
      [`{"all":[${line},${line}, ${line}]}`, "all[].messages[]"],
    ]) {
      const { guesses } = await json(text, text.startsWith("{") ? { rows: "all[]" } : {});
      assert.deepEqual(guesses.at(-1).alternatives, [`rows: ${JSON.stringify(rows)}`]);
      assert.deepEqual((await json(text, { rows })).texts.slice(0, 2), ["hi", "hello"]);
    }
    const objects = await json([{ sent: { by: "Ada" } }]);
    assert.deepEqual(objects.guesses.at(-1).alternatives, [], "an object is no list");
  });
  it("integers of any length are exact, and numbers with a point as far as they are", async () => {
    const loaded = await json('[{"chat": 18446744073709551617, "text": "a"}, {"chat": 18446744073709551618, "text": "b"}]');
    assert.deepEqual(loaded.chats, ["18446744073709551617", "18446744073709551618"]);
    await json('[{"a": 0.1, "b": 0.12345678901234567890, "c": "007", "text": "x"}]');
    assert.deepEqual(await engine().rows("SELECT a::VARCHAR, b::VARCHAR, c FROM source"), [
      ["0.1", "0.12345678901234567890", "007"],
    ]);
  });
  it("half of a surrogate pair becomes U+FFFD; of a name twice, the last counts", async () => {
    const loaded = await json('[{"text": "cut \\ud83d"}, {"text": "a", "text": "b"}]');
    assert.deepEqual(loaded.texts, ["cut \ufffd", "b"]);
    assert.deepEqual(told(loaded), [
      ["values of a name that an object has twice, of which the last one was taken", 1, ["text"]],
      ["texts with half of a surrogate pair, which became \ufffd", 1, ["text"]],
    ]);
  });
  it("half of a surrogate pair in a name becomes U+FFFD; of two names that become one, both are kept", async () => {
    const loaded = await json('[{"a\\ud83d": "1", "a\\ud83e": "2", "text": "x"}, {"text": "y"}]');
    assert.deepEqual(loaded.texts, ["x", "y"]);
    assert.deepEqual(await engine().rows('SELECT "a\ufffd", "a\ufffd 2" FROM source'), [
      ["1", "2"],
      [null, null],
    ]);
    assert.equal(guessed(loaded).length, 2);
  });
  it("objects as partitions, which are the same however they are indented", async () => {
    const loaded = await json(
      '{"chat": {"id": 1}, "text": "a"}\n{"chat": {"id": 2}, "text": "b"}\n{"chat": {"id":1}, "text": "c"}\n',
      {
        columns: { chat: "chat" },
      },
    );
    assert.deepEqual(
      [loaded.chats, loaded.texts],
      [
        ['{"id":1}', '{"id":1}', '{"id":2}'],
        ["a", "c", "b"],
      ],
    );
  });
  it("names that SQL cannot tell apart, or that JavaScript has a meaning for", async () => {
    const loaded = await json('[{"Text": "one", "text": "two", "": "three", "__proto__": "four", "rowid": 5}]');
    assert.deepEqual(guessed(loaded).slice(0, 1), ["a column text is called text 2, as the name stands twice"]);
    assert.deepEqual(await engine().rows('SELECT "Text", "text 2", unnamed, __proto__, "rowid 2"::INTEGER FROM source'), [
      ["one", "two", "three", "four", 5],
    ]);
  });
  it("a path without rows is named, and where there are some", async () => {
    await assert.rejects(json({ data: [{ body: "x" }] }, { rows: "nope[]" }), {
      code: "NO_MESSAGES",
      message: 'there are no objects with values at "nope[]"; there are some at data[]',
    });
  });
  it("counts lines and values that are no objects", async () => {
    assert.deepEqual(told(await json('{"a": 1}\n{"a": 2\nplain\n[3]\n{"a": 4}\n')), [
      ["lines that are no JSON object", 3, ['{"a": 2', "plain", "[3]"]],
    ]);
    assert.deepEqual(told(await json('[{"a": 1}, 2, null]')), [["values that are no objects", 2, ["2", "null"]]]);
  });
  for (const [what, content, message] of [
    [
      "an array that is cut short",
      '[{"a": 1}, {"a": ',
      /line 1: a value was to come, not its end; it is cut short; export it once more/,
    ],
    ["NaN", '[{"a": 1},\n {"a": NaN}]', /line 2: a value was to come, not "NaN}]"/],
    ["a wrong escape", '[{"a": "\\x"}]', /an escape that JSON does not have/],
    ["values within values without end", "[".repeat(5_000).replace("[", '[{"a":'), /deep within each other/],
    ["Latin-1", Uint8Array.from('[{"a":\n "é"}]', (character) => character.charCodeAt(0)), /not UTF-8, at line 2/],
  ]) {
    it(`${what} is refused`, () => assert.rejects(load(source("a.json", content)), { code: "BAD_JSON", message }));
  }
});
