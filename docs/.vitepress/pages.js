// Where the site has a document or a file of the repository, and how links between them are rewritten.
import { existsSync, statSync } from "node:fs";
import { posix, relative, resolve, sep } from "node:path";

export const root = resolve(import.meta.dirname, "../..");

/** Documents that lie beside the code they are about, by their path and their page. */
export const ELSEWHERE = {
  "pkg/README.md": "package.md",
  "cli/README.md": "command-line.md",
  "CONTRIBUTING.md": "contributing.md",
};

/** The page of a document, or nothing for what is no page. */
function pageOf(path) {
  if (path === "README.md") return "index.md";
  if (path.startsWith("docs/") && path.endsWith(".md")) return path.slice("docs/".length);
  return ELSEWHERE[path];
}

/**
 * A link in a document, as one of its page. Files that are no pages are copied as text, see `source`.
 *
 * @param {string} document path of the document in the repository
 * @param {string} href
 * @param {(path: string) => void} source takes each file that has to be copied
 */
export function pageLink(document, href, source) {
  const [target, hash] = href.split("#");
  if (target === "" || /^[a-z]+:|^\//.test(href)) return href;
  const path = posix.normalize(posix.join(posix.dirname(document), target)).replace(/\/$/, "");
  const page = pageOf(path) ?? (statSync(resolve(root, path)).isDirectory() ? indexOf(path) : undefined);
  if (page) return `/${page.replace(/\.md$/, "")}${hash === undefined ? "" : `#${hash}`}`;
  source(path);
  return `/source/${path}.txt`;
}

/** The document that introduces a folder. */
function indexOf(folder) {
  const readme = `${folder}/README.md`;
  if (existsSync(resolve(root, readme)) && pageOf(readme)) return pageOf(readme);
  return folder === "docs/adr" ? "adr/index.md" : "architecture.md";
}

/** The path in the repository of what VitePress reads. */
export const documentOf = (file) => relative(root, file).split(sep).join("/");
