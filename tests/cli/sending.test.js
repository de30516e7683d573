// What is measured is what is sent: templates, tokens, prompts and batches on the command line.
import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { Tiktoken } from "js-tiktoken/lite";
import o200k from "js-tiktoken/ranks/o200k_base";
import { sampleFile } from "../../scripts/build.js";
import { csv, fixture, messages, windrow, written } from "../support/cli.js";
import { contentOf, requestsOf, serve } from "../support/providers.js";

const folder = mkdtempSync(join(tmpdir(), "windrow-"));
const path = (name) => join(folder, name);
after(() => rmSync(folder, { recursive: true }));

const linesOf = (jsonl) =>
  String(jsonl)
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line));
const tiktoken = new Tiktoken(o200k);
/** By another tokenizer than windrow's. */
const tokensOf = (text) => tiktoken.encode(text, [], []).length;

describe("the sample", () => {
  let sample;
  before(async () => (sample = await sampleFile()));
  const TEMPLATE = "{author} at {time:%H:%M} wrote: {text}";
  for (const [name, args, size, limit] of [
    ["in bytes", ["--max-bytes", "32000"], Buffer.byteLength, 32_000],
    ["in bytes, with a template", ["--max-bytes", "32000", "--template", TEMPLATE], Buffer.byteLength, 32_000],
    [
      "in bytes, with a text around",
      ["--max-bytes", "32000", "--before", "Part {n}, {rows} rows from {first:%d.%m.%Y}:\\n", "--after", "\\n{last}"],
      Buffer.byteLength,
      32_000,
    ],
    ["in tokens", ["--tokens", "o200k_base", "--max-tokens", "8000", "--before", "Part {n} of {of}\\n"], tokensOf, 8_000],
  ]) {
    it(`has no window over its limit as sent, ${name}`, async () => {
      const windows = linesOf(await written([sample, ...args, "--overlap", "0.2", "--format", "jsonl"]));
      assert.ok(windows.length > 50);
      const over = windows.filter(({ text }) => size(text) > limit);
      assert.deepEqual(
        over.map(({ window, oversize }) => [window, oversize]),
        windows.filter(({ oversize }) => oversize).map(({ window }) => [window, true]),
      );
      assert.ok(over.length <= 1);
      // And it is not kept by wasting room.
      const full = windows.filter(({ text }) => size(text) > 0.97 * limit);
      assert.ok(full.length > windows.length / 2);
      for (const { text, sum_bytes } of windows) assert.equal(Buffer.byteLength(text), sum_bytes);
      if (args.includes("--tokens"))
        for (const { text, sum_tokens } of windows) assert.ok(tokensOf(text) <= sum_tokens && tokensOf(text) > 0.98 * sum_tokens);
    });
  }
});

describe("a template", () => {
  it("writes rows by their columns, with braces, escapes and nulls", async () => {
    const rows = [
      { ts: "2024-01-02T03:04:05", sender: "Ada", body: "a\nb", n: 1 },
      { ts: "2024-01-02T03:04:06", sender: "", body: "ä {x}", n: 2 },
    ];
    const args = ["--max-rows", "2", "--author", "sender", "--format", "jsonl"];
    const textOf = async (...more) => linesOf(await written([...args, ...more], csv(rows)))[0].text;
    assert.equal(await textOf(), "[2024-01-02 03:04] Ada: a\nb\n[2024-01-02 03:04] : ä {x}");
    assert.equal(
      await textOf("--template", "{{{N}}}\\t{time} {author}|{text}", "--separator", " ¶ "),
      "{1}\t2024-01-02 03:04:05 Ada|a\nb ¶ {2}\t2024-01-02 03:04:06 |ä {x}",
    );
    assert.equal(
      await textOf("--template", "{text}", "--before", "{rows} of {n}/{of}\\\\\\n", "--after", "\\n{first:%Y} {chat}."),
      "2 of 1/1\\\na\nb\nä {x}\n2024 .",
    );
  });

  it("is that of each row where there is an author, and its text where there is none", async () => {
    const [row] = messages;
    assert.equal(
      linesOf(await written(["--max-rows", "1", "--format", "jsonl"], csv([{ ts: row.ts, body: row.body }])))[0].text,
      row.body,
    );
    const { stdout, stderr } = await windrow(
      ["--max-rows", "1", "--format", "jsonl"],
      csv([{ ts: "2024-01-01", from: "Ada", body: "hi" }]),
    );
    assert.equal(linesOf(stdout)[0].text, "[2024-01-01 00:00] Ada: hi");
    assert.match(stderr, /columns guessed: .*--author from/);
  });

  it("writes Egregora's windows, which stay the same", async () => {
    const args = [
      fixture("messages.json"),
      "--egregora",
      "--step-size",
      "200",
      "--step-unit",
      "bytes",
      "--max-bytes-per-window",
      "300",
      "--format",
      "jsonl",
    ];
    const [plain, templated] = [
      linesOf(await written(args)),
      linesOf(await written([...args, "--template", "{id}: {text}", "--before", "{n}/{of} "])),
    ];
    assert.deepEqual(
      templated.map(({ start, end }) => [start, end]),
      plain.map(({ start, end }) => [start, end]),
    );
    assert.match(templated[1].text, new RegExp(`^2/${plain.length} ${messages[plain[1].start].id}: `));
  });
});

