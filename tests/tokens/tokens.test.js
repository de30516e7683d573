// Tokens are counted exactly, in workers, and once.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, before, describe, it } from "node:test";
import { Tiktoken } from "js-tiktoken/lite";
import cl100k from "js-tiktoken/ranks/cl100k_base";
import o200k from "js-tiktoken/ranks/o200k_base";
import p50k from "js-tiktoken/ranks/p50k_base";
import r50k from "js-tiktoken/ranks/r50k_base";
import { init } from "windrow";
import { fetchRows } from "windrow/duckdb";
import { promptsOf } from "windrow/prompts";
import { encodings, tokenCounter, tokenEstimate } from "windrow/tokens";
import { sampleFile } from "../../scripts/build.js";
import { openDuckDB, openNativeDuckDB } from "../../scripts/lib/duckdb.js";
import { generator } from "../support/generator.js";
import { TEXTS } from "../support/hostile.js";
import { windowError } from "../support/windrow.js";

/** A counter of another origin, which takes no text for a special token. */
const independent = (ranks) => {
  const tiktoken = new Tiktoken(ranks);
  return (text) => tiktoken.encode(text, [], []).length;
};

before(() => init());

describe("tokenCounter", () => {
  it("counts as an independent tokenizer does", async () => {
    const { below, pick } = generator(5);
    const pieces = [
      ..."aé日🎉 \n\t\r./'\"<|>{}0123456789АبשB",
      "ing",
      " the",
      "<|endoftext|>",
      "\u202e",
      "\0",
      "  ",
      "don't",
      "\r\n",
    ];
    const texts = TEXTS.filter((text) => text !== null && !text.includes("\ufeff")).map((text) =>
      text.replace(/\p{Surrogate}/gu, "\ufffd"),
    );
    for (let i = 0; i < 1_500; i++) texts.push(Array.from({ length: below(40) }, () => pick(pieces)).join(""));
    for (const [name, ranks] of [
      ["o200k_base", o200k],
      ["cl100k_base", cl100k],
    ]) {
      const [counter, other] = [await tokenCounter(name), independent(ranks)];
      for (const text of texts) assert.equal(counter(text), other(text), JSON.stringify(text));
      // gpt-tokenizer 4.0 takes a byte order mark apart, which costs a token or two; it never finds too few.
      for (const text of ["\ufeff", "\ufeffmark", "a\ufeffb \ufeff"])
        assert.ok(counter(text) >= other(text), JSON.stringify(text));
    }
  });

  it("counts long pieces as an independent tokenizer does", async () => {
    const { below, pick } = generator(6);
    const alphabets = [
      "x",
      "ab",
      "aB",
      "日本語の",
      "🎉👩\u200d👧",
      "-=",
      " \t",
      "é\u0301",
      "\n/",
      "xyz\ud800",
      "АБв",
      "٣",
      "ก็",
    ].map((letters) => Array.from(letters));
    const words = ["it's", " the", ".\n", "  ", " 12345", "。", "<|endoftext|>", "/\n"];
    for (const [name, ranks] of [
      ["o200k_base", o200k],
      ["cl100k_base", cl100k],
      ["r50k_base", r50k],
      ["p50k_base", p50k],
    ]) {
      const [counter, other] = [await tokenCounter(name), independent(ranks)];
      for (let i = 0; i < 20; i++) {
        const long = () => {
          const alphabet = pick(alphabets);
          return Array.from({ length: 350 + below(200) }, () => pick(alphabet)).join("");
        };
        const text = Array.from(
          { length: 1 + below(2) },
          () => `${pick(words)}${pick(words)}${long()}${pick(words)}${pick(words)}`,
        )
          .join("")
          .replace(/\p{Surrogate}/gu, "\ufffd");
        assert.equal(counter(text), other(text), `${name} ${JSON.stringify(text)}`);
      }
    }
  });

  it("counts texts in parts as it counts them whole", async () => {
    const { below, pick } = generator(7);
    const words = [
      "it's",
      " the",
      ".\n",
      "  ",
      " 12345",
      "。今天",
      "日本",
      "<|endoftext|>",
      "x".repeat(500),
      "🎉",
      "\n\n ",
      "'s",
      "é\u0301",
    ];
    for (const name of ["o200k_base", "cl100k_base", "r50k_base"]) {
      const counter = await tokenCounter(name);
      const { countTokens } = await import(`gpt-tokenizer/encoding/${name}`);
      for (let i = 0; i < 2; i++) {
        const text = Array.from({ length: 40_000 + below(20_000) }, () =>
          pick(words.filter(({ length }) => length < 500 || below(100) === 0)),
        ).join("");
        assert.ok(text.length > 1 << 17);
        assert.equal(counter(text), countTokens(text, { disallowedSpecial: new Set() }), name);
      }
    }
  });

  it("counts a text without a space in almost linear time", async (t) => {
    const counter = await tokenCounter("o200k_base");
    const random = generator(8);
    const texts = {
      x: (length) => "x".repeat(length),
      CJK: (length) => Array.from({ length }, () => String.fromCharCode(0x4e00 + random.below(2_000))).join(""),
      emoji: (length) => "🎉👍🏽".repeat(length / 8),
      base64: (length) => Buffer.from(Uint8Array.from({ length: length * 0.75 }, () => random.below(256))).toString("base64"),
      letters: (length) => Array.from({ length }, () => String.fromCharCode(97 + random.below(26))).join(""),
    };
    for (const [kind, make] of Object.entries(texts)) {
      const took = [1 << 16, 1 << 20].map((length) => {
        const text = make(length);
        const start = process.cpuUsage();
        assert.ok(counter(text) > length / 16, kind);
        return process.cpuUsage(start).user / 1_000;
      });
      t.diagnostic(`${kind}: ${took.map((ms) => ms.toFixed(0)).join(" and ")} ms for 64 KiB and 1 MiB`);
      // Of 16 times as much; each pair looked at each time would take 256 times as long.
      assert.ok(took[1] < 80 * Math.max(took[0], 20) && took[1] < 60_000, `${kind}: ${took} ms`);
    }
  });

  it("cuts what has more than 2^20 characters and no end, and loses nothing", async () => {
    const counter = await tokenCounter("o200k_base");
    // 8 of these letters are a token, and 2^20 is a multiple of it.
    assert.equal(counter("x".repeat(5 * 2 ** 19)), (5 * 2 ** 19) / 8);
    const emoji = "🎉".repeat(2 ** 19 + 1);
    assert.equal(counter(`a${emoji}`), 1 + (counter("🎉".repeat(2 ** 10)) / 2 ** 10) * (2 ** 19 + 1));
  });

  it("takes models, and says of an estimate that it is one", async () => {
    const exact = await tokenCounter("o200k_base");
    for (const [model, encoding] of [
      ["gpt-4o", "o200k_base"],
      ["gpt-5", "o200k_base"],
      ["gpt-4", "cl100k_base"],
      ["gpt-oss-20b", "o200k_harmony"],
    ]) {
      const counter = await tokenCounter(model);
      assert.deepEqual([counter.encoding, counter.model, counter.margin], [encoding, model, undefined]);
    }
    assert.equal((await tokenCounter("gpt-4o")).context, 128_000);
    const text = "How many tokens are these? ".repeat(50);
    for (const model of ["claude-sonnet-4-5", "anthropic/claude-3-haiku", "gemini-2.5-pro"]) {
      const counter = await tokenCounter(model);
      assert.ok(counter.margin > 0);
      assert.equal(counter(text), Math.ceil((exact(text) * Math.round(1_000 * (1 + counter.margin))) / 1_000));
    }
    assert.equal((await tokenCounter("claude-x", { margin: 0.1 }))("a".repeat(8)), Math.ceil(exact("a".repeat(8)) * 1.1));
    await assert.rejects(tokenCounter("llama-3"), windowError("BAD_OPTION", "llama-3", "o200k_base", "function"));
    await assert.rejects(tokenCounter("claude-x", { margin: -1 }), windowError("BAD_OPTION", "margin"));
    assert.ok(encodings.includes("cl100k_base"));
  });
});

