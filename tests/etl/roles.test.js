// Which columns of a table are the times, the texts, the authors and the chats: by their names, types and values.
import assert from "node:assert/strict";
import { it } from "node:test";
import { Binary, Table, TimestampMillisecond, Utf8, tableToIPC, vectorFromArray } from "apache-arrow";
import { forEachReader, source, told } from "../support/loaded.js";

/** A table with one row of these values; null has no value. */
const table = (row) => {
  const names = Object.keys(row);
  return source("a.csv", [names.join(","), names.map((name) => row[name] ?? "").join(","), ""].join("\n"));
};
const arrow = (columns) => source("a.arrow", tableToIPC(new Table(columns), "file"));
const [EARLY, LATE] = ["2024-01-01 10:00:00", "2024-01-02 10:00:00"];

forEachReader((load, engine) => {
  const rolesOf = async (row) => {
    const { time, author, text, chat } = (await load(table(row))).columns;
    return [time, author, text, chat];
  };

  it("the author is called many things, and a name says more than an id", async () => {
    for (const name of ["speaker", "who", "sender_name", "userId", "from user", "created_by", "screen_name", "Absender"])
      assert.deepEqual(await rolesOf({ ts: EARLY, [name]: "Ada", body: "hello" }), ["ts", name, "body", undefined]);
    assert.deepEqual(await rolesOf({ ts: EARLY, user_id: "u1", user_name: "Ada", body: "hello" }), [
      "ts",
      "user_name",
      "body",
      undefined,
    ]);
    assert.deepEqual(await rolesOf({ ts: EARLY, user_name: null, user_id: "u1", body: "hello" }), [
      "ts",
      "user_id",
      "body",
      undefined,
    ]);
  });

  it("an author is no text, however short the texts are", async () => {
    assert.deepEqual(await rolesOf({ ts: EARLY, author: "Alexandra", answer: "no" }), ["ts", "author", "answer", undefined]);
  });

  it("numbers and short dates are times where their column is called so", async () => {
    for (const name of ["created_utc", "@timestamp", "_time", "ts_ms", "event_ts", "epoch", "unixReviewTime", "publishedAt"])
      assert.deepEqual(await rolesOf({ [name]: "1709251198", body: "hello" }), [name, undefined, "body", undefined]);
    for (const name of ["Datum", "Fecha", "日付", "Sent Date"])
      assert.deepEqual(await rolesOf({ [name]: "5.1.24", body: "hello" }), [name, undefined, "body", undefined]);
  });

  it("rows whose text has another name are told", async () => {
    const lines = [
      { ts: EARLY, text: "one" },
      { ts: LATE, message: "two" },
    ];
    const loaded = await load(source("a.jsonl", lines.map((line) => JSON.stringify(line)).join("\n")));
    assert.deepEqual(told(loaded), [["rows without a text in column text that have one in message", 1, ["two"]]]);
  });

  it("of two times, the one that is called so, wherever it stands", async () => {
    assert.deepEqual(await rolesOf({ updated_at: LATE, created_at: EARLY, body: "hello", session_id: "s" }), [
      "created_at",
      undefined,
      "body",
      "session_id",
    ]);
    assert.deepEqual(await rolesOf({ begun: EARLY, ended: LATE, body: "hello" }), ["begun", undefined, "body", undefined]);
  });

  it("of objects that say who and what, the name and the text", async () => {
    const message = (id, from, body) => ({
      id,
      sentAt: `2024-01-01T10:0${id}:00Z`,
      from,
      body,
      url: "https://example.org/a/long/path",
    });
    const rows = [
      message(1, { app: null, user: { id: "u1", displayName: "Ada", email: "a@b.c" } }, { type: "text", content: "hello" }),
      message(2, { user: { displayName: "Bob" }, role: { name: 7 } }, { content: "hi", mentions: [{ name: "x" }] }),
      message(3, null, { content: null }),
    ];
    const loaded = await load(source("a.json", JSON.stringify({ value: rows })));
    assert.deepEqual([loaded.columns.author, loaded.columns.text], ["from.user.displayName", "body.content"]);
    assert.deepEqual(
      [loaded.authors, loaded.texts],
      [
        ["Ada", "Bob", null],
        ["hello", "hi", null],
      ],
    );
    // What they are members of stays as it is.
    const names = loaded.all.map(({ name }) => name);
    assert.deepEqual(names, ["id", "sentAt", "from", "from.user.displayName", "body", "body.content", "url"]);
    const [user] = rows;
    assert.deepEqual(JSON.parse((await engine().rows('SELECT "from" FROM source'))[0][0]), user.from);
  });

  it("bytes that are called texts are, before another column of texts", async () => {
    const body = ["one", "two"];
    const at = vectorFromArray([0, 60_000], new TimestampMillisecond());
    const who = vectorFromArray(["Ada", "Bob"], new Utf8());
    const bytes = vectorFromArray(
      body.map((text) => new TextEncoder().encode(text)),
      new Binary(),
    );
    assert.deepEqual((await load(arrow({ at, who, body: bytes }))).texts, body);
  });

  it("a column of times without any is none: no row is left out, and all stay in their order", async () => {
    const at = vectorFromArray([null, null], new TimestampMillisecond());
    const loaded = await load(arrow({ time: at, body: vectorFromArray(["one", "two"], new Utf8()) }));
    assert.deepEqual([loaded.columns.time, loaded.texts, loaded.problems], [undefined, ["one", "two"], []]);
  });

  it("an empty table has its columns all the same", async () => {
    const { columns, sorted } = await load(source("a.csv", "ts,who,body\n"));
    assert.deepEqual([columns.time, columns.author, columns.text, sorted], ["ts", "who", "body", false]);
  });
});