describe("a line of JSON", () => {
  const mixed = messages.map((_, i) => messages[(i * 37 + 11) % messages.length]);

  it("is traced back to the rows of the source, by their keys or places", async () => {
    const args = ["--max-rows", "7", "--overlap", "rows=2", "--separator", "\\0", "--format", "jsonl"];
    for (const { text, places, keys } of linesOf(await written(args, csv(mixed)))) {
      assert.equal(keys, undefined);
      assert.equal(text, places.map((place) => mixed[place].body ?? "").join("\0"));
    }
    const byKey = new Map(mixed.map(({ id, body }) => [String(id), body ?? ""]));
    for (const { text, places, keys } of linesOf(await written([...args, "--key", "id"], csv(mixed)))) {
      assert.equal(places, undefined);
      assert.equal(text, keys.map((key) => byKey.get(String(key))).join("\0"));
    }
    const inOrder = csv([1, 2, 3].map((day) => ({ ts: `2024-01-0${day}`, body: `day ${day}` })));
    for (const window of linesOf(await written(args, inOrder)))
      assert.deepEqual([window.places, window.keys], [undefined, undefined], "places are positions");
  });

  it("knows the places of a chat without its system lines", async () => {
    const chat = ["Ada: one", "Ada joined using this group's invite link", "Bob: two\nmore", "Ada: three"]
      .map((line, i) => `[01.02.24, 10:0${i}:00] ${line}\n`)
      .join("");
    const [{ places, text }] = linesOf(await written(["--max-rows", "9", "--format", "jsonl"], chat));
    assert.deepEqual(
      [places, text],
      [[0, 2, 3], "[2024-02-01 10:00] Ada: one\n[2024-02-01 10:02] Bob: two\nmore\n[2024-02-01 10:03] Ada: three"],
    );
  });
});

describe("what it costs", () => {
  it("counts tokens, with a price", async () => {
    const args = [
      fixture("messages.json"),
      "--max-rows",
      "9",
      "--overlap",
      "rows=3",
      "--tokens",
      "o200k_base",
      "--before",
      "Part {n}:\\n",
    ];
    const windows = linesOf(await written([...args, "--format", "jsonl"]));
    const costs = JSON.parse(await written([...args, "--stats", "--format", "json", "--price", "2.5"]));
    const sent = {
      bytes: windows.reduce((sum, { text }) => sum + Buffer.byteLength(text), 0),
      tokens: windows.reduce((sum, { sum_tokens }) => sum + sum_tokens, 0),
    };
    assert.deepEqual(costs.sent, { ...sent, price: (sent.tokens * 2.5) / 1e6 });
    const { stdout, stderr } = await windrow([...args.map((arg) => (arg === "o200k_base" ? "claude-opus-4" : arg)), "--stats"]);
    assert.match(String(stdout), /about [\d,]+ tokens to send/);
    assert.match(stderr, /tokens are estimated: how claude-opus-4 counts is not public/);
  });
});

