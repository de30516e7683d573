// Every sentence of the file readers, of templates and of the page that a person can see has a Portuguese form.
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { root } from "../../scripts/lib/run.js";
import { bundled } from "../support/bundled.js";

const { setLanguage, translated, words } = await bundled("pkg/src/element/words/index.ts");
setLanguage("pt");

const WHERE = [
  "pkg/src/etl",
  "pkg/src/lines/template.ts",
  "pkg/src/lines/strftime.ts",
  "pkg/src/limits.ts",
  "www/src/filter/conditions.ts",
  "www/src/session/error.ts",
  "www/src/session/sessions.ts",
  "www/src/database.ts",
  "www/src/sample-chat.ts",
];
const files = WHERE.flatMap((path) =>
  path.endsWith(".ts")
    ? [path]
    : readdirSync(join(root, path), { recursive: true })
        .filter((name) => name.endsWith(".ts"))
        .map((name) => join(path, name)),
);

/** The code before a reported sentence; in lists of files that are not messages, a comma. */
const TOLD =
  /(?:\bwhat[:=]|\b(?:what|told|reason|sentence|advice|instead) =|tell\(|JsonError\(|\b(?:Window|Session)Error\("\w+",|new Error\(|damaged\(|instead:|unit:|zipped\(.*,|[?:])\s*$/;
const LISTED = /,\s*$/;
/** Texts with spaces that are not sentences. */
const NONE = [
  /^[A-Z(%\\^]/,
  /SELECT|CASE WHEN|IS NULL|::|\bAND\b|ORDER BY|regexp|columns: \{/,
  /^windrow's|^\s|^\W/,
  /^de (?:extremo|bout|ponta)|\$\{/,
];
/** Parts of other sentences, and texts that only programs see. */
const PARTS = [
  "x in the zip",
  "no messages were found in it",
  "the file is not text",
  "there is no column",
  "x at character x of the template has no column; x",
];
const PROGRAMS = /^the template is |^a Blob or a File$|^(?:ends|begins) no placeholder/;

/** The literals of a source, with `${…}` as a value, and the code before each. */
function literalsOf(source) {
  const found = [];
  for (const match of source.matchAll(/"((?:[^"\\\n]|\\.)*)"|`((?:[^`\\]|\\.)*)`/g)) {
    const text = (match[1] ?? match[2].replace(/\$\{(?:[^{}]|\{[^{}]*\})*\}/g, "x"))
      .replace(/\\u([0-9a-f]{4})/g, (_, code) => String.fromCharCode(Number.parseInt(code, 16)))
      .replace(/\\(.)/g, "$1");
    found.push({ text, before: source.slice(Math.max(0, match.index - 80), match.index) });
    // Problems that SQL reports.
    if (match[2])
      for (const [, said] of match[2].matchAll(/'([a-z]+(?: [a-z]+,?){2,})'/g)) found.push({ text: said, before: "what: " });
  }
  return found;
}

test("sentences of the readers and of the page have their Portuguese", () => {
  const missing = [];
  let count = 0;
  for (const file of files) {
    const source = readFileSync(join(root, file), "utf8")
      .replace(/^\s*(?:\/\/|\/?\*).*$/gm, "")
      .replace(/^\s*(?:exporting|lacks|program|name): .*$/gm, "");
    for (const { text, before } of literalsOf(source)) {
      const isTold = TOLD.test(before) || (/un(?:known|readable)\.ts$/.test(file) && LISTED.test(before));
      const isSentence =
        isTold && text.split(" ").length >= 4 && !PARTS.includes(text) && ![...NONE, PROGRAMS].some((none) => none.test(text));
      if (!isSentence) continue;
      count++;
      if (translated(text) === text && translated(text, "origins") === text) missing.push(`${file}: ${text}`);
    }
  }
  assert.ok(count > 90, String(count));
  assert.deepEqual(missing, []);
});

test("names, values and sentences within a sentence keep their places", () => {
  const said = (text) => translated(text);
  assert.equal(said("rows without a time in column when {1}"), "registros sem horário na coluna when {1}");
  assert.equal(
    said("there are no messages in it, but 2 lines before the first message; export the chat once more"),
    "não há mensagens nele, mas 2 linhas antes da primeira mensagem; exporte a conversa outra vez",
  );
  assert.equal(
    said("chat.xlsx is an Excel workbook (.xlsx); save it as CSV"),
    "chat.xlsx é uma planilha do Excel (.xlsx); salve-o como CSV",
  );
  assert.equal(
    said('the file cannot be read as JSON, at line 1: "]" was to come, not its end; it is cut short; export it once more'),
    'o arquivo não pode ser lido como JSON, na linha 1: esperava-se "]", e não o fim; está incompleto; exporte-o outra vez',
  );
  assert.equal(
    said("{nobody} at character 1 of the template has no column; there is ts, body"),
    "{nobody}, no caractere 1 do modelo, não tem coluna; há ts, body",
  );
  assert.equal(said("the day comes before the month in dates"), "o dia vem antes do mês nas datas");
  // A guess is mostly made from a value.
  assert.equal(translated("Ada is late; save it as CSV", "origins"), "Ada is late; save it as CSV");
  assert.equal(translated("3 of 9 times", "origins"), "3 de 9 horários");
});

test("in English every sentence stays unchanged", () => {
  setLanguage("en");
  assert.equal(translated("lines before the first message"), "lines before the first message");
  setLanguage("pt");
  assert.equal(words().language, "Português");
});
