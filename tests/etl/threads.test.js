// The same table with one thread, two and eight, in many runs: no order is left to chance.
import assert from "node:assert/strict";
import { it } from "node:test";
import { loadMessages, openNative, source } from "../support/etl.js";

const RUNS = 20;
const MESSAGES = 20_000;

it(`a chat of ${MESSAGES} messages is one table, in ${RUNS} runs`, async () => {
  const line = (i) =>
    `${(i % 28) + 1}/1/24, ${(i % 12) + 1}:${String(i % 60).padStart(2, "0")} ${i % 2 ? "AM" : "PM"} - Ada ${i % 7}: message ${i}\n${i % 5 ? "" : `more of ${i}\n\n`}`;
  const text = Array.from({ length: MESSAGES }, (_, i) => line(i)).join("");
  const seen = new Set();
  for (const threads of [1, 2, 8]) {
    const connection = await openNative(threads);
    for (let run = 0; run < Math.ceil(RUNS / 3); run++) {
      await loadMessages(connection, source("chat.txt", text), "source");
      const sql =
        "SELECT count(*)::INTEGER AS n, md5(string_agg(concat_ws('|', time, author, text, kind), chr(10) ORDER BY rowid)) AS digest FROM source";
      const [row] = (await connection.runAndReadAll(sql)).getRowsJS();
      seen.add(row.join(" "));
    }
  }
  assert.equal(seen.size, 1, [...seen].join("; "));
  assert.match([...seen][0], new RegExp(`^${MESSAGES} `));
});
