// The sources of the models list can be looked up, and the tokens of each model can be counted.
import assert from "node:assert/strict";
import { before, describe, it } from "node:test";
import * as known from "gpt-tokenizer/models";
import { modelToEncodingMap } from "gpt-tokenizer/mapping";
import { bundled } from "../support/bundled.js";

const HOSTS = { OpenAI: "developers.openai.com", Anthropic: "platform.claude.com", Google: "ai.google.dev" };
let [models, counters] = [];
before(async () => {
  models = await bundled("www/src/models/index.ts");
  counters = await bundled("www/src/counters.ts");
});
const modelOf = (id) => models.MODELS.find((model) => model.id === id);

describe("models", () => {
  it("have prices only with a page of their provider and the day on which it was read", () => {
    const ids = models.MODELS.map(({ id }) => id);
    assert.equal(new Set(ids).size, ids.length);
    for (const { id, provider, context, price } of models.MODELS) {
      assert.ok(context === undefined || (Number.isInteger(context) && context >= 100_000), id);
      if (!price) continue;
      assert.equal(new URL(price.source).host, HOSTS[provider], id);
      assert.match(price.asOf, /^20\d\d-\d\d-\d\d$/);
      assert.ok(price.input > 0 && price.input < 100, id);
      assert.equal(price.until === undefined, price.after === undefined, id);
    }
  });

  it("are counted exactly if their encoding is public, else with a margin", async () => {
    for (const model of models.MODELS) {
      const counter = await counters.counterFor(model.id);
      assert.equal(counter.margin === undefined, model.provider === "OpenAI", model.id);
      if (model.provider !== "OpenAI") continue;
      assert.equal(modelToEncodingMap[model.id] ?? "o200k_base", "o200k_base", model.id);
      assert.equal(known[model.id].context_window, model.context, model.id);
    }
  });

  it("have the price of a day, and none that is unknown", () => {
    const [flash, pro] = ["gemini-3.8-flash", "gemini-2.5-pro"].map(modelOf);
    assert.deepEqual(
      ["2026-12-31", "2027-01-01"].map((day) => models.inputPrice(flash, 0, new Date(day))),
      [0.75, 1.5],
    );
    assert.deepEqual(
      [200_000, 200_001].map((tokens) => models.inputPrice(pro, tokens)),
      [1.25, undefined],
    );
    assert.equal(models.inputPrice(modelOf("gpt-4o")), undefined);
  });
});
