// Prompts stay within the limits, whatever text surrounds the lines.
import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { Rows, init } from "windrow";
import { auditQueries, fetchRows, insertPlan, readWindow, readWindows } from "windrow/duckdb";
import { lineBytes, promptsOf, renderLine, sentSpec } from "windrow/prompts";
import { tokenCounter } from "windrow/tokens";
import { tableFromIPC } from "apache-arrow";
import { ENGINES } from "../support/engines.js";
import { generator } from "../support/generator.js";
import { TEXTS, textSqlOf } from "../support/hostile.js";
import { windowError } from "../support/windrow.js";

const bytesOf = (text) => Buffer.byteLength(text, "utf8");
const textsOf = (ipc) =>
  tableFromIPC(ipc)
    .toArray()
    .map((row) => row.text);
const all = async (prompts) => {
  const list = [];
  for await (const prompt of prompts) list.push(prompt);
  return list;
};

/** A random table of a few chats, in random order. */
function randomRows({ below, pick, random }) {
  const words = ["hello", "wörld", "日本", "🎉", "foo-bar", "12345", ".", "  ", "\n", "/x", "don't", "АБВ"];
  return Array.from({ length: 1 + below(300) }, (_, i) => {
    const text =
      random() < 0.1 ? pick(TEXTS.slice(0, -1)) : Array.from({ length: below(20) }, () => pick(words)).join(pick([" ", ""]));
    return { i, chat: pick(["a", "chat «b»", "ccc"]), author: pick(["Ada", "Bob 👩‍🚀", null]), text, second: below(5_000) };
  });
}

async function insertRows(engine, name, rows) {
  await engine.rows(`CREATE OR REPLACE TABLE ${name} (i INTEGER, chat VARCHAR, author VARCHAR, text VARCHAR, time TIMESTAMP)`);
  const values = rows.map(
    ({ i, chat, author, text, second }) =>
      `(${i}, '${chat}', ${textSqlOf(author)}, ${textSqlOf(text)}, TIMESTAMP '2024-01-01' + to_seconds(${second}))`,
  );
  await engine.rows(`INSERT INTO ${name} VALUES ${values.join(", ")}`);
}

const LINES = ["{text}", "[{time:%Y-%m-%d %H:%M}] {author}: {text}", "{i}|{text}", "", "{{{author}}} {time} {text}", undefined];
const AROUND = ["", "Part {n} of {of}\n", "{first:%c} – {last}: {rows} rows of {chat}\n\n", "x".repeat(40)];

before(() => init());

