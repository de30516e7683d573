// Files for the batch interfaces, checked by their schemas, and sent to a small server that answers half of them.
import assert from "node:assert/strict";
import { before, describe, it } from "node:test";
import { init } from "windrow";
import { fetchRows } from "windrow/duckdb";
import { promptsOf, toBatch } from "windrow/prompts";
import { openDuckDB } from "../../scripts/lib/duckdb.js";
import { requestsOf, serve } from "../support/providers.js";
import { windowError } from "../support/windrow.js";

/** The files of a batch, each as one text. */
async function filesOf(pieces) {
  const files = [];
  for await (const { file, text } of pieces) files[file] = (files[file] ?? "") + text;
  return files;
}

describe("toBatch", () => {
  let connection;
  before(async () => {
    await init();
    ({ connection } = await openDuckDB());
    connection.query(
      `CREATE TABLE chat AS SELECT i % 40 AS id, TIMESTAMP '2024-01-01' + to_seconds(i) AS time, 'Ada' AS author, 'message "' || i || '" é' || chr(10) AS text FROM range(80) r(i)`,
    );
  });

  const promptsFor = async (key) => {
    const fetched = await fetchRows(connection, {
      from: "chat",
      time: "time",
      author: "author",
      text: "text",
      key,
      before: "Part {n}\n",
    });
    return () => promptsOf(fetched, fetched.windows({ max: { rows: 4 } }));
  };

  for (const format of ["openai", "anthropic"]) {
    const options = { format, model: "some-model", system: "Sum it up.", maxTokens: 500 };

    it(`is accepted by ${format}, and resumed after half`, async () => {
      const prompts = await promptsFor("id"); // rows 0 and 40 have one key: ten windows of twenty have the id of another
      const texts = [];
      for await (const { text } of prompts()) texts.push(text);
      let served = 0;
      const server = await serve(format, () => served++ < 10);
      const send = async (files) => {
        const results = [];
        for (const body of files) results.push(...(await server.send(body)));
        return results;
      };
      try {
        const first = await send(await filesOf(toBatch(prompts(), { ...options, max: { requests: 8 } })));
        assert.equal(first.length, 10);
        served = -Infinity;
        const files = await filesOf(toBatch(prompts(), { ...options, done: first.map(({ custom_id }) => custom_id) }));
        assert.equal(files.length, 1);
        const second = await send(files);
        const answers = [...first, ...second];
        assert.equal(new Set(answers.map(({ custom_id }) => custom_id)).size, 20);
        assert.deepEqual(answers.map(({ answer }) => answer).sort(), texts.map((text) => `about ${text}`).sort());
      } finally {
        await server.close();
      }
    });

    it(`splits files at ${format}'s limits`, async () => {
      const prompts = await promptsFor();
      const whole = await filesOf(toBatch(prompts(), options));
      const requests = requestsOf[format](whole[0]);
      for (const max of [{ requests: 1 }, { requests: 7 }, { bytes: 700 }, { bytes: 1_500 }, { requests: 3, bytes: 1_200 }]) {
        const files = await filesOf(toBatch(prompts(), { ...options, max }));
        assert.ok(files.length > 1);
        for (const file of files) {
          assert.ok(Buffer.byteLength(file) <= (max.bytes ?? Infinity), `${Buffer.byteLength(file)} of ${max.bytes}`);
          assert.ok(requestsOf[format](file).length <= (max.requests ?? Infinity));
        }
        assert.deepEqual(
          files.flatMap((file) => requestsOf[format](file)),
          requests,
        );
      }
      await assert.rejects(
        filesOf(toBatch(prompts(), { ...options, max: { bytes: 100 } })),
        windowError("OVERSIZE_ROW", "window 0", "100"),
      );
      assert.deepEqual(await filesOf(toBatch([], options)), []);
    });
  }

  it("has equal ids for equal prompts, with keys or without", async () => {
    const idsOf = async (prompts) => {
      const ids = [];
      for await (const { id } of toBatch(prompts(), { format: "openai", model: "m" })) if (id) ids.push(id);
      return ids;
    };
    for (const key of ["id", undefined]) assert.deepEqual(await idsOf(await promptsFor(key)), await idsOf(await promptsFor(key)));
    assert.equal((await idsOf(await promptsFor("id"))).filter((id) => /^w-[0-9a-f]{16}-2$/.test(id)).length, 10);
  });

  it("says what it needs", async () => {
    const rejected = (options, ...words) => assert.rejects(filesOf(toBatch([], options)), windowError("BAD_OPTION", ...words));
    await rejected({ format: "mistral", model: "m" }, "format", "openai", "anthropic");
    await rejected({ format: "openai" }, "model");
    await rejected({ format: "anthropic", model: "m" }, "maxTokens");
    await rejected({ format: "openai", model: "m", max: { requests: 0 } }, "max.requests");
  });
});