for (const [name, open] of [
  ["DuckDB-WASM", openDuckDB],
  ["native DuckDB", openNativeDuckDB],
]) {
  describe(`tokens as a measure, on ${name}`, () => {
    let connection, close, run;
    before(async () => {
      ({ connection, close } = await open());
      run = (sql) => (connection.query ?? connection.run).call(connection, sql);
      await run(
        "CREATE TABLE messages AS SELECT i AS id, TIMESTAMP '2024-01-01' + to_seconds((i * 7919) % 30000) AS time, 'chat ' || (i % 3) AS chat, CASE WHEN i % 50 = 0 THEN NULL ELSE 'Message number ' || i || ' says: é ' || repeat('na ', i % 9) END AS text FROM range(12000) r(i)",
      );
    });
    after(() => close?.());
    const query = (more) => ({
      from: "messages",
      time: "time",
      partition: "chat",
      orderBy: ["id"],
      key: "id",
      line: "[{time:%H:%M}] {text}",
      ...more,
    });

    it("are those of each line with its separator, in the order of the rows", async () => {
      const counter = await tokenCounter("o200k_base");
      const fetched = await fetchRows(connection, query({ tokens: counter }));
      const plain = await fetchRows(connection, query());
      const [plan, same] = [fetched.rows.windows({ max: { rows: 1 } }), plain.rows.windows({ max: { rows: 1 } })];
      assert.deepEqual([...plan.id], [...same.id]);
      assert.deepEqual([...plan.sum("bytes")], [...same.sum("bytes")]);
      const other = independent(o200k);
      const tokens = plan.sum("tokens");
      let i = 0;
      for await (const { text } of promptsOf(fetched, plan)) assert.equal(tokens[i++], other(`${text}\n`), text);
      assert.equal(i, 12_000);
    });

    it("are counted once: a changed table costs what has changed", async () => {
      let calls = 0;
      const counter = (text) => (calls++, text.length);
      await fetchRows(connection, query({ tokens: counter }));
      const first = calls;
      await run(
        "CREATE OR REPLACE TABLE edited AS SELECT * REPLACE (CASE WHEN id % 100 = 1 THEN 'edited ' || id ELSE text END AS text) FROM messages",
      );
      const crossed = [];
      const onProgress = ({ bytes }) => crossed.push(bytes);
      const again = await fetchRows(connection, query({ from: "edited", tokens: counter }), { onProgress });
      assert.ok(first >= 11_000);
      // Of the texts, only those that changed leave the database.
      assert.ok(crossed.at(-1) > 0 && crossed.at(-1) < 0.05 * again.rows.total("bytes"), String(crossed.at(-1)));
      assert.equal(calls - first, 120);
      const total = again.rows.total("tokens");
      const fresh = await fetchRows(connection, query({ from: "edited", tokens: (text) => text.length }));
      assert.equal(total, fresh.rows.total("tokens"));
    });

    it("are counted however many lines are new", async () => {
      const copies = `SELECT t.* REPLACE (concat(n, t.text) AS text, 3 * t.id + n AS id) FROM messages AS t, range(3) AS r(n)`;
      await run(`CREATE OR REPLACE TABLE longer AS FROM messages UNION ALL BY NAME (${copies})`);
      const counter = (text) => text.length;
      await fetchRows(connection, query({ tokens: counter }));
      const fetched = await fetchRows(connection, query({ from: "longer", tokens: counter }));
      const plan = fetched.rows.windows({ max: { rows: 1 } });
      const tokens = plan.sum("tokens");
      let i = 0;
      for await (const { text } of promptsOf(fetched, plan)) assert.equal(tokens[i++], text.length + 1, text);
      assert.equal(i, 48_000);
    });

    it("end with a sentence where lines change between two readings", async () => {
      await run("CREATE OR REPLACE VIEW changing AS SELECT * REPLACE (random()::VARCHAR AS text) FROM messages");
      await assert.rejects(
        fetchRows(connection, query({ from: "changing", tokens: (text) => text.length })),
        windowError("BUSY"),
      );
    });

    it("move a progress", async () => {
      const shares = [];
      await fetchRows(connection, query({ tokens: (text) => text.length }), { onProgress: ({ done }) => shares.push(done) });
      assert.ok(shares.length >= 5);
      assert.deepEqual(
        shares,
        [...shares].sort((a, b) => a - b),
      );
      assert.equal(shares.at(-1), 1);
    });

    for (const [kind, make] of [
      ["in workers", () => tokenCounter("o200k_base")],
      [
        "by a function",
        () => (text) => {
          const until = performance.now() + 1;
          while (performance.now() < until);
          return text.length;
        },
      ],
    ]) {
      it(`end when they are aborted, ${kind}`, async () => {
        const tokens = await make();
        const long = {
          sql: "SELECT i AS id, repeat('Some words that take their time, ' || i || ' ', 40) AS text FROM range(100000) r(i)",
        };
        const controller = new AbortController();
        // In beats of this process and its own CPU time, as other programs may hold it up.
        let [beats, cpu] = [0, undefined];
        const heart = setInterval(() => cpu && beats++, 10);
        setTimeout(() => controller.abort(new Error("enough")), 1_500).unref();
        controller.signal.addEventListener("abort", () => (cpu = process.cpuUsage()));
        await assert.rejects(fetchRows(connection, { from: long, line: "{text}", tokens }, { signal: controller.signal }), {
          message: "enough",
        });
        const took = process.cpuUsage(cpu).user / 1_000;
        clearInterval(heart);
        assert.ok(cpu !== undefined && beats <= 20 && took < 1_000, `${beats} beats of 10 ms, ${took} ms of CPU`);
        // The connection is free for others.
        await run("SELECT 1");
      });
    }

    it("are estimated by a sample of the table's own lines", async () => {
      let calls = 0;
      const estimate = tokenEstimate((text) => (calls++, Math.ceil(text.length / 2)), { lines: 500 });
      const fetched = await fetchRows(connection, query({ tokens: estimate }));
      assert.equal(calls, 500);
      assert.equal(fetched.estimate.lines, 500);
      const counted = await fetchRows(connection, query({ tokens: (text) => Math.ceil(text.length / 2) }));
      assert.equal(counted.estimate, undefined);
      const ratio = fetched.rows.total("tokens") / counted.rows.total("tokens");
      assert.ok(ratio > 0.98 && ratio < 1.05, `${ratio}`);
      assert.throws(() => tokenEstimate(estimate, { lines: 0 }), windowError("BAD_OPTION", "lines"));
    });

    it("hand over what a counter throws", async () => {
      await assert.rejects(
        fetchRows(
          connection,
          query({
            tokens: () => {
              throw new Error("no tokens");
            },
          }),
        ),
        windowError("BAD_MEASURE", "no tokens"),
      );
      await assert.rejects(fetchRows(connection, query({ tokens: () => -1 })), windowError("BAD_MEASURE", "-1"));
    });
  });
}