for (const { name, open } of ENGINES.filter(({ name }) => !name.includes("to come"))) {
  describe(`prompts on ${name}`, () => {
    let engine;
    before(async () => {
      engine = await open();
    });
    after(() => engine.close());

    it("stay within limits of bytes and tokens, over random plans, templates and limits", async () => {
      const random = generator(11);
      const { below, pick, chance } = random;
      const o200k = await tokenCounter("o200k_base");
      let kept = 0;
      for (let round = 0; round < 40; round++) {
        const rows = randomRows(random);
        await insertRows(engine, "random", rows);
        const tokens = chance(0.5) ? pick([o200k, (text) => Math.ceil(text.length / 3)]) : undefined;
        const sending = {
          line: pick(LINES),
          separator: pick(["\n", "\n", "", " — ", "\0"]),
          before: pick(AROUND),
          after: pick(AROUND),
          reserve: pick([undefined, { bytes: 30 }, { bytes: 10, tokens: 5, rows: 1 }]),
          tokens,
        };
        if (!tokens && sending.reserve) delete sending.reserve.tokens;
        const query = {
          from: "random",
          time: "time",
          author: chance(0.5) ? "author" : undefined,
          partition: "chat",
          key: chance(0.7) ? "i" : undefined,
          orderBy: ["i"],
          ...sending,
        };
        const fetched = await fetchRows(engine.connection, query);
        const max = {
          bytes: 300 + below(3_000),
          ...(tokens && chance(0.8) && { tokens: 150 + below(800) }),
          rows: pick([undefined, 2 + below(50)]),
        };
        const plan = fetched.windows({ max, overlap: pick([0, 0.2]), cut: pick(["full", "even", "quiet"]) });
        const prompts = await all(promptsOf(fetched, plan));
        assert.equal(prompts.length, plan.length);
        const reserved = sending.reserve?.bytes ?? 0;
        for (const prompt of prompts) {
          const { text, bytes, index, start, end } = prompt;
          assert.equal(bytes, bytesOf(text));
          assert.equal(prompt.tokens, tokens?.(text));
          if (prompt.oversize) {
            if (!plan.oversize[index]) assert.ok(prompt.tokens > max.tokens, "only a joint of tokens");
            continue;
          }
          kept++;
          assert.ok(bytes + reserved <= max.bytes, `${bytes} + ${reserved} of ${max.bytes}`);
          if (max.tokens) assert.ok(prompt.tokens <= max.tokens, `${prompt.tokens} of ${max.tokens}`);
          assert.equal(prompt.rows, end - start);
        }
        // A range of windows gives the same prompts, and reads only its rows.
        const from = below(plan.length + 1);
        const to = from + below(plan.length + 1 - from);
        assert.deepEqual(await all(promptsOf(fetched, plan, { from, to })), prompts.slice(from, to));
        // The same text by the other method.
        await insertPlan(engine.connection, plan, { table: "random windows", replace: true });
        const texts = textsOf(await readWindows(engine.connection, fetched, { windows: "random windows" }));
        const sums = plan.sum("bytes");
        texts.forEach((text, i) => {
          assert.equal(bytesOf(text) + (plan.end[i] > plan.start[i] ? bytesOf(sending.separator) : 0), sums[i]);
          assert.ok(prompts[i].text.includes(text));
        });
        if (plan.length > 0) assert.deepEqual(textsOf(await readWindow(engine.connection, fetched, plan, 0, {})), [texts[0]]);
        plan.free();
        fetched.rows.free();
      }
      assert.ok(kept > 100, `${kept} prompts`);
    });

    it("may be full to the last byte", async () => {
      await engine.rows("CREATE OR REPLACE TABLE exact AS SELECT repeat('x', 10) AS text FROM range(6)");
      const fetched = await fetchRows(engine.connection, { from: "exact", line: "{text}", before: "<", after: ">" });
      const lengths = async (bytes) =>
        (await all(promptsOf(fetched, fetched.windows({ max: { bytes } })))).map((prompt) => [
          prompt.rows,
          prompt.bytes,
          prompt.oversize,
        ]);
      assert.deepEqual(await lengths(12), Array(6).fill([1, 12, false]));
      assert.deepEqual(await lengths(34), [
        [3, 34, false],
        [3, 34, false],
      ]);
      assert.deepEqual(await lengths(33), [
        [2, 23, false],
        [2, 23, false],
        [2, 23, false],
      ]);
      assert.deepEqual(await lengths(11), Array(6).fill([1, 12, true]));
    });

    it("take one query for the measures and one for all texts", async () => {
      await engine.rows(
        "CREATE OR REPLACE TABLE many AS SELECT i, TIMESTAMP '2024-01-01' + to_seconds(i) AS time, 'text ' || i AS text FROM range(9000) r(i)",
      );
      const audit = auditQueries(engine.connection, { maxRepeats: 1, onExceeded: "throw" });
      const fetched = await fetchRows(audit.connection, { from: "many", time: "time", line: "{i}: {text}" });
      assert.equal(audit.queries.length, 1);
      const prompts = await all(promptsOf(fetched, fetched.windows({ max: { rows: 10 }, overlap: { rows: 3 } })));
      assert.equal(prompts.at(-1).text.split("\n").at(-1), "8999: text 8999");
      assert.equal(audit.queries.length, 2);
    });

    it("are the same for nulls, empty texts and hours without rows", async () => {
      await engine.rows(
        "CREATE OR REPLACE TABLE sparse AS SELECT * FROM (VALUES (TIMESTAMP '2024-01-01 00:00:00', NULL), (TIMESTAMP '2024-01-01 00:10:00', ''), (TIMESTAMP '2024-01-01 02:00:00', 'b')) v(time, text)",
      );
      const fetched = await fetchRows(engine.connection, {
        from: "sparse",
        time: "time",
        line: "{text}",
        before: "{rows}[{first:%H}{chat}:",
        after: "]",
      });
      const plan = fetched.rows.hops({ every: "1h", empty: true });
      assert.deepEqual(
        (await all(promptsOf(fetched, plan))).map(({ text }) => text),
        ["2[00:\n]", "0[:]", "1[02:b]"],
      );
      await insertPlan(engine.connection, plan, { table: "sparse windows", replace: true });
      assert.deepEqual(textsOf(await readWindows(engine.connection, fetched, { windows: "sparse windows" })), ["\n", "", "b"]);
      assert.deepEqual(textsOf(await readWindows(engine.connection, fetched, { windows: "sparse windows", text: "text" })), [
        "\n",
        "",
        "b",
      ]);
      assert.equal(
        fetched.rows.total("bytes"),
        lineBytes("{text}", { text: [null, "", "b"] }).reduce((sum, n) => sum + n),
      );
    });

    it("refuse windows that do not exist", async () => {
      await engine.rows("CREATE OR REPLACE TABLE few AS SELECT 'text' AS text FROM range(10)");
      const fetched = await fetchRows(engine.connection, { from: "few", line: "{text}" });
      const plan = fetched.windows({ max: { rows: 4 } });
      for (const range of [{ to: 4 }, { from: 2, to: 1 }]) {
        await assert.rejects(all(promptsOf(fetched, plan, range)), windowError("BAD_OPTION", "there are 3"));
      }
      for (const range of [{ from: -1 }, { from: 0.5 }]) {
        await assert.rejects(all(promptsOf(fetched, plan, range)), windowError("BAD_OPTION", "from", "a whole number"));
      }
      assert.deepEqual(await all(promptsOf(fetched, plan, { from: 3 })), []);
    });

    it("report a changed table", async () => {
      await engine.rows("CREATE OR REPLACE TABLE changing AS SELECT 'text' AS text FROM range(10)");
      const fetched = await fetchRows(engine.connection, { from: "changing", line: "{text}" });
      const plan = fetched.windows({ max: { rows: 4 } });
      await engine.rows("UPDATE changing SET text = 'longer'");
      await assert.rejects(all(promptsOf(fetched, plan)), windowError("QUERY_FAILED", "window 0", "fetch them again"));
    });

    it("name a placeholder without a column, and the columns there are", async () => {
      await engine.rows("CREATE OR REPLACE TABLE named AS SELECT 1 AS one, 'b' AS \"body text\"");
      await assert.rejects(
        fetchRows(engine.connection, { from: "named", line: "é {txt}" }),
        windowError("MISSING_COLUMN", "{txt}", "character 3", "one, body text"),
      );
      await assert.rejects(
        fetchRows(engine.connection, { from: "named", text: "body text", line: "{text}", before: "{m}" }),
        windowError("MISSING_COLUMN", "{m}", "n, of, first, last, rows, chat"),
      );
      const fetched = await fetchRows(engine.connection, { from: "named", text: "body text", line: "{TEXT}{one}".toLowerCase() });
      assert.equal(fetched.rows.total("bytes"), 3);
    });
  });
}

