// Exports have the measured bytes and tokens, in every output, over random tables, templates and plans.
import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { tableFromIPC } from "apache-arrow";
import { parquetReadObjects } from "hyparquet";
import { init } from "windrow";
import { fetchRows } from "windrow/duckdb";
import { loadMessages } from "windrow/etl";
import { tokenCounter } from "windrow/tokens";
import { sampleFile } from "../../scripts/build.js";
import { root } from "../../scripts/lib/run.js";
import { bundled } from "../support/bundled.js";
import { generator } from "../support/generator.js";
import { TEXTS, textSqlOf } from "../support/hostile.js";
import { READERS } from "../support/loaded.js";
import { windowError } from "../support/windrow.js";

const LINES = ["{text}", undefined, "{{{author}}} {time} {text}", '{"Line ""x"""}: {text}'];
const AROUND = ["", "Part {n} of {of}\n", "{first:%c} – {last}: {rows} rows\n\n"];

let exports;
before(async () => {
  await init();
  exports = await bundled("www/src/export/index.ts");
});

/** A destination that keeps files as texts or bytes, and counts the size of each piece. */
function memory() {
  const files = [];
  const seen = { most: 0, writes: 0, aborted: 0, closed: 0 };
  const open = async () => {
    const pieces = [];
    files.push(pieces);
    return {
      write: async (bytes) => {
        [seen.most, seen.writes] = [Math.max(seen.most, bytes.length), seen.writes + 1];
        pieces.push(bytes.slice());
      },
      close: async () => void seen.closed++,
      abort: async () => (seen.aborted++, void pieces.splice(0)),
    };
  };
  return {
    open,
    seen,
    bytes: (file = 0) => Buffer.concat(files[file]),
    text: (file = 0) => Buffer.concat(files[file]).toString("utf8"),
    files,
  };
}

async function written(name, source, options) {
  const to = memory();
  const progress = [];
  const saved = await exports.save(exports.OUTPUTS[name].pieces(source, options), to, { onProgress: (at) => progress.push(at) });
  assert.ok(
    progress.every(({ share }, i) => share <= 1 && share >= (progress[i - 1]?.share ?? 0)),
    "progress runs forwards",
  );
  assert.equal(progress.at(-1).share, 1);
  assert.equal(
    saved.bytes,
    to.files.flat().reduce((sum, { length }) => sum + length, 0),
  );
  return to;
}

