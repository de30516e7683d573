// The batch interfaces of providers: their schemas, and a small server that takes their files.
import assert from "node:assert/strict";
import { createServer } from "node:http";

/** The errors of a value, by a schema with the words of JSON Schema that are used here. */
function complaints(schema, value, path = "$") {
  const type = Array.isArray(value) ? "array" : typeof value === "number" && Number.isInteger(value) ? "integer" : typeof value;
  if (schema.const !== undefined) return value === schema.const ? [] : [`${path} is not ${schema.const}`];
  if (schema.enum) return schema.enum.includes(value) ? [] : [`${path} is not one of ${schema.enum}`];
  if (schema.type !== type) return [`${path} is ${type}, not ${schema.type}`];
  const wrong = [];
  if (type === "string" && schema.pattern && !new RegExp(schema.pattern, "u").test(value))
    wrong.push(`${path} is no ${schema.pattern}`);
  if (type === "string" && value.length < (schema.minLength ?? 0)) wrong.push(`${path} is too short`);
  if (type === "integer" && value < (schema.minimum ?? -Infinity)) wrong.push(`${path} is too small`);
  if (type === "array" && (value.length < (schema.minItems ?? 0) || value.length > (schema.maxItems ?? Infinity)))
    wrong.push(`${path} has ${value.length} items`);
  if (type === "array") value.forEach((item, i) => wrong.push(...complaints(schema.items, item, `${path}[${i}]`)));
  if (type === "object") {
    for (const name of schema.required ?? []) if (!Object.hasOwn(value, name)) wrong.push(`${path}.${name} is missing`);
    for (const [name, each] of Object.entries(value)) {
      wrong.push(
        ...(schema.properties[name]
          ? complaints(schema.properties[name], each, `${path}.${name}`)
          : [`${path}.${name} is not known`]),
      );
    }
  }
  return wrong;
}

const message = (roles) => ({
  type: "object",
  required: ["role", "content"],
  properties: { role: { enum: roles }, content: { type: "string", minLength: 1 } },
});

/** A line of OpenAI's batch file: https://platform.openai.com/docs/api-reference/batch/request-input */
const OPENAI = {
  type: "object",
  required: ["custom_id", "method", "url", "body"],
  properties: {
    custom_id: { type: "string", pattern: "^.{1,64}$" },
    method: { const: "POST" },
    url: { enum: ["/v1/chat/completions", "/v1/responses", "/v1/embeddings"] },
    // https://platform.openai.com/docs/api-reference/chat/create
    body: {
      type: "object",
      required: ["model", "messages"],
      properties: {
        model: { type: "string", minLength: 1 },
        max_completion_tokens: { type: "integer", minimum: 1 },
        messages: { type: "array", minItems: 1, items: message(["system", "user", "assistant"]) },
      },
    },
  },
};

/** The body of Anthropic's request: https://platform.claude.com/docs/en/api/messages/batches/create */
const ANTHROPIC = {
  type: "object",
  required: ["requests"],
  properties: {
    requests: {
      type: "array",
      minItems: 1,
      maxItems: 100_000,
      items: {
        type: "object",
        required: ["custom_id", "params"],
        properties: {
          custom_id: { type: "string", pattern: "^[a-zA-Z0-9_-]{1,64}$" },
          // https://platform.claude.com/docs/en/api/messages
          params: {
            type: "object",
            required: ["model", "max_tokens", "messages"],
            properties: {
              model: { type: "string", minLength: 1 },
              max_tokens: { type: "integer", minimum: 1 },
              system: { type: "string", minLength: 1 },
              messages: { type: "array", minItems: 1, items: message(["user", "assistant"]) },
            },
          },
        },
      },
    },
  },
};

export const requestsOf = {
  openai: (file) =>
    file
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line)),
  anthropic: (file) => JSON.parse(file).requests,
};
/** The prompt of a request. */
export const contentOf = {
  openai: ({ body }) => body.messages.at(-1).content,
  anthropic: ({ params }) => params.messages[0].content,
};

/** A provider that takes batches, refuses bad ones, and answers some of their requests. */
export async function serve(format, answered) {
  const server = createServer(async (request, response) => {
    let body = "";
    for await (const chunk of request.setEncoding("utf8")) body += chunk;
    const requests = requestsOf[format](body);
    const wrong =
      format === "openai" ? requests.flatMap((each) => complaints(OPENAI, each)) : complaints(ANTHROPIC, JSON.parse(body));
    const ids = requests.map(({ custom_id }) => custom_id);
    if (new Set(ids).size < ids.length) wrong.push("an id is there twice");
    response.statusCode = wrong.length > 0 ? 400 : 200;
    const results = requests
      .filter(answered)
      .map((each) => ({ custom_id: each.custom_id, answer: `about ${contentOf[format](each)}` }));
    response.end(JSON.stringify(wrong.length > 0 ? wrong : results));
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${server.address().port}`;
  return {
    close: () => new Promise((resolve) => server.close(resolve)),
    /** Sends a file; resolves to the answers. */
    async send(body) {
      const sent = await fetch(url, { method: "POST", body });
      const answer = await sent.json();
      assert.equal(sent.status, 200, JSON.stringify(answer));
      return answer;
    },
  };
}
