// Chats of every program, as rows: each file of tests/fixtures/chats is what expected.json says, in both databases.
import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { basename, join } from "node:path";
import { before, describe, it } from "node:test";
import { root } from "../../scripts/lib/run.js";
import { MESSAGES, loadMessages, openBoth, source } from "../support/etl.js";

const folder = join(root, "tests/fixtures/chats");
const expected = JSON.parse(readFileSync(join(folder, "expected.json"), "utf8"));
let databases;
before(async () => void (databases = await openBoth()));

it("every file of the fixtures is expected to be something", () => {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter(
    (entry) => entry.isFile() && entry.name !== "expected.json",
  );
  assert.equal(files.length, Object.keys(expected).length);
});

for (const [path, { name = basename(path), refused, format, rows, problems = [], guesses = [] }] of Object.entries(expected)) {
  it(path, async () => {
    const bytes = readFileSync(join(folder, path));
    for (const { name: database, connection, rows: read } of databases) {
      const load = loadMessages(connection, source(name, bytes), "source");
      if (refused !== undefined) {
        const isSentence = (error) => error.code !== undefined && error.message.startsWith(refused);
        await assert.rejects(load, isSentence, database);
        continue;
      }
      const loaded = await load;
      assert.equal(loaded.format, format, database);
      assert.deepEqual(await read(MESSAGES), rows, database);
      assert.deepEqual(
        loaded.problems.map(({ what, count }) => [what, count]),
        problems,
        database,
      );
      assert.deepEqual(
        loaded.guesses.map(({ what }) => what),
        guesses,
        database,
      );
    }
  });
}

describe("the order of a date's numbers", () => {
  const chat = (...dates) => source("chat.txt", dates.map((date) => `${date}, 10:00 - Ada: x\n`).join(""));
  const days = async (file, options) => {
    const [{ connection, rows }] = databases;
    const { guesses } = await loadMessages(connection, file, "source", options);
    return [...(await rows(MESSAGES)).map(([time]) => time.slice(0, 10)), ...guesses.map(({ what }) => what)];
  };
  it("is told by one number above twelve, wherever it stands", async () => {
    assert.deepEqual(await days(chat("01/02/2024", "02/02/2024", "13/02/2024")), ["2024-02-01", "2024-02-02", "2024-02-13"]);
    assert.deepEqual(await days(chat("01/02/2024", "02/02/2024", "02/13/2024")), ["2024-01-02", "2024-02-02", "2024-02-13"]);
  });
  it("is the one in which time goes on", async () => {
    assert.deepEqual(await days(chat("05/01/2024", "06/01/2024", "01/02/2024")), ["2024-01-05", "2024-01-06", "2024-02-01"]);
    assert.deepEqual(await days(chat("01/05/2024", "01/06/2024", "02/01/2024")), ["2024-01-05", "2024-01-06", "2024-02-01"]);
  });
  it("is guessed where nothing tells, and can be given", async () => {
    assert.deepEqual(await days(chat("01/02/2024", "02/03/2024")), [
      "2024-02-01",
      "2024-03-02",
      "the day comes before the month",
    ]);
    assert.deepEqual(await days(chat("01/02/2024", "02/03/2024"), { dateOrder: "MDY" }), ["2024-01-02", "2024-02-03"]);
  });
  it("is that of most days in a row, and is told all the same", async () => {
    assert.deepEqual(await days(chat("03/01/2024", "03/02/2024", "03/03/2024")), [
      "2024-03-01",
      "2024-03-02",
      "2024-03-03",
      "the month comes before the day",
    ]);
  });
});

it("days that do not exist, and lines before the first message, are counted", async () => {
  const text =
    "Exported by someone\n\nlater\n13/01/2024, 10:00 - Ada: one\n31/02/2024, 10:00 - Ada: two\nmore\n14/01/2024, 25:00 - Bob: x\n";
  for (const { connection, rows } of databases) {
    const { problems } = await loadMessages(connection, source("chat.txt", text), "source");
    assert.deepEqual(
      (await rows(MESSAGES)).map(([, , text]) => text),
      ["one"],
    );
    assert.deepEqual(
      problems.map(({ what, count, samples }) => [what, count, [...samples]]),
      [
        ["lines before the first message", 2, ["Exported by someone", "later"]],
        ["messages of a time that does not exist", 2, ["31/02/2024, 10:00 - Ada: two\nmore", "14/01/2024, 25:00 - Bob: x"]],
      ],
    );
  }
});
