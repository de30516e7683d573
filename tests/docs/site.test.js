// The site's pages link to pages and headings that are there.
import assert from "node:assert/strict";
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { test } from "node:test";
import { writePages } from "../../scripts/lib/site.js";
import { documents } from "../support/markdown.js";

/** Made by typedoc and rustdoc, which check their own links. */
const others = /\/(reference|rust\/windrow)\/index\.html$/;

test("every link of the site leads somewhere", async (t) => {
  const folder = mkdtempSync(join(tmpdir(), "windrow-"));
  t.after(() => rmSync(folder, { recursive: true }));
  assert.ok((await writePages(folder)) > documents().length);
  const pages = readdirSync(folder, { recursive: true }).filter((name) => name.endsWith(".html"));
  let links = 0;
  for (const page of pages) {
    const html = readFileSync(join(folder, page), "utf8");
    const written = html.replace(/<pre>[^]*?<\/pre>/g, "");
    for (const [, href] of written.matchAll(/<a href="([^"]+)"/g)) {
      if (href.startsWith("https:")) continue;
      const [path, hash] = href.split("#");
      const to = path === "" ? join(folder, page) : join(folder, dirname(page), path);
      if (others.test(to)) continue;
      assert.ok(existsSync(to), `${page}: ${href}`);
      if (hash) assert.ok(readFileSync(to, "utf8").includes(` id="${hash}"`), `${page}: ${href}`);
      links++;
    }
  }
  assert.ok(links > 300, `${links} links`);
});