describe("the spec that the core is given", () => {
  it("has the prompt's own text and the reserve subtracted, and a separator added back", () => {
    const around = {
      separator: "--",
      before: "{n}/{of} ",
      after: "é",
      reserve: { bytes: 10, tokens: 7, rows: 1 },
      tokens: (text) => text.length,
    };
    const spec = { max: { bytes: 100, tokens: 50n, rows: 5, duration: "1h" }, overlap: 0.1 };
    // 3 + 1 + 3 digits and two spaces and slashes, two bytes after.
    const sent = sentSpec(spec, around, { rows: 120 });
    assert.deepEqual(
      { ...sent, max: { ...sent.max } },
      { ...spec, max: { bytes: 100 - 10 - 10 + 2, tokens: 50 - 7 - 9, rows: 4, duration: "1h" } },
    );
    assert.deepEqual(sentSpec({ gap: "1h" }, {}, { rows: 1 }), { gap: "1h" });
  });

  it("is refused if nothing is left, or a reserve is invalid", () => {
    assert.throws(
      () => sentSpec({ max: { bytes: 10 } }, { before: "0123456789" }, { rows: 1 }),
      windowError("BAD_RESERVE", "max.bytes", "10", "nothing"),
    );
    assert.throws(
      () => sentSpec({ max: { tokens: 10 } }, { reserve: { tokens: 10 } }, { rows: 1 }),
      windowError("BAD_RESERVE", "max.tokens", "10"),
    );
    for (const reserve of [{ tokens: -1 }, { tokens: 0.5 }, { duration: 1 }, { tokens: "5" }]) {
      assert.throws(() => sentSpec({ max: { tokens: 10 } }, { reserve }, { rows: 1 }), windowError("BAD_RESERVE", "reserve."));
    }
  });

  it("keeps the limits for the caller's own columns", () => {
    const columns = { author: ["Ada", "Bob", "Cy"], text: ["one", "two", "three"] };
    const lines = columns.text.map((text, i) => renderLine("{author}: {text}", { author: columns.author[i], text }));
    const around = { before: "{n}\n" };
    const rows = Rows.fromColumns({ measures: { bytes: lineBytes("{author}: {text}", columns) } });
    const max = { bytes: bytesOf(`1\n${lines.slice(0, 2).join("\n")}`) };
    const plan = rows.windows(sentSpec({ max }, around, { rows: rows.length }));
    assert.deepEqual([...plan.end], [2, 3]);
  });
});
