// VitePress builds the site, and its pages link only to existing pages and headings.
import assert from "node:assert/strict";
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { test } from "node:test";
import { root, run } from "../../scripts/lib/run.js";

/** Written by typedoc, rustdoc and the page's own build. */
const others = /^\/(reference|rust|preview)\//;

test("every link of the site has a target", async (t) => {
  const folder = mkdtempSync(join(tmpdir(), "windrow-"));
  t.after(() => rmSync(folder, { recursive: true }));
  await run("npx", ["vitepress", "build", "docs"], { cwd: root, quiet: true, env: { ...process.env, DOCS_OUT: folder } });
  const pages = readdirSync(folder, { recursive: true }).filter((name) => name.endsWith(".html"));
  let links = 0;
  for (const page of pages) {
    const html = readFileSync(join(folder, page), "utf8");
    for (const [, href] of html.matchAll(/<a [^>]*?href="([^"]+)"/g)) {
      if (/^[a-z]+:/.test(href) || others.test(href)) continue;
      const [path, hash] = href.split("#");
      const near = path.startsWith("/") ? join(folder, path) : join(folder, dirname(page), path);
      const to = path === "" ? join(folder, page) : path === "/" ? join(folder, "index.html") : near;
      assert.ok(existsSync(to), `${page}: ${href}`);
      if (hash) assert.ok(readFileSync(to, "utf8").includes(` id="${decodeURIComponent(hash)}"`), `${page}: ${href}`);
      links++;
    }
  }
  assert.ok(links > 300, `${links} links`);
});