/** RFC 4180; an unquoted empty field is null. */
function csvRows(text) {
  const rows = [[]];
  for (const [, quoted, bare, end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^",\n]*))(,|\n)/gy)) {
    rows.at(-1).push(quoted === undefined ? bare || null : quoted.replaceAll('""', '"'));
    if (end === "\n") rows.push([]);
  }
  rows.pop();
  return rows;
}

async function randomTable(engine, { below, pick, chance }) {
  const words = ["hello", "wörld", "日本", "🎉", "12345", ",", '"', "\n", "\r", "=1+1", "don't", "\\"];
  const values = Array.from({ length: 1 + below(400) }, (_, i) => {
    const text = chance(0.1) ? pick(TEXTS.slice(0, -1)) : Array.from({ length: below(20) }, () => pick(words)).join(" ");
    return `(${textSqlOf(pick(["Ada", "Bob 👩‍🚀", null]))}, ${textSqlOf(text)}, TIMESTAMP '2024-01-01' + to_seconds(${10 * i + below(9)}), ${i}, ${pick(["1.5", "NULL", "'NaN'"])})`;
  });
  await engine.rows(
    'CREATE OR REPLACE TABLE random (author VARCHAR, text VARCHAR, time TIMESTAMP, "Line ""x""" HUGEINT, prompt DOUBLE)',
  );
  await engine.rows(`INSERT INTO random VALUES ${values.join(", ")}`);
  const all = [
    ["author", "VARCHAR"],
    ["text", "VARCHAR"],
    ["time", "TIMESTAMP"],
    ['Line "x"', "HUGEINT"],
    ["prompt", "DOUBLE"],
  ];
  return { all: all.map(([name, type]) => ({ name, type })), columns: {}, zone: undefined };
}

for (const { name, open } of READERS) {
  describe(`exports on ${name}`, () => {
    let engine;
    before(async () => {
      engine = await open();
    });
    after(() => engine.close());

    it("have the measured bytes and tokens, in all outputs, over random plans and templates", async () => {
      const random = generator(7);
      const { pick, below, chance } = random;
      const o200k = await tokenCounter("o200k_base");
      for (let round = 0; round < 12; round++) {
        const loaded = await randomTable(engine, random);
        const tokens = chance(0.5) ? o200k : undefined;
        const sending = {
          line: pick(LINES),
          separator: pick(["\n", "", " — "]),
          before: pick(AROUND),
          after: pick(AROUND),
          tokens,
        };
        const fetched = await fetchRows(engine.connection, {
          from: "random",
          time: "time",
          author: "author",
          text: "text",
          ...sending,
        });
        const plan = fetched.windows({
          max: { bytes: 400 + below(4_000), ...(tokens && { tokens: 300 + below(900) }) },
          overlap: pick([0, 0.2]),
          cut: pick(["full", "even", "quiet"]),
        });
        const source = { fetched, plan, loaded };
        const separator = Buffer.byteLength(sending.separator);
        const [bytes, sums] = [plan.sum("bytes"), tokens && plan.sum("tokens")];

        const lines = (await written("jsonl", source))
          .text()
          .split("\n")
          .slice(0, -1)
          .map((line) => JSON.parse(line));
        assert.equal(lines.length, plan.length);
        for (const [i, line] of lines.entries()) {
          assert.deepEqual([line.prompt, line.start, line.fresh, line.end], [i + 1, plan.start[i], plan.fresh[i], plan.end[i]]);
          assert.equal(Buffer.byteLength(line.text), line.bytes);
          const bare = sending.before === "" && sending.after === "";
          if (bare) assert.equal(line.bytes, bytes[i] - separator);
          if (tokens) assert.equal(line.tokens, o200k(line.text));
          if (tokens && bare && !line.oversize) assert.ok(line.tokens <= sums[i]);
          assert.deepEqual(await exports.promptText(source, i).then(({ text, id }) => [text, id]), [line.text, line.id]);
        }
        const texts = lines.map(({ text }) => text);

        const text = (await written("text", source, { heading: (n, of) => `#${n}/${of}` })).text();
        assert.equal(text, texts.map((text, i) => `#${i + 1}/${plan.length}\n${text}\n\n`).join(""));

        const openai = (await written("openai", source, { model: "m", system: "s" }))
          .text()
          .split("\n")
          .slice(0, -1)
          .map((line) => JSON.parse(line));
        assert.deepEqual(
          openai.map(({ body }) => body.messages[1].content),
          texts,
        );
        const anthropic = JSON.parse((await written("anthropic", source, { model: "m", maxTokens: 9 })).text());
        assert.deepEqual(
          anthropic.requests.map(({ params }) => params.messages[0].content),
          texts,
        );

        const fresh = (row) => plan.fresh.findLastIndex((from) => from <= row) + 1;
        const last = (row) => plan.start.findLastIndex((from) => from <= row) + 1;
        const hex = ["author", "text", "time::VARCHAR", '"Line ""x"""::VARCHAR', "prompt::VARCHAR"].map(
          (value) => `hex(${value})`,
        ); // as decoders drop a byte order mark
        const expected = (await engine.rows(`SELECT ${hex.join(", ")} FROM random ORDER BY rowid`)).map((row, i) => [
          String(fresh(i)),
          String(last(i)),
          ...row.map((value) => (value === null ? null : Buffer.from(value, "hex").toString())),
        ]);
        const [header, ...rows] = csvRows((await written("csv", source)).text());
        assert.deepEqual(header, ["prompt_", "last_prompt", "author", "text", "time", 'Line "x"', "prompt"]);
        assert.deepEqual(rows, expected);

        const arrow = tableFromIPC((await written("arrow", source)).bytes());
        assert.deepEqual(
          arrow.schema.fields.map(({ name }) => name),
          header,
        );
        const column = (name) => Array.from(arrow.getChild(name), (value) => value);
        assert.deepEqual(
          column("text"),
          expected.map((row) => row[3]?.replace(/^\ufeff/, "") ?? null),
        );
        assert.deepEqual(
          column("prompt_").map(String),
          expected.map((row) => row[0]),
        );

        const file = (await written("parquet", source)).bytes();
        const objects = await parquetReadObjects({ file: file.buffer.slice(file.byteOffset, file.byteOffset + file.length) });
        assert.deepEqual(
          objects.map((row) => [row.prompt_, row.last_prompt].map(String).concat(row.author, row.text, row['Line "x"'])),
          expected.map((row) => [row[0], row[1], row[2], row[3] && row[3].replace(/^\ufeff/, ""), row[5]]),
        );
        if (expected.some((row) => row[3]?.startsWith("\ufeff")))
          assert.ok(file.includes("\ufeffmark"), "the reader drops it, not the writer");
        assert.deepEqual(
          objects.map(({ time }) => time.getTime()),
          (await engine.rows("SELECT epoch_ms(time)::DOUBLE FROM random ORDER BY rowid")).map(([time]) => time),
        );
        plan.free();
        fetched.rows.free();
      }
    });

    it("estimate sizes within a quarter, and of Parquet within a half, before anything is written", async () => {
      const { fetched, loaded } = await sample(engine);
      const plan = fetched.windows({ max: { bytes: 32_000 }, overlap: 0.1 });
      const bytes = await exports.estimate({ fetched, plan, loaded });
      for (const [name, about] of Object.entries(bytes)) {
        const exact = (await written(name, { fetched, plan, loaded }, { model: "gpt-4o", maxTokens: 100 })).bytes().length;
        assert.ok(Math.abs(about - exact) < (name === "parquet" ? 0.5 : 0.25) * exact, `${name}: ${about} for ${exact}`);
      }
    });

    it("write in pieces, and leave nothing behind after an abort", async () => {
      await engine.rows(
        "CREATE OR REPLACE TABLE many AS SELECT i AS id, TIMESTAMP '2024-01-01' + to_seconds(i) AS time, repeat('text ', 20) || i AS text FROM range(100000) r(i)",
      );
      const fetched = await fetchRows(engine.connection, { from: "many", time: "time", text: "text", line: "{text}" });
      const plan = fetched.windows({ max: { bytes: 16_000 } });
      const source = {
        fetched,
        plan,
        loaded: {
          all: [
            { name: "id", type: "BIGINT" },
            { name: "text", type: "VARCHAR" },
          ],
          columns: {},
        },
      };
      for (const name of ["jsonl", "csv", "arrow", "parquet", "anthropic"]) {
        const options = { model: "m", maxTokens: 9 };
        const whole = await written(name, source, options);
        // A row group of Parquet is the largest piece, and is a few blocks.
        assert.ok(
          whole.seen.writes > 3 && whole.seen.most < 4 << 20,
          `${name}: ${whole.seen.writes} writes of up to ${whole.seen.most}`,
        );
        const [to, controller] = [memory(), new AbortController()];
        const reason = new Error("enough");
        const ended = exports.save(exports.OUTPUTS[name].pieces(source, { ...options, signal: controller.signal }), to, {
          signal: controller.signal,
          onProgress: () => controller.abort(reason),
        });
        await assert.rejects(ended, reason);
        assert.deepEqual([to.seen.aborted, to.seen.closed, to.files.flat().length], [1, 0, 0]);
        assert.deepEqual(
          await engine.rows("SELECT table_name FROM information_schema.tables WHERE table_name LIKE 'windrow''s prompts%'"),
          [],
        );
      }
      plan.free();
    });

    it("accept a plan without windows", async () => {
      await engine.rows(
        "CREATE OR REPLACE TABLE nothing AS SELECT 1::BIGINT AS id, TIMESTAMP '2024-01-01' AS time, '' AS text LIMIT 0",
      );
      const fetched = await fetchRows(engine.connection, { from: "nothing", time: "time", text: "text", line: "{text}" });
      const source = {
        fetched,
        plan: fetched.windows({ max: { rows: 3 } }),
        loaded: { all: [{ name: "text", type: "VARCHAR" }], columns: {} },
      };
      for (const name of Object.keys(exports.OUTPUTS)) await written(name, source, { model: "m", maxTokens: 9 });
      assert.equal((await written("csv", source)).text(), "prompt,last_prompt,text\n");
      await assert.rejects(exports.promptText(source, 0), windowError("BAD_OPTION", "there are 0"));
    });

    it("write only the plan, in three ways", async () => {
      const { fetched, loaded } = await sample(engine);
      const plan = fetched.windows({ max: { bytes: 320_000 }, overlap: 0.1 });
      const source = { fetched, plan, loaded };
      const rows = csvRows((await written("plan-csv", source)).text());
      assert.deepEqual(rows[0], ["prompt", "start", "fresh", "end", "oversize", "sum_bytes", "first_time", "last_time"]);
      assert.deepEqual(
        rows.slice(1).map((row) => row.slice(1, 4).map(Number)),
        Array.from(plan, ({ start, fresh, end }) => [start, fresh, end]),
      );
      assert.equal(rows[1][6], "2023-03-01T18:02:11");
      assert.equal(tableFromIPC((await written("plan-arrow", source)).bytes()).numRows, plan.length);
      const file = (await written("plan-parquet", source)).bytes();
      const objects = await parquetReadObjects({ file: file.buffer.slice(file.byteOffset, file.byteOffset + file.length) });
      assert.deepEqual(
        objects.map(({ start, end, first_time }) => [Number(start), Number(end), first_time.getTime()]),
        Array.from(plan, ({ start, end }, i) => [start, end, Number(plan.firstTime[i] / 1000n)]),
      );
    });
  });
}

async function sample(engine) {
  const { openAsBlob } = await import("node:fs");
  const loaded = await loadMessages(
    engine.connection,
    { name: "sample.csv", blob: await openAsBlob(await sampleFile()) },
    { table: "sample" },
  );
  const { time, author, text } = loaded.columns;
  return {
    loaded,
    fetched: await fetchRows(engine.connection, { from: "sample", time, author, text, line: "{author}: {text}" }),
  };
}

describe("the written form of a plan", () => {
  it("makes the same prompts when it is run", async () => {
    const folder = mkdtempSync(join(root, "target/services/code-"));
    writeFileSync(
      join(folder, "it's a chat.csv"),
      'when,"who ""x""",what\n2024-01-01 10:00:00,Ada,hello\n2024-01-01 11:00:00,Bob,"a, b"\n2024-01-02 10:00:00,Ada,later\n',
    );
    const roles = { time: "when", author: 'who "x"', text: "what", chat: undefined, id: undefined, measures: [] };
    const recipe = {
      name: "it's a chat.csv",
      spec: { max: { tokens: 40, rows: 2 }, gap: "5h", overlap: { rows: 1 }, cut: "quiet" },
      loaded: { columns: roles },
      sent: { line: "{author}|{text}", separator: "\n", before: "`${n}` {n}/{of}\\\n", after: "" },
      tokens: "o200k_base",
      select: (table) => `SELECT * REPLACE (upper(what) AS what) FROM "${table}" WHERE what <> 'it''s \`\${x}\`' ORDER BY "when"`,
    };
    const program = exports.code(recipe);
    writeFileSync(join(folder, "program.mjs"), program);
    const printed = execFileSync(process.execPath, ["program.mjs"], { cwd: folder, encoding: "utf8" });
    assert.equal(printed, "1 `$1` 1/2\\\nAda|HELLO\nBob|A, B\n2 `$2` 2/2\\\nAda|LATER\n");
    const line = exports.command(recipe);
    assert.ok(line.startsWith(`npx windrow-cli 'it'\\''s a chat.csv' \\\n  --time when`), line);
    const args = execFileSync("bash", ["-c", line.replace("npx windrow-cli", "printf '%s\\n'")], { encoding: "utf8" }).split(
      "\n",
    );
    assert.ok(args.includes('who "x"') && args.includes("`${n}` {n}/{of}\\\\\\n") && args.includes("rows=1"), args.join("\n"));
    // Chats stay in the order in which they first appear.
    writeFileSync(
      join(folder, "chats.csv"),
      "when,room,what\n2024-01-01 10:00:00,b,one\n2024-01-02 10:00:00,a,two\n2024-01-03 10:00:00,b,three\n",
    );
    const chats = { time: "when", author: undefined, text: "what", chat: "room", id: undefined, measures: [] };
    writeFileSync(
      join(folder, "chats.mjs"),
      exports.code({
        name: "chats.csv",
        spec: { max: { rows: 2 } },
        loaded: { columns: chats },
        sent: { line: "{chat} {text}", separator: "\n" },
      }),
    );
    assert.equal(execFileSync(process.execPath, ["chats.mjs"], { cwd: folder, encoding: "utf8" }), "1 b one\nb three\n2 a two\n");
    assert.deepEqual(JSON.parse(exports.specJson({ ...recipe.spec, edges: new BigInt64Array([5n]) })), {
      ...recipe.spec,
      edges: [5],
    });
    assert.ok(readFileSync(join(folder, "program.mjs"), "utf8").includes('author: "who \\"x\\""'));
  });
});
