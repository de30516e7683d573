// docs/formats.md says of the formats what they say of themselves.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { it } from "node:test";
import { formats, formatsAsMarkdown, formatsAsText } from "windrow/etl";
import { root } from "../../scripts/lib/run.js";

it("the document holds the tables of the formats; node scripts/formats.js writes them", () => {
  const document = readFileSync(join(root, "docs/formats.md"), "utf8");
  assert.equal(document.slice(document.indexOf("## Chats")), formatsAsMarkdown());
});

it("every format says which program writes it, and how", () => {
  for (const { name, program, exporting } of formats) {
    assert.ok(program.length > 2 && exporting.length > 5, name);
    assert.ok(formatsAsText().includes(exporting), name);
  }
});