describe("a batch", () => {
  const rows = Array.from({ length: 80 }, (_, i) => ({
    id: i % 40,
    ts: `2024-01-01 00:${String(i % 60).padStart(2, "0")}`,
    author: "Ada",
    text: `message "${i}" é`,
  }));
  const args = [
    "--key",
    "id",
    "--no-sort",
    "--time",
    "",
    "--max-rows",
    "4",
    "--before",
    "Part {n}\\n",
    "--model",
    "some-model",
    "--instructions",
    "Sum it up.",
    "--answer-tokens",
    "500",
  ];

  for (const format of ["openai", "anthropic"]) {
    it(`is taken by ${format}, and resumed after half`, async () => {
      const file = path("rows.csv");
      writeFileSync(file, csv(rows));
      const prompts = linesOf(await written([file, ...args.slice(0, -6), "--format", "jsonl"])).map(({ text }) => text);
      let served = 0;
      const server = await serve(format, () => served++ < 10);
      const output = path(`batch.${format}`);
      const results = path("results.jsonl");
      try {
        await written([file, ...args, "--format", format, "--output", output]);
        const first = await server.send(readFileSync(output));
        assert.equal(first.length, 10);
        // A request that has failed is sent once more.
        const failed = {
          openai: { custom_id: "w-1", response: { status_code: 500 } },
          anthropic: { custom_id: "w-1", result: { type: "expired" } },
        }[format];
        const answered = first.map(({ custom_id }) => ({ custom_id, response: { status_code: 200 }, error: null }));
        writeFileSync(results, [...answered, failed].map((line) => `${JSON.stringify(line)}\n`).join(""));
        served = -Infinity;
        const { status, stdout, stderr } = await windrow([file, ...args, "--format", format, "--done", results]);
        assert.equal(status, 0, stderr);
        assert.match(stderr, /1 request of .* failed/);
        assert.match(stderr, /10 windows are left out, as answered already; 10 requests are written/);
        const second = await server.send(stdout);
        const answers = [...first, ...second];
        assert.equal(new Set(answers.map(({ custom_id }) => custom_id)).size, 20);
        assert.deepEqual(answers.map(({ answer }) => answer).sort(), prompts.map((text) => `about ${text}`).sort());
      } finally {
        await server.close();
      }
    });
  }

  it("sends little of a chat that has grown and been edited, where it is cut by keys", async () => {
    const chat = Array.from({ length: 2_000 }, (_, i) => ({
      id: i,
      ts: new Date(Date.UTC(2024, 0, 1) + 60_000 * i).toISOString(),
      body: `message ${i}`,
    }));
    const args = ["--key", "id", "--cut", "stable", "--max-rows", "40", "--format"];
    const windows = linesOf(await written([...args, "jsonl"], csv(chat)));
    writeFileSync(path("done.txt"), windows.map(({ id }) => `${id}\n`).join(""));
    const changed = [...chat.slice(0, 700), ...chat.slice(701), { id: 2_000, ts: "2024-02-01T00:00:00.000Z", body: "new" }];
    for (const format of ["jsonl", "json", "csv"]) {
      const { stdout, stderr } = await windrow([...args, format, "--done", path("done.txt")], csv(changed));
      assert.match(stderr, /windows are left out, as answered already/);
      const left =
        format === "csv"
          ? String(stdout).trim().split("\r\n").length - 1
          : format === "json"
            ? JSON.parse(stdout).length
            : linesOf(stdout).length;
      assert.ok(left >= 2 && left < windows.length / 10, `${left} of ${windows.length}`);
    }
    const batch = [...args, "openai", "--model", "m"];
    const all = requestsOf.openai(String(await written(batch, csv(chat))));
    writeFileSync(path("done.jsonl"), all.map(({ custom_id }) => `${JSON.stringify({ custom_id })}\n`).join(""));
    const again = requestsOf.openai(String(await written([...batch, "--done", path("done.jsonl")], csv(changed))));
    assert.ok(again.length >= 2 && again.length < all.length / 10);
    assert.ok(contentOf.openai(again.at(-1)).endsWith("new"));
  });

  it("is cut into files at the provider's limits, beside the first", async () => {
    const file = path("large.csv");
    // 220 MB of prompts, of which OpenAI's file takes 200.
    writeFileSync(file, `body\n${`"${"x".repeat(1 << 20)}"\n`.repeat(210)}`);
    const output = path("large.jsonl");
    const { status, stderr } = await windrow([
      file,
      "--text",
      "body",
      "--max-rows",
      "1",
      "--format",
      "openai",
      "--model",
      "m",
      "--output",
      output,
    ]);
    assert.equal(status, 0, stderr);
    assert.match(stderr, /the batch has 2 files: .*large\.jsonl, and .*large-2\.jsonl/);
    const sizes = readdirSync(folder)
      .filter((name) => /^large(-\d)?\.jsonl$/.test(name))
      .map((name) => readFileSync(path(name)).length);
    assert.equal(sizes.length, 2);
    for (const size of sizes) assert.ok(size <= 200_000_000, String(size));
    const refused = await windrow([file, "--text", "body", "--max-rows", "1", "--format", "openai", "--model", "m"]);
    assert.equal(refused.status, 2);
    assert.match(refused.stderr, /more than one file.*--output/);
  });
});

