// Files for the batch interfaces, checked by their schemas, and sent to a small server that answers half of them.
import assert from "node:assert/strict";
import { createServer } from "node:http";
import { after, before, describe, it } from "node:test";
import { init } from "windrow";
import { fetchRows } from "windrow/duckdb";
import { promptsOf, toBatch } from "windrow/prompts";
import { openDuckDB } from "../../scripts/lib/duckdb.js";
import { windowError } from "../support/windrow.js";

/** What is wrong with a value, by a schema of JSON Schema's words that are used here. */
function complaints(schema, value, path = "$") {
  const type = Array.isArray(value) ? "array" : typeof value === "number" && Number.isInteger(value) ? "integer" : typeof value;
  if (schema.const !== undefined) return value === schema.const ? [] : [`${path} is not ${schema.const}`];
  if (schema.enum) return schema.enum.includes(value) ? [] : [`${path} is not one of ${schema.enum}`];
  if (schema.type !== type) return [`${path} is ${type}, not ${schema.type}`];
  const wrong = [];
  if (type === "string" && schema.pattern && !new RegExp(schema.pattern, "u").test(value)) wrong.push(`${path} is no ${schema.pattern}`);
  if (type === "string" && value.length < (schema.minLength ?? 0)) wrong.push(`${path} is too short`);
  if (type === "integer" && value < (schema.minimum ?? -Infinity)) wrong.push(`${path} is too small`);
  if (type === "array" && (value.length < (schema.minItems ?? 0) || value.length > (schema.maxItems ?? Infinity))) wrong.push(`${path} has ${value.length} items`);
  if (type === "array") value.forEach((item, i) => wrong.push(...complaints(schema.items, item, `${path}[${i}]`)));
  if (type === "object") {
    for (const name of schema.required ?? []) if (!Object.hasOwn(value, name)) wrong.push(`${path}.${name} is missing`);
    for (const [name, each] of Object.entries(value)) {
      wrong.push(...(schema.properties[name] ? complaints(schema.properties[name], each, `${path}.${name}`) : [`${path}.${name} is not known`]));
    }
  }
  return wrong;
}

const message = (roles) => ({ type: "object", required: ["role", "content"], properties: { role: { enum: roles }, content: { type: "string", minLength: 1 } } });

/** A line of OpenAI's batch file: https://platform.openai.com/docs/api-reference/batch/request-input */
const OPENAI = {
  type: "object", required: ["custom_id", "method", "url", "body"],
  properties: {
    custom_id: { type: "string", pattern: "^.{1,64}$" }, method: { const: "POST" }, url: { enum: ["/v1/chat/completions", "/v1/responses", "/v1/embeddings"] },
    // https://platform.openai.com/docs/api-reference/chat/create
    body: {
      type: "object", required: ["model", "messages"],
      properties: { model: { type: "string", minLength: 1 }, max_completion_tokens: { type: "integer", minimum: 1 }, messages: { type: "array", minItems: 1, items: message(["system", "user", "assistant"]) } },
    },
  },
};

/** The body of Anthropic's request: https://docs.anthropic.com/en/api/creating-message-batches */
const ANTHROPIC = {
  type: "object", required: ["requests"],
  properties: {
    requests: {
      type: "array", minItems: 1, maxItems: 100_000,
      items: {
        type: "object", required: ["custom_id", "params"],
        properties: {
          custom_id: { type: "string", pattern: "^[a-zA-Z0-9_-]{1,64}$" },
          // https://docs.anthropic.com/en/api/messages
          params: {
            type: "object", required: ["model", "max_tokens", "messages"],
            properties: { model: { type: "string", minLength: 1 }, max_tokens: { type: "integer", minimum: 1 }, system: { type: "string", minLength: 1 }, messages: { type: "array", minItems: 1, items: message(["user", "assistant"]) } },
          },
        },
      },
    },
  },
};

/** The files of a batch, each as one text. */
async function filesOf(pieces) {
  const files = [];
  for await (const { file, text } of pieces) files[file] = (files[file] ?? "") + text;
  return files;
}

const requestsOf = {
  openai: (file) => file.trimEnd().split("\n").map((line) => JSON.parse(line)),
  anthropic: (file) => JSON.parse(file).requests,
};
const contentOf = { openai: ({ body }) => body.messages.at(-1).content, anthropic: ({ params }) => params.messages[0].content };

/** A provider that takes batches, refuses bad ones, and answers some of what they ask. */
async function serve(format, answered) {
  const server = createServer(async (request, response) => {
    let body = "";
    for await (const chunk of request.setEncoding("utf8")) body += chunk;
    const requests = requestsOf[format](body);
    const wrong = format === "openai" ? requests.flatMap((each) => complaints(OPENAI, each)) : complaints(ANTHROPIC, JSON.parse(body));
    const ids = requests.map(({ custom_id }) => custom_id);
    if (new Set(ids).size < ids.length) wrong.push("an id is there twice");
    response.statusCode = wrong.length > 0 ? 400 : 200;
    const results = requests.filter(answered).map((each) => ({ custom_id: each.custom_id, answer: `about ${contentOf[format](each)}` }));
    response.end(JSON.stringify(wrong.length > 0 ? wrong : results));
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { url: `http://127.0.0.1:${server.address().port}`, close: () => new Promise((resolve) => server.close(resolve)) };
}

describe("toBatch", () => {
  let connection;
  before(async () => {
    await init();
    ({ connection } = await openDuckDB());
    connection.query(`CREATE TABLE chat AS SELECT i % 40 AS id, TIMESTAMP '2024-01-01' + to_seconds(i) AS time, 'Ada' AS author, 'message "' || i || '" é' || chr(10) AS text FROM range(80) r(i)`);
  });

  const promptsFor = async (key) => {
    const fetched = await fetchRows(connection, { from: "chat", time: "time", author: "author", text: "text", key, before: "Part {n}\n" });
    return () => promptsOf(fetched, fetched.windows({ max: { rows: 4 } }));
  };

  for (const format of ["openai", "anthropic"]) {
    const options = { format, model: "some-model", system: "Sum it up.", maxTokens: 500 };

    it(`is taken by ${format}, and resumed after half`, async () => {
      const prompts = await promptsFor("id"); // rows 0 and 40 have one key: ten windows of twenty have the id of another
      const texts = [];
      for await (const { text } of prompts()) texts.push(text);
      let served = 0;
      const server = await serve(format, () => served++ < 10);
      const send = async (files) => {
        const results = [];
        for (const body of files) {
          const response = await fetch(server.url, { method: "POST", body });
          const answer = await response.json();
          assert.equal(response.status, 200, JSON.stringify(answer));
          results.push(...answer);
        }
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

    it(`cuts files at ${format}'s limits`, async () => {
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
        assert.deepEqual(files.flatMap((file) => requestsOf[format](file)), requests);
      }
      await assert.rejects(filesOf(toBatch(prompts(), { ...options, max: { bytes: 100 } })), windowError("OVERSIZE_ROW", "window 0", "100"));
      assert.deepEqual(await filesOf(toBatch([], options)), []);
    });
  }

  it("has the same ids where the same is sent, with keys or without", async () => {
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
