// What a caller adds to a table and leaves out of it, before its rows are sorted.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { loadMessages, problemText } from "windrow/etl";
import { READERS, source } from "../support/loaded.js";

const table = source("a.csv", "id,chat,ts,body\n1,b,2024-01-02,second\n2,a,2024-01-03,other\n3,b,2024-01-01,first\n");
const chat = source("chat.txt", "[15.01.24, 14:23:07] Ann: hello\n[15.01.24, 14:24:00] Bob: you\n");

for (const { name, open } of READERS) {
  describe(name, () => {
    it("adds columns that are told the roles, sorted with the rows, and leaves out others", async () => {
      const { connection, rows, close } = await open();
      const asked = [];
      const shape = (given) => {
        asked.push(given);
        return { add: { size: "strlen(body)", day: "day(ts)" }, drop: ["id", "body"] };
      };
      const loaded = await loadMessages(connection, table, "shaped", { shape });
      assert.deepEqual(
        asked[0].all.map(({ name }) => name),
        ["id", "chat", "ts", "body"],
      );
      assert.equal(asked[0].columns.text, "body");
      assert.deepEqual(
        loaded.all.map(({ name }) => name),
        ["chat", "ts", "size", "day"],
      );
      const found = await rows("SELECT chat, size::INTEGER, day::INTEGER FROM shaped ORDER BY rowid");
      assert.deepEqual(found, [
        ["b", 5, 1],
        ["b", 6, 2],
        ["a", 5, 3],
      ]);
      await close();
    });

    it("shapes chats too", async () => {
      const { connection, rows, close } = await open();
      const loaded = await loadMessages(connection, chat, "shaped", {
        shape: () => ({ add: { size: "strlen(text)" }, drop: ["author", "text", "id", "chat_name"] }),
      });
      assert.deepEqual(
        loaded.all.map(({ name }) => name),
        ["time", "chat", "kind", "size"],
      );
      assert.deepEqual(await rows("SELECT size::INTEGER FROM shaped ORDER BY rowid"), [[5], [3]]);
      await close();
    });

    it("refuses what cannot be", async () => {
      const { connection, close } = await open();
      const load = (shape) => loadMessages(connection, table, "shaped", { shape });
      const refused = (shape, message) =>
        assert.rejects(load(shape), (error) => error.code === "BAD_OPTION" && message.test(error.message));
      await refused(() => ({ drop: ["ts"] }), /drops.*ts/);
      await refused(() => ({ drop: ["nothing"] }), /drops.*nothing/);
      await refused(() => ({ add: { Body: "1" } }), /adds.*Body/);
      await refused(() => undefined, /what shape gives/);
      await refused(1, /shape/);
      await assert.rejects(
        load(() => ({ add: { x: "no_such_column" } })),
        { code: "MISSING_COLUMN" },
      );
      await close();
    });
  });
}

it("says one of a thing in the singular", () => {
  const said = (count, what) => problemText({ count, what });
  assert.equal(said(1, "rows whose ts is no time that can be read"), "1 row whose ts is no time that can be read");
  assert.equal(said(1, "lines that are of no message"), "1 line that is of no message");
  assert.equal(
    said(1, "lines hold bytes that are not UTF-8; these became \ufffd"),
    "1 line holds bytes that are not UTF-8; these became \ufffd",
  );
  assert.equal(said(1_200, "lines that are of no message"), "1,200 lines that are of no message");
});
