// The formats of the page other than WhatsApp's, as rows: its extraction and its SQL, in this process.
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { before, describe, it } from "node:test";
import { auditQueries } from "windrow/duckdb";
import { init } from "windrow";
import { openDuckDB } from "../../scripts/lib/duckdb.js";
import { root } from "../../scripts/lib/run.js";
import { loadMessages, source } from "../support/etl.js";
import { slackProblems, slackRows, slackZip, telegram, telegramRows, whatsappText, zipOf } from "../support/exports.js";

let connection;
before(async () => {
  ({ connection } = await openDuckDB());
  await init();
});

const watch = { signal: new AbortController().signal, onProgress: () => {} };
const load = (name, ...parts) => loadMessages(connection, source(name, ...parts), "source", watch);
const rows = (columns) =>
  connection.query(`SELECT ${columns} FROM (FROM source ORDER BY rowid)`).toArray().map((row) => Object.values(row.toJSON()));
const types = () =>
  connection.query("SELECT column_name, column_type FROM (DESCRIBE source)").toArray().map(({ column_name, column_type }) => [column_name, column_type]);
const TIME = "strftime(time, '%Y-%m-%d %H:%M:%S')";
const told = ({ problems }) => problems.map(({ what, count, samples }) => [what, count, [...samples]]);

describe("Telegram", () => {
  for (const [name, json] of [
    ["one chat, as it is written", JSON.stringify(telegram, null, 1)],
    ["one chat, in one line", JSON.stringify(telegram)],
    ["all chats", JSON.stringify({ about: "", personal_information: {}, chats: { about: "", list: [telegram] } })],
  ]) {
    it(name, async () => {
      assert.equal((await load("result.json", json)).format, "Telegram export");
      assert.deepEqual(rows(`${TIME}, author, text, chat, kind, problem`), telegramRows);
    });
  }
});

describe("Slack", () => {
  it("channels, people, mentions and what is broken", async () => {
    const loaded = await load("slack.zip", slackZip);
    assert.deepEqual(rows(`${TIME}, author, text, channel, kind, problem`), slackRows);
    assert.deepEqual(told(loaded), slackProblems);
  });
});

describe("JSON", () => {
  const records = [
    { ts: "2024-01-15T10:00:00Z", n: 1, score: 1, body: "one", tags: ["a"] },
    { ts: "2024-01-15T10:01:00Z", n: 2, score: 1.5, body: "👩‍👩‍👧 \u0000 <b>", late: true },
    { ts: null, n: null, body: "" },
  ];
  const expected = [
    ["2024-01-15T10:00:00Z", 1n, 1, "one", '["a"]', null],
    ["2024-01-15T10:01:00Z", 2n, 1.5, "👩‍👩‍👧 \u0000 <b>", null, "true"],
    [null, null, null, "", null, null],
  ];
  for (const [name, text] of [
    ["an array", JSON.stringify(records)],
    ["an array, indented, with a mark", `\ufeff${JSON.stringify(records, null, 2)}`],
    ["one object a line", records.map((record) => JSON.stringify(record)).join("\n")],
    ["one object a line, CRLF and blank lines", records.map((record) => `${JSON.stringify(record)}\r\n\r\n`).join("")],
  ]) {
    it(name, async () => {
      assert.deepEqual(told(await load("a.json", text)), []);
      assert.deepEqual(rows("ts, n, score, body, tags, late"), expected);
    });
  }
  it("tells names apart that SQL does not", async () => {
    await load("a.json", '[{"Text": "one", "text": "two", "": "three", "__proto__": "four", "rowid ": "five"}]');
    assert.deepEqual(rows("Text, \"text 2\", unnamed, __proto__ AS proto"), [["one", "two", "three", "four"]]);
  });
  it("counts lines and values that are no objects", async () => {
    const lines = await load("a.ndjson", '{"a": 1}\n{"a": 2\nplain\n[3]\n{"a": 4}\n');
    assert.deepEqual(told(lines), [["lines that are no JSON object", 3, ['{"a": 2', "plain", "[3]"]]]);
    assert.deepEqual(rows("a"), [[1n], [4n]]);
    const array = await load("a.json", '[{"a": 1}, 2, null]');
    assert.deepEqual(told(array), [["values that are no objects", 2, ["2", "null"]]]);
  });
  it("asks as many queries for 20,000 rows as for two", async () => {
    const counts = [];
    for (const n of [2, 20_000]) {
      const text = Array.from({ length: n }, (_, i) => JSON.stringify({ i, text: `message ${i}` })).join("\n");
      const audit = auditQueries(connection);
      await loadMessages(audit.connection, source("a.ndjson", text), "source", watch);
      assert.deepEqual(rows("count(*)::INTEGER, sum(i)::DOUBLE"), [[n, (n * (n - 1)) / 2]]);
      counts.push(audit.queries.length);
    }
    assert.equal(counts[0], counts[1]);
    assert.ok(counts[0] <= 3, String(counts[0]));
  });
});

