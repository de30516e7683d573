// Every way in which WhatsApp writes a chat, as rows: the page's SQL, in DuckDB in this process.
import assert from "node:assert/strict";
import { before, describe, it } from "node:test";
import { auditQueries } from "windrow/duckdb";
import { openDuckDB } from "../../scripts/lib/duckdb.js";
import { loadMessages, source } from "../support/etl.js";
import { variants } from "../support/exports.js";

let connection;
before(async () => {
  ({ connection } = await openDuckDB());
});

const watch = { signal: new AbortController().signal, onProgress: () => {} };

/** The rows of a chat: time, author, text and kind; then what is shown of its problems. */
async function rowsOf(...parts) {
  const { problems } = await loadMessages(connection, source("chat.txt", ...parts), "source", watch);
  const sql =
    "SELECT strftime(time, '%Y-%m-%d %H:%M:%S') AS time, author, text, kind, NULL AS problem FROM source ORDER BY rowid";
  const rows = connection
    .query(sql)
    .toArray()
    .map((row) => Object.values(row.toJSON()));
  return [...rows, ...problems.flatMap(({ what, samples }) => samples.map((sample) => [null, null, sample, null, what]))];
}
const message = (time, author, text, kind = "message") => [time, author, text, kind, null];

const TWO = [message("2024-01-15 14:23:00", "Ada", "one"), message("2024-01-16 00:05:00", "Bob", "two")];
describe("a chat is the same rows as", () => {
  for (const [name, text] of Object.entries(variants)) {
    const expected = name.includes("short year") ? JSON.parse(JSON.stringify(TWO).replaceAll("2024", "2032")) : TWO;
    for (const [end, written] of [
      ["", text],
      [" with CRLF", text.replace(/\r?\n/g, "\r\n")],
      [" with a mark", `\ufeff${text.trimEnd()}\n`],
    ]) {
      it(name + end, async () => assert.deepEqual(await rowsOf(written), expected));
    }
  }
  it("UTF-16", async () => {
    const text = variants["iOS, 24 h, day first"];
    assert.deepEqual(await rowsOf(Buffer.from(`\ufeff${text}`, "utf16le")), TWO);
  });
});

describe("the order of day and month", () => {
  const chat = (...dates) => dates.map((date) => `${date}, 10:00 - Ada: x\n`).join("");
  const days = async (...dates) => (await rowsOf(chat(...dates))).map(([time, , , , problem]) => time?.slice(5, 10) ?? problem);

  it("is told by one day above twelve, wherever it stands", async () => {
    assert.deepEqual(await days("01/02/2024", "02/02/2024", "13/02/2024"), ["02-01", "02-02", "02-13"]);
    assert.deepEqual(await days("01/02/2024", "02/02/2024", "02/13/2024"), ["01-02", "02-02", "02-13"]);
  });
  it("is the one in which time does not go back", async () => {
    assert.deepEqual(await days("05/01/2024", "06/01/2024", "01/02/2024"), ["01-05", "01-06", "02-01"]);
    assert.deepEqual(await days("01/05/2024", "01/06/2024", "02/01/2024"), ["01-05", "01-06", "02-01"]);
  });
  it("is day first where nothing tells, and that is said", async () => {
    const { guesses } = await loadMessages(connection, source("chat.txt", chat("01/02/2024", "02/03/2024")), "source", watch);
    assert.deepEqual(
      guesses.map(({ what, from }) => [what, from]),
      [["the day comes before the month", "01/02/2024,"]],
    );
  });
  it("is month first where it is written as Americans do, and that is said", async () => {
    const text = "1/2/24, 1:00 PM - Ada: x\n2/3/24, 1:00 PM - Ada: y\n";
    assert.deepEqual(
      (await rowsOf(text)).map(([time]) => time),
      ["2024-01-02 13:00:00", "2024-02-03 13:00:00"],
    );
    const { guesses } = await loadMessages(connection, source("chat.txt", text), "source", watch);
    assert.deepEqual(
      guesses.map(({ what, from }) => [what, from]),
      [["the month comes before the day", "1/2/24,"]],
    );
  });
});

