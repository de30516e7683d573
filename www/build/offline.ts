import { createHash } from "node:crypto";
import { readdir, readFile, writeFile } from "node:fs/promises";
import { join, relative, sep } from "node:path";
import { gunzipSync } from "node:zlib";
import { build as esbuild } from "esbuild";
import type { Plugin } from "vite";

/** What the page is called where it is installed; addresses are those of its folder, wherever that is. */
const MANIFEST = {
  name: "windrow",
  short_name: "windrow",
  description: "See how a chat is cut into prompts, and take them away.",
  start_url: "./",
  scope: "./",
  id: "./",
  display: "standalone",
  background_color: "#f4f6f5",
  theme_color: "#0f6b63",
  icons: [{ src: "./app-icon.svg", sizes: "any", type: "image/svg+xml", purpose: "any maskable" }],
};

/**
 * Writes a service worker that keeps all files of the build, a web manifest and its icon, and names the manifest in
 * the page.
 *
 * @param without files that the page does not need, by their paths in the built folder
 */
export function offline(without: RegExp): Plugin {
  let [folder, root] = ["", ""];
  return {
    name: "windrow-offline",
    apply: "build",
    enforce: "post",
    configResolved(config) {
      [folder, root] = [join(config.root, config.build.outDir), config.root];
    },
    transformIndexHtml: {
      order: "post",
      handler: (_, { path }) =>
        path === "/index.html"
          ? [{ tag: "link", attrs: { rel: "manifest", href: "./manifest.webmanifest" }, injectTo: "head" }]
          : [],
    },
    closeBundle: {
      sequential: true,
      async handler() {
        await writeFile(join(folder, "manifest.webmanifest"), `${JSON.stringify(MANIFEST, null, 2)}\n`);
        await writeFile(join(folder, "app-icon.svg"), await readFile(join(root, "src/offline/icon.svg")));
        await writeWorker(folder, join(root, "src/offline/worker.ts"), without);
      },
    },
  };
}

/** Writes the service worker of the files that a folder holds now. */
export async function writeWorker(folder: string, entry: string, without: RegExp): Promise<void> {
  const files = await filesIn(folder, without);
  const hash = createHash("sha256").update(JSON.stringify(files)).digest("hex").slice(0, 16);
  await writeFile(
    join(folder, "sw.js"),
    await worker(entry, `export const BUILD = "${hash}"; export const FILES = ${JSON.stringify(files)};`),
  );
}

/** All files of a folder with their hashes, in the order of their names. */
async function filesIn(folder: string, without: RegExp): Promise<[path: string, integrity: string][]> {
  const all = (await readdir(folder, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile());
  const paths = all.map(({ parentPath, name }) => relative(folder, join(parentPath, name)).split(sep).join("/"));
  const kept = paths.filter((path) => path !== "sw.js" && !without.test(path)).sort();
  return Promise.all(kept.map(async (path) => [path, integrity(path, await readFile(join(folder, path)))] as [string, string]));
}

/** A server may inflate what ends with .gz on its way: either is right. */
function integrity(path: string, bytes: Uint8Array): string {
  const hash = (of: Uint8Array) => `sha256-${createHash("sha256").update(of).digest("base64")}`;
  return path.endsWith(".gz") ? `${hash(bytes)} ${hash(gunzipSync(bytes))}` : hash(bytes);
}

async function worker(entry: string, files: string): Promise<string> {
  const virtual = {
    name: "files",
    setup(build: import("esbuild").PluginBuild) {
      build.onResolve({ filter: /^virtual:windrow-files$/ }, ({ path }) => ({ path, namespace: "files" }));
      build.onLoad({ filter: /.*/, namespace: "files" }, () => ({ contents: files, loader: "js" as const }));
    },
  };
  const { outputFiles } = await esbuild({
    entryPoints: [entry],
    bundle: true,
    write: false,
    minify: true,
    format: "iife",
    target: "es2022",
    plugins: [virtual],
  });
  return outputFiles[0]!.text;
}
