// The documents as pages that link to each other, and to the sources they name.
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, statSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join, posix, relative } from "node:path";
import { Marked } from "marked";
import { root } from "./run.js";

const STYLE = `:root { color-scheme: light dark; font: 100%/1.5 system-ui, sans-serif; }
body { max-width: 50rem; margin: 0 auto; padding: 1rem; }
nav { border-bottom: 1px solid #8888; padding-bottom: 0.5rem; }
nav a { margin-right: 1rem; }
pre { overflow-x: auto; padding: 0.75rem; background: #8881; }
code { font: 0.9em ui-monospace, monospace; }
table { border-collapse: collapse; display: block; overflow-x: auto; }
td, th { border: 1px solid #8888; padding: 0.25rem 0.5rem; vertical-align: top; }
`;

/** What every page leads to, by its name; the last two are made by typedoc and rustdoc. */
const NAVIGATION = [
  ["windrow", "index.html"],
  ["the package", "pkg/README.md.html"],
  ["fetch, then compute", "docs/data-processing-optimization.md.html"],
  ["architecture", "docs/architecture.md.html"],
  ["glossary", "docs/glossary.md.html"],
  ["decisions", "docs/adr/index.html"],
  ["performance", "docs/performance.md.html"],
  ["contributing", "CONTRIBUTING.md.html"],
  ["JavaScript", "reference/index.html"],
  ["Rust", "rust/windrow/index.html"],
];

const escaped = (text) => text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/"/g, "&quot;");

/** What GitHub makes of a heading's text. */
export const anchor = (heading) =>
  heading.trim().toLowerCase().replace(/[^\p{L}\p{N}\p{M}\s_-]/gu, "").replace(/\s/g, "-");

/** Where the page of a file or a folder of the repository is. */
function placeOf(path) {
  if (path === "README.md") return "index.html";
  return statSync(join(root, path)).isDirectory() ? posix.join(path, "index.html") : `${path}.html`;
}

/** Writes a page for each document, and for each file and folder that one links to. */
export async function writePages(folder) {
  const args = ["ls-files", "--cached", "--others", "--exclude-standard"];
  const files = execFileSync("git", args, { cwd: root, encoding: "utf8", maxBuffer: 1 << 26 }).trim().split("\n");
  const queue = files.filter((name) => name.endsWith(".md") && existsSync(join(root, name)));
  const seen = new Set(queue);
  for (const path of queue) {
    const link = (to) => {
      if (!seen.has(to)) queue.push(to);
      seen.add(to);
      return posix.relative(posix.dirname(placeOf(path)), placeOf(to));
    };
    await writePage(folder, path, contentOf(path, files, link));
  }
  return queue.length;
}

function contentOf(path, files, link) {
  if (statSync(join(root, path)).isDirectory()) {
    const inside = files.filter((name) => name.startsWith(`${path}/`) && existsSync(join(root, name)));
    const items = inside.map((name) => `<li><a href="${link(name)}">${escaped(name.slice(path.length + 1))}</a></li>`);
    return `<h1>${escaped(path)}</h1>\n<ul>${items.join("\n")}</ul>`;
  }
  const text = readFileSync(join(root, path), "utf8");
  if (!path.endsWith(".md")) return `<h1>${escaped(path)}</h1>\n<pre><code>${escaped(text)}</code></pre>`;
  const marked = new Marked({
    renderer: {
      heading({ tokens, depth, text }) {
        return `<h${depth} id="${anchor(text)}">${this.parser.parseInline(tokens)}</h${depth}>\n`;
      },
      link({ href, tokens }) {
        return `<a href="${escaped(resolved(path, href, link))}">${this.parser.parseInline(tokens)}</a>`;
      },
    },
  });
  return marked.parse(text);
}

/** A link of a document as one of its page. */
function resolved(path, href, link) {
  const [target, hash] = href.split("#");
  if (/^[a-z]+:/.test(href) || target === "") return href;
  const to = posix.join(posix.dirname(path), target).replace(/\/$/, "");
  return link(to) + (hash === undefined ? "" : `#${hash}`);
}

async function writePage(folder, path, content) {
  const file = join(folder, placeOf(path));
  const links = NAVIGATION.map(([name, to]) => `<a href="${relative(dirname(file), join(folder, to))}">${name}</a>`);
  const [title = path] = /(?<=^# ).*$/m.exec(path.endsWith(".md") ? readFileSync(join(root, path), "utf8") : "") ?? [];
  await mkdir(dirname(file), { recursive: true });
  await writeFile(
    file,
    `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${escaped(title)}</title>
<style>
${STYLE}</style>
<nav>${links.join("\n")}</nav>
<main>
${content}
</main>
`,
  );
}
