// Every SQL and JavaScript block of the documents runs, in order and on one database a document. If
// a `text` block follows, the output has to equal it.
import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { pathToFileURL } from "node:url";
import { format } from "node:util";
import { openDuckDB } from "../../scripts/lib/duckdb.js";
import { root } from "../../scripts/lib/run.js";
import { blocks, documents, read } from "../support/markdown.js";

/** The languages of blocks that run; the READMEs have tests of their own. */
const run = { sql: runSql, js: runJs };
const ownTests = new Set(["README.md", "pkg/README.md"]);

function runSql(code, connection) {
  let lines = [];
  for (const statement of code.split(/;\s*\n/).filter((statement) => statement.trim())) {
    const table = connection.query(statement);
    const names = table.schema.fields.map(({ name }) => name);
    lines = [names, ...table.toArray().map((row) => names.map((name) => row[name]))];
  }
  return lines.map((values) => `${values.join(" | ")}\n`).join("");
}

async function runJs(code, _, t) {
  // Within the repository, where `windrow` is found by its name.
  const folder = mkdtempSync(join(root, "node_modules/.snippet-"));
  t.after(() => rmSync(folder, { recursive: true }));
  const path = join(folder, "snippet.mjs");
  writeFileSync(path, code);
  let printed = "";
  const log = t.mock.method(console, "log", (...values) => (printed += `${format(...values)}\n`));
  try {
    await import(pathToFileURL(path));
  } finally {
    log.mock.restore();
  }
  return printed;
}

let checked = 0;
for (const name of documents().filter((name) => !ownTests.has(name))) {
  const all = blocks(read(name));
  const runnable = all.filter(({ language }) => Object.hasOwn(run, language));
  if (runnable.length === 0) continue;
  test(name, async (t) => {
    const { connection } = await openDuckDB();
    globalThis.connection = connection;
    for (const block of runnable) {
      const { language, code, line } = block;
      await t.test(`line ${line}`, async (t) => {
        const given = await run[language](code, connection, t);
        const next = all[all.indexOf(block) + 1];
        if (next?.language !== "text") return;
        assert.equal(given, next.code, `${name}, line ${next.line}`);
        checked++;
      });
    }
  });
}

test("results are compared", () => assert.ok(checked > 10, `${checked}`));