describe("the sample", () => {
  it("has no prompt over its limits, counted by others", async () => {
    const { database, connection } = await openDuckDB();
    database.registerFileBuffer("sample.csv", new Uint8Array(await readFile(await sampleFile())));
    connection.query("CREATE TABLE sample AS FROM read_csv('sample.csv', all_varchar = false)");
    const columns = connection
      .query("DESCRIBE sample")
      .toArray()
      .map((row) => row.column_name);
    const other = independent(o200k);
    const counter = await tokenCounter("o200k_base");
    const [time, author, text] = [/time|date/i, /author|sender|user/i, /text|body|message$/i].map((name) =>
      columns.find((column) => name.test(column)),
    );
    for (const [sending, max] of [
      [{ line: "{text}" }, { bytes: 32_000 }],
      [{ author }, { bytes: 32_000 }],
      [{ author, tokens: counter, reserve: { tokens: 100 } }, { tokens: 8_000 }],
    ]) {
      const fetched = await fetchRows(connection, { from: "sample", time, text, ...sending });
      const plan = fetched.windows({ max, overlap: 0.2 });
      let [flagged, most] = [0, 0];
      for await (const prompt of promptsOf(fetched, plan)) {
        const size = max.bytes ? Buffer.byteLength(prompt.text) : other(prompt.text) + 100;
        if (prompt.oversize) flagged++;
        else assert.ok(size <= (max.bytes ?? max.tokens), `${size}`);
        if (!prompt.oversize) most = Math.max(most, size);
      }
      console.log(`# ${JSON.stringify(max)}: ${plan.length} windows, ${flagged} flagged, the largest other ${most}`);
      assert.ok(flagged <= 1);
    }
  });
});
