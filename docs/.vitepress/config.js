import { cpSync, mkdirSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { defineConfig } from "vitepress";
import { ELSEWHERE, documentOf, pageLink, root } from "./pages.js";

const sources = new Set();

/** The title of a document is its first heading. */
const title = (path) => /^# (.*)$/m.exec(readFileSync(join(root, path), "utf8"))[1].replaceAll("`", "");
const items = (...paths) => paths.map((path) => ({ text: title(`docs/${path}`), link: `/${path.replace(/\.md$/, "")}` }));
const decisions = readdirSync(join(root, "docs/adr")).filter((name) => /^\d/.test(name));

export default defineConfig({
  title: "windrow",
  description: "Cut chats, logs and events into prompts that keep their limits, where the data is.",
  srcDir: "..",
  srcExclude: [
    "{README,CODE_OF_CONDUCT,SECURITY}.md",
    "{.github,benches,datafusion,examples,fuzz,scripts,src,target,tests,www}/**",
    "*/CHANGELOG.md",
    "docs/site/**",
  ],
  rewrites: { "docs/:path*": ":path*", ...ELSEWHERE },
  outDir: process.env.DOCS_OUT ?? "site",
  base: process.env.DOCS_BASE ?? "/",
  cleanUrls: false,
  ignoreDeadLinks: [/^\/(source|reference|rust|preview)\//],
  markdown: {
    config(markdown) {
      // Braces in code are a template's, not Vue's.
      const inline = markdown.renderer.rules.code_inline;
      markdown.renderer.rules.code_inline = (...args) => inline(...args).replace("<code", "<code v-pre");
      markdown.core.ruler.push("repository links", ({ tokens, env }) => {
        const document = documentOf(env.realPath ?? env.path);
        for (const { children } of tokens) {
          for (const token of children ?? []) {
            if (token.type !== "link_open") continue;
            token.attrSet(
              "href",
              pageLink(document, token.attrGet("href"), (path) => sources.add(path)),
            );
          }
        }
      });
    },
  },
  buildEnd({ outDir }) {
    for (const path of sources) {
      const copy = join(outDir, "source", `${path}.txt`);
      mkdirSync(dirname(copy), { recursive: true });
      cpSync(join(root, path), copy);
    }
  },
  themeConfig: {
    search: { provider: "local" },
    outline: { level: [2, 3] },
    nav: [
      { text: "Guides", link: "/guides/chat-to-batch" },
      { text: "Package", link: "/package" },
      { text: "Command line", link: "/command-line" },
      { text: "JavaScript", link: "/reference/index.html", target: "_self" },
      { text: "Rust", link: "/rust/windrow/index.html", target: "_self" },
      { text: "Try it", link: "/preview/index.html", target: "_self" },
    ],
    sidebar: [
      { text: "Guides", items: items(...readdirSync(join(root, "docs/guides")).map((name) => `guides/${name}`)) },
      {
        text: "Use",
        items: [
          { text: "The npm package", link: "/package" },
          { text: "The command line", link: "/command-line" },
          ...items("formats.md", "etl.md", "sending.md", "cluster.md", "hosting.md"),
        ],
      },
      {
        text: "Understand",
        items: items(
          "glossary.md",
          "data-processing-optimization.md",
          "comparison.md",
          "performance.md",
          "measurements.md",
          "architecture.md",
          "reliability.md",
          "limits.md",
          "panics.md",
        ),
      },
      { text: "Decisions", collapsed: true, items: items(...decisions.map((name) => `adr/${name}`)) },
      { text: "Contribute", items: [{ text: "Contributing", link: "/contributing" }] },
    ],
  },
});
