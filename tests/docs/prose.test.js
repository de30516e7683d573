// Documents and comments are plain technical English: no riddle that this list knows, no overlong sentence, and none of
// the slips that write-good finds.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { test } from "node:test";
import writeGood from "write-good";
import { root } from "../../scripts/lib/run.js";
import { documents, prose, read } from "../support/markdown.js";

/** Phrases that have to be read twice, and what to write instead. */
const RIDDLES = [
  [/\bthat which\b/i, "name the thing"],
  [/\bit is said (which|of which|that)\b/i, "say who reports it, and to whom"],
  [/\bwhat is none\b|\b(that|which) (is|are) none\b|\bit is none\b/i, "say: anything else, or: is not a time"],
  [/\bwhat is asked of\b/i, "say: the spec, or: the call"],
  [/\bfor nothing\b(?!,? else)/i, "say: for free, not timed, or: would not pay"],
  [/\b(start|begin|write|written|made) anew\b/i, "say: again"],
  [/\bno matter\b/i, "say: off"],
  [/\bof what is read nothing\b|\bby what it uses\b|\bwhere they lie so\b/i, "begin with the noun"],
];
const WORDS = 42;

const checks = {
  passive: false,
  eprime: false,
  adverb: false,
  weasel: false,
  tooWordy: false,
  thereIs: false,
  so: false,
  cliches: true,
  illusion: true,
};

/** The faults of a text, each with its words. */
export function faults(text) {
  const found = RIDDLES.flatMap(([pattern, instead]) =>
    [...text.matchAll(new RegExp(pattern, "gi"))].map(([words]) => `"${words}": ${instead}`),
  );
  for (const { reason } of writeGood(text, checks)) found.push(reason);
  for (const sentence of text.split(/(?<=[.!?:;])\s+|\n\s*[-*] |\n\n/)) {
    const length = sentence.trim().split(/\s+/).length;
    if (length > WORDS) found.push(`${length} words in "${sentence.trim().slice(0, 60)} …"`);
  }
  return found;
}

/** Each piece of code becomes a different word, so that a list of two does not look like a repeated word. */
let piece = 0;
const plain = (text) =>
  prose(text)
    .replace(/<!--[^]*?-->/g, "")
    .replace(/^\|.*$/gm, "")
    .replace(/`[^`]*`/g, () => `code${piece++}`)
    .replace(/!?\[([^\]]*)\]\([^)]*\)/g, "$1")
    .replace(/\s·\s/g, ".\n\n");

for (const name of documents()) {
  test(`prose of ${name}`, () => assert.deepEqual(faults(plain(read(name))), []));
}

test("comments hold no riddles", () => {
  const args = ["ls-files", "*.rs", "*.ts", "*.js", ":!tests/fixtures", ":!tests/docs"];
  const files = execFileSync("git", args, { cwd: root, encoding: "utf8" }).trim().split("\n");
  const found = files.flatMap((name) => {
    const comments = [...read(name).matchAll(/^\s*(?:\/\/[/!]?|\/?\*+)(.*)$/gm)].map(([, text]) => text).join("\n");
    return RIDDLES.flatMap(([pattern, instead]) =>
      [...comments.matchAll(new RegExp(pattern, "gi"))].map(([words]) => `${name}: "${words}": ${instead}`),
    );
  });
  assert.deepEqual(found, []);
});

test("planted faults are found", () => {
  assert.equal(faults("Columns are guessed, and it is said which.").length, 1);
  assert.equal(faults("NaN for what is none.").length, 1);
  assert.equal(faults("The the table is read.").length, 1);
  assert.equal(
    faults(`A ${"very ".repeat(WORDS)}long sentence.`).some((fault) => fault.includes("words in")),
    true,
  );
  assert.deepEqual(faults("The table is read once."), []);
});