describe("a message", () => {
  it("goes on over lines, empty ones too, and what only looks like a header", async () => {
    const text = "1/13/24, 10:00 - Ada: one\n\n[15/01/2024, 14:23:00] Eve: quoted\n 5/5\n1/14/24, 11:00 - Bob: two\n";
    assert.deepEqual(await rowsOf(text), [
      message("2024-01-13 10:00:00", "Ada", "one\n\n[15/01/2024, 14:23:00] Eve: quoted\n 5/5"),
      message("2024-01-14 11:00:00", "Bob", "two"),
    ]);
  });
  it("of the system has no author, whatever is in quotes", async () => {
    const text = `13/01/2024, 10:00 - Messages are end-to-end encrypted.
13/01/2024, 10:01 - Ada changed the subject from "a: b" to “c: d”
13/01/2024, 10:02 - Ada: https://example.org: see "this: that"
13/01/2024, 10:03 - +49 151 2345: from a number
13/01/2024, 10:04 - Ada:
13/01/2024, 10:05 - Grace "Amazing" Hopper: hello
`;
    assert.deepEqual(
      (await rowsOf(text)).map(([, author, text, kind]) => [author, text, kind]),
      [
        [null, "Messages are end-to-end encrypted.", "system"],
        [null, 'Ada changed the subject from "a: b" to “c: d”', "system"],
        ["Ada", 'https://example.org: see "this: that"', "message"],
        ["+49 151 2345", "from a number", "message"],
        ["Ada", "", "message"],
        ['Grace "Amazing" Hopper', "hello", "message"],
      ],
    );
  });
  it("of which the media are left out says so", async () => {
    const text = `[13/01/2024, 10:00:00] Ada: \u200eimage omitted
[13/01/2024, 10:01:00] Ada: <Media omitted>
[13/01/2024, 10:02:00] Ada: \u200e<attached: 0001-PHOTO.jpg>
[13/01/2024, 10:03:00] Ada: IMG-1.jpg (file attached)
[13/01/2024, 10:04:00] Ada: a < b > c
`;
    assert.deepEqual(
      (await rowsOf(text)).map(([, , , kind]) => kind),
      ["media", "media", "media", "media", "message"],
    );
  });
  it("may hold anything", async () => {
    const hostile = [
      '<img src=x onerror="alert(1)">',
      "\u202egnp.exe\u202c",
      "a\0b",
      '"',
      "'; DROP TABLE source; --",
      "a\u0001b,c\td",
      "x".repeat(1 << 20),
    ];
    const text = hostile.map((text) => `13/01/2024, 10:00 - <b>Ada</b>: ${text}\n`).join("");
    const rows = await rowsOf(text);
    assert.deepEqual(
      rows.map(([, author, text]) => [author, text]),
      hostile.map((text) => ["<b>Ada</b>", text]),
    );
  });
});

describe("what is not understood is counted", () => {
  it("before the first message, and of days that do not exist", async () => {
    const text =
      "Exported by someone\n\nlater\n13/01/2024, 10:00 - Ada: one\n31/02/2024, 10:00 - Ada: two\nmore\n14/01/2024, 25:00 - Bob: x\n";
    assert.deepEqual(
      (await rowsOf(text)).map(([time, , text, , problem]) => [time, text, problem]),
      [
        ["2024-01-13 10:00:00", "one", null],
        [null, "Exported by someone", "lines before the first message"],
        [null, "later", "lines before the first message"],
        [null, "31/02/2024, 10:00 - Ada: two\nmore", "messages of a time that does not exist"],
        [null, "14/01/2024, 25:00 - Bob: x", "messages of a time that does not exist"],
      ],
    );
  });
  it("where bytes are not UTF-8", async () => {
    const good = Buffer.from("13/01/2024, 10:01 - Ada: café\n");
    const bytes = Buffer.concat([Buffer.from("13/01/2024, 10:00 - Ada: caf\xe9\n", "latin1"), good]);
    const { problems } = await loadMessages(connection, source("chat.txt", bytes), "source", watch);
    assert.deepEqual(problems, [
      {
        what: "lines hold bytes that are not UTF-8; these became \ufffd",
        count: 1,
        samples: ["13/01/2024, 10:00 - Ada: caf\ufffd"],
      },
    ]);
  });
});

it("a chat of 100,000 messages is a table after as many queries as one of ten is", async () => {
  const asked = [];
  for (const messages of [10, 100_000]) {
    const line = (i) => `1/13/24, 10:00 - Ada: message ${i}\n${i % 7 ? "" : "and more\n"}`;
    const text = Array.from({ length: messages }, (_, i) => line(i)).join("");
    const audit = auditQueries(connection);
    await loadMessages(audit.connection, source("chat.txt", text), "source", watch);
    const [row] = connection.query("SELECT count(time)::INTEGER AS n FROM source").toArray();
    assert.deepEqual({ ...row.toJSON() }, { n: messages });
    asked.push(audit.queries.length);
  }
  assert.equal(asked[0], asked[1]);
});
