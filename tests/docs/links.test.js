// Every link of the documents leads to a file in git, and to an existing heading.
// Links to other sites are not fetched.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { posix } from "node:path";
import { test } from "node:test";
import { root } from "../../scripts/lib/run.js";
import { anchor, documents, prose, read } from "../support/markdown.js";

const args = ["ls-files", "--cached", "--others", "--exclude-standard"];
const files = execFileSync("git", args, { cwd: root, encoding: "utf8", maxBuffer: 1 << 26 })
  .trim()
  .split("\n");
const folders = files.flatMap((name) =>
  name
    .split("/")
    .slice(0, -1)
    .map((_, i, parts) => parts.slice(0, i + 1).join("/")),
);
const known = new Set([...files, ...folders]);

/** Of the form `[text](target)`, also in tables. */
export const links = (text) => [...prose(text).matchAll(/\]\(([^)\s]+)\)/g)].map(([, target]) => target);

const anchors = (text) => new Set([...prose(text).matchAll(/^#+ (.*)$/gm)].map(([, heading]) => anchor(heading)));

/** The error of a link, if any. */
export function fault(from, target) {
  if (/^https:\/\/[a-z0-9.-]+\.[a-z]+(\/|$)/.test(target)) return undefined;
  if (/^[a-z]+:/.test(target)) return "neither https nor relative";
  const [path, hash] = target.split("#");
  const to = path === "" ? from : posix.normalize(posix.join(posix.dirname(from), path)).replace(/\/$/, "");
  if (to.startsWith("..")) return "outside of the repository";
  if (!known.has(to)) return `there is no ${to}`;
  if (hash !== undefined && !anchors(read(to)).has(hash)) return `${to} has no heading ${hash}`;
  return undefined;
}

for (const name of documents()) {
  test(`links of ${name}`, () => {
    for (const target of links(read(name))) assert.equal(fault(name, target), undefined, target);
  });
}

test("broken links are found", () => {
  assert.deepEqual(links("[a](b.md) `x` [c](d#e)\n```\n[no](link)\n```\n"), ["b.md", "d#e"]);
  for (const target of [
    "nowhere.md",
    "#no-such-heading",
    "src/lib.rs#nothing",
    "../outside",
    "http://a.b/",
    "docs/glossary.md#words",
  ]) {
    assert.ok(fault("README.md", target), target);
  }
  for (const target of ["docs/", "docs/glossary.md#glossary", "#work-on-it", "https://rustup.rs"]) {
    assert.equal(fault("README.md", target), undefined, target);
  }
});