describe("Parquet", () => {
  const folder = join(root, "tests/fixtures/cli");
  const messages = JSON.parse(readFileSync(join(folder, "messages.json"), "utf8"));
  for (const name of readdirSync(folder).filter((name) => name.endsWith(".parquet"))) {
    it(name, async () => {
      const loaded = await load(name, readFileSync(join(folder, name)));
      assert.equal(loaded.format, "Parquet");
      const [[n]] = rows("count(*)::INTEGER");
      assert.ok(n > 0);
      // Those are of other tables.
      if (!/nested|nanoseconds|int96|times/.test(name)) {
        assert.equal(n, messages.length);
        const text = types().find(([name]) => /text|body/.test(name))[0];
        assert.deepEqual(rows(text).flat(), messages.map((message) => message[text]));
      }
    });
  }
  it("that is cut short is told", async () => {
    const bytes = readFileSync(join(folder, "none.parquet"));
    await assert.rejects(load("a.parquet", bytes.subarray(0, bytes.length >> 1)), /cannot be read as Parquet/);
  });
});

describe("Arrow", () => {
  const folder = join(root, "tests/fixtures/cli");
  const messages = JSON.parse(readFileSync(join(folder, "messages.json"), "utf8"));
  for (const name of ["file.arrow", "stream.arrow"]) {
    it(name, async () => {
      assert.equal((await load(name, readFileSync(join(folder, name)))).format, "Arrow");
      const text = types().find(([name]) => /text|body/.test(name))[0];
      assert.deepEqual(rows(text).flat(), messages.map((message) => message[text]));
    });
    it(`${name}, cut short`, async () => {
      const bytes = readFileSync(join(folder, name));
      await assert.rejects(load(name, bytes.subarray(0, bytes.length >> 1)), { code: "CORRUPT_ARROW" });
    });
  }
});

describe("a zip", () => {
  it("of a WhatsApp chat and its pictures is the chat", async () => {
    const zip = zipOf({ "_chat.txt": whatsappText, "0001-PHOTO.jpg": "\xff\xd8", "__MACOSX/._chat.txt": "x" });
    assert.equal((await load("WhatsApp Chat - Family.zip", zip)).format, "WhatsApp export");
    assert.deepEqual(rows("author, text"), [["Ada", "one"], ["Bob", "two\nlines"]]);
  });
  it("that is cut short, damaged, without a chat, or with two is told", async () => {
    const zip = zipOf({ "_chat.txt": whatsappText.repeat(50) });
    await assert.rejects(load("a.zip", zip.subarray(0, 60)), /^Error: the zip cannot be unpacked/);
    const damaged = zip.slice().fill(0xff, 40, 80);
    await assert.rejects(load("a.zip", damaged), /^Error: the zip cannot be unpacked: what is packed into it is damaged/);
    await assert.rejects(load("a.zip", zipOf({ "a.jpg": "x" })), /there are no messages in the zip, which holds a\.jpg; give a WhatsApp/);
    await assert.rejects(load("a.zip", zipOf({ "a.txt": "x", "b.txt": "y" })), /2 files that may be messages \(a\.txt, b\.txt\); unpack it/);
  });
});

describe("what is no table of messages is told", () => {
  for (const [name, bytes, sentence] of [
    ["nothing.txt", "", /the file is empty; give one with messages/],
    ["a.png", Buffer.from("89504e470d0a1a0a0000000d49484452", "hex"), /the file is not text; give a WhatsApp export/],
    ["a.txt", "Dear diary\n", /no messages were found in it; give a WhatsApp export/],
    ["a.json", '[{"a": 1}', /cannot be read as JSON: .*export it once more/],
    ["a.json", "[]", /there are no messages in it/],
    ["a.json", '{"messages": [], "type": "x", "id": 1}', /there are no messages in it; export the chat once more/],
  ]) {
    it(`${name}: ${bytes.slice(0, 20)}`, () => assert.rejects(load(name, bytes), sentence));
  }
});