describe("what does not go together", () => {
  const rows = csv([{ ts: "2024-01-01", body: "hi" }]);
  for (const [name, args, status, ...words] of [
    ["a template with a brace too many", ["--max-rows", "1", "--template", "{text"], 2, "BAD_TEMPLATE", "character 1"],
    [
      "a placeholder without a column",
      ["--max-rows", "1", "--template", "{who}: {text}"],
      1,
      "MISSING_COLUMN",
      "{who}",
      "ts, body",
    ],
    [
      "a placeholder around that there is not",
      ["--max-rows", "1", "--before", "{text}", "--format", "jsonl"],
      1,
      "MISSING_COLUMN",
      "{text}",
      "chat",
    ],
    ["a reserve that leaves nothing", ["--max-bytes", "50", "--reserve", "bytes=50"], 2, "BAD_RESERVE"],
    ["a reserve of no limit", ["--max-bytes", "50", "--reserve", "tokens=5"], 2, "--max-tokens"],
    ["a model that nobody knows", ["--max-rows", "1", "--tokens", "llama-3"], 2, "llama-3", "o200k_base"],
    [
      "tokens that are counted and given",
      ["--max-rows", "1", "--tokens", "gpt-4o", "--measure", "tokens"],
      2,
      "--measure tokens",
    ],
    ["a price of nothing counted", ["--max-rows", "1", "--price", "3", "--stats"], 2, "--tokens"],
    ["a batch without a model", ["--max-rows", "1", "--format", "openai"], 2, "--model"],
    [
      "Anthropic without the length of an answer",
      ["--max-rows", "1", "--format", "anthropic", "--model", "m"],
      2,
      "--answer-tokens",
    ],
    ["a model of no batch", ["--max-rows", "1", "--model", "m"], 2, "--format openai or anthropic"],
    ["answers without ids", ["--max-rows", "1", "--format", "jsonl", "--done", "x"], 2, "--key"],
    ["answers of a table", ["--max-rows", "1", "--done", "x"], 2, "jsonl"],
    [
      "answers that are not there",
      ["--max-rows", "1", "--format", "openai", "--model", "m", "--done", "nowhere.jsonl"],
      1,
      "BAD_FILE",
      "nowhere.jsonl",
    ],
    [
      "a file that holds no answers",
      ["--max-rows", "1", "--format", "openai", "--model", "m", "--done", "README.md"],
      1,
      "BAD_FILE",
      "line 1",
      "custom_id",
    ],
  ]) {
    it(`tells of ${name}`, async () => {
      const result = await windrow(args, rows);
      assert.equal(result.status, status, result.stderr);
      for (const word of words) assert.ok(result.stderr.includes(word), `${word}: ${result.stderr}`);
      assert.doesNotMatch(result.stderr, /^ +at /m);
    });
  }
});
