// Every example of the READMEs runs unchanged, and prints the `text` block below it, if there is one.
import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { pathToFileURL } from "node:url";
import { format } from "node:util";
import { openDuckDB } from "../../scripts/lib/duckdb.js";
import { root } from "../../scripts/lib/run.js";

const { connection } = await openDuckDB();
connection.query("CREATE TABLE messages AS SELECT now()::TIMESTAMP AS ts, 'hello' AS body FROM range(100)");
// Names that the examples assume.
globalThis.connection = connection;
globalThis.ipc = connection.useUnsafe((database, id) => database.runQuery(id, "FROM messages"));

for (const file of ["README.md", "pkg/README.md"]) {
  const examples = [...readFileSync(join(root, file), "utf8").matchAll(/^```js\n([^]*?)^```$(?:\n\n```text\n([^]*?)^```$)?/gm)];
  test(`${file} has examples`, () => assert.ok(examples.length > 0));
  for (const [i, [, code, printed]] of examples.entries()) {
    test(`${file}, example ${i + 1}`, async (t) => {
      // Within the repository, where `windrow` is found by its name.
      const folder = mkdtempSync(join(root, "node_modules/.example-"));
      t.after(() => rmSync(folder, { recursive: true }));
      const path = join(folder, "example.mjs");
      writeFileSync(path, `${code}\nexport default plan;\n`);
      let output = "";
      const log = t.mock.method(console, "log", (...values) => (output += `${format(...values)}\n`));
      const { default: plan } = await import(pathToFileURL(path));
      log.mock.restore();
      assert.ok(plan.length > 0);
      if (printed !== undefined) assert.equal(output, printed);
    });
  }
}
