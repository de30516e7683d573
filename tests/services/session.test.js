// Saved sessions: in memory here, in Chromium's private files in browser.test.js.
import assert from "node:assert/strict";
import { before, describe, it } from "node:test";
import { init } from "windrow";
import { restoreCounts, savedCounts, tokenCounter } from "windrow/tokens";
import { fetchRows } from "windrow/duckdb";
import { openNativeDuckDB } from "../../scripts/lib/duckdb.js";
import { bundled } from "../support/bundled.js";
import { memoryStorage } from "../support/opfs.js";
import { sessionSuite } from "../support/session-suite.js";
import { windowError } from "../support/windrow.js";

let sessions;
before(async () => {
  await init();
  sessions = await bundled("www/src/session/index.ts");
});

describe("sessions", () => {
  it("are saved, listed, restored, updated and deleted", () => sessionSuite(memoryStorage(), sessions));

  it("report missing room, and leave nothing behind", async () => {
    const files = [{ name: "a", blob: new Blob([new Uint8Array(2_000_000)]) }];
    for (const room of [{ quota: 1_000_000 }, { quota: 1_000_000, estimated: 1e12 }]) {
      const storage = memoryStorage(room);
      const kept = (await sessions.openSessions(storage)).keep({ files, choices: {} });
      await assert.rejects(kept, ({ code, message }) => code === "QUOTA" && /2\.0 MB.*throw away/.test(message));
      assert.deepEqual(await (await sessions.openSessions(storage)).list(), []);
      assert.deepEqual([...(storage.root.entries.get("windrow sessions")?.entries ?? [])], []);
    }
  });

  it("do not exist if the browser keeps no files", async () => {
    assert.equal(await sessions.openSessions(undefined), undefined);
    assert.equal(await sessions.openSessions({}), undefined);
    assert.equal(
      await sessions.openSessions({
        getDirectory: async () => {
          throw new DOMException("no", "SecurityError");
        },
      }),
      undefined,
    );
  });
});

describe("saved counts of tokens", () => {
  it("are not counted again", async () => {
    const { connection, close } = await openNativeDuckDB();
    await connection.run("CREATE TABLE t AS SELECT 'message ' || i % 500 AS text FROM range(2000) r(i)");
    const counter = await tokenCounter("o200k_base");
    const fetched = await fetchRows(connection, { from: "t", text: "text", tokens: counter });
    const bytes = savedCounts(counter);
    assert.equal(bytes.length % 4, 0);
    assert.ok(bytes.length >= 500 * 12 && bytes.length < 500 * 12 + 100, `${bytes.length}`);

    // Another counter of the same encoding, which must not be called.
    const fresh = await tokenCounter("o200k_base");
    let asked = 0;
    const spied = Object.assign((text) => (asked++, fresh(text)), { encoding: "o200k_base" });
    assert.equal(restoreCounts(spied, bytes), true);
    const again = await fetchRows(connection, { from: "t", text: "text", tokens: spied });
    assert.deepEqual([again.rows.total("tokens"), asked], [fetched.rows.total("tokens"), 0]);

    assert.equal(restoreCounts(await tokenCounter("cl100k_base"), bytes), false);
    assert.equal(restoreCounts(await tokenCounter("claude-sonnet-4"), bytes), false);
    for (const bad of [new Uint8Array(), bytes.slice(0, -1), new Uint8Array(100), bytes.slice(0, 12)]) {
      assert.throws(() => restoreCounts(fresh, bad), windowError("BAD_STATE", "count the tokens again"));
    }
    close();
  });
});
