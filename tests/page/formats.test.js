// The formats of the page other than WhatsApp's, as rows: its extraction and its SQL, in this process.
import assert from "node:assert/strict";
import { before, describe, it } from "node:test";
import { init } from "windrow";
import { openDuckDB } from "../../scripts/lib/duckdb.js";
import { loadMessages, source } from "../support/etl.js";
import { slackProblems, slackRows, slackZip, telegram, telegramRows } from "../support/exports.js";

let connection;
before(async () => {
  ({ connection } = await openDuckDB());
  await init();
});

const watch = { signal: new AbortController().signal, onProgress: () => {} };
const load = (name, ...parts) => loadMessages(connection, source(name, ...parts), "source", watch);
const rows = (columns) =>
  connection
    .query(`SELECT ${columns} FROM (FROM source ORDER BY rowid)`)
    .toArray()
    .map((row) => Object.values(row.toJSON()));
const TIME = "strftime(time, '%Y-%m-%d %H:%M:%S')";
/** The rows that are messages; the others are counted. */
const messagesOf = (rows) => rows.filter(([, , , , , problem]) => problem === null).map((row) => row.slice(0, 5));
const told = ({ problems }) => problems.map(({ what, count, samples }) => [what, count, [...samples]]);

describe("Telegram", () => {
  for (const [name, json] of [
    ["one chat, as it is written", JSON.stringify(telegram, null, 1)],
    ["one chat, in one line", JSON.stringify(telegram)],
    ["all chats", JSON.stringify({ about: "", personal_information: {}, chats: { about: "", list: [telegram] } })],
  ]) {
    it(name, async () => {
      assert.equal((await load("result.json", json)).format, "Telegram export");
      assert.deepEqual(rows(`${TIME}, author, text, chat, kind`), messagesOf(telegramRows));
    });
  }
});

describe("Slack", () => {
  it("channels, people, mentions and what is broken", async () => {
    const loaded = await load("slack.zip", slackZip);
    assert.deepEqual(rows(`${TIME}, author, text, chat, kind`), messagesOf(slackRows));
    assert.deepEqual(told(loaded), [...slackProblems, ["messages without a time that can be read", 1, ["later"]]]);
  });
});
