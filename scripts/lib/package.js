// Makes the package's JavaScript and types of its sources: modules as they were written, for bundlers and for those who
// debug, and a few files for where modules cannot go.
import { mkdir, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { dirname, join, relative } from "node:path";
import { gzipSync } from "node:zlib";
import { toolEnv } from "./cargo-tools.js";
import { pruneDeclarations } from "./declarations.js";
import { root, run } from "./run.js";

const pkg = join(root, "pkg");
const dist = join(pkg, "dist");

/** The entries that also exist as CommonJS, and the source of each. */
const COMMON_JS = { index: "index", duckdb: "duckdb/index", prompts: "prompts/index", tokens: "tokens/index" };

/** Files with the globals that sandboxes such as jsdom's in Jest hide, and the modules that get these files inlined. */
const HIDDEN = { "text-coding.js": /\bText(?:De|En)coder\b/, "web-streams.js": /\bTransformStream\b/ };

/** Compiles `pkg/src` to `pkg/dist`, which already holds the WebAssembly. */
export async function compilePackage() {
  // Not before it is installed.
  const esbuild = await import("esbuild");
  const [, sources, { version }] = await Promise.all([
    declarations(),
    readdir(join(pkg, "src"), { recursive: true }),
    readFile(join(pkg, "package.json"), "utf8").then(JSON.parse),
  ]);
  const common = { target: "es2022", sourcemap: true, define: { VERSION: JSON.stringify(version) }, logLevel: "warning" };
  const modules = sources.filter((name) => name.endsWith(".ts") && !name.endsWith(".d.ts"));
  await removeOld(modules);
  const texts = await Promise.all(modules.map((name) => readFile(join(pkg, "src", name), "utf8")));
  const using = (pattern) => modules.filter((_, i) => pattern.test(texts[i]));
  const hidden = Object.entries(HIDDEN).map(([file, pattern]) => [using(pattern), [join(root, "scripts/lib", file)]]);
  const compile = ([names, inject]) =>
    esbuild.build({
      ...common,
      entryPoints: names.map((name) => join(pkg, "src", name)),
      outbase: join(pkg, "src"),
      outdir: dist,
      format: "esm",
      inject,
    });
  await compile([modules, []]);
  await Promise.all(hidden.map(compile));

  const script = join(dist, "worker/script.js");
  const bundle = { ...common, bundle: true, format: "esm", legalComments: "none" };
  const text = await esbuild.build({ ...bundle, entryPoints: [script], minify: true, sourcemap: false, write: false });
  await writeCompressed(join(dist, "worker/gzipped.js"), text.outputFiles[0].contents);
  // A worker can start from it from another origin, or where a bundler copies it as it is.
  await esbuild.build({ ...bundle, entryPoints: [script], outfile: script, allowOverwrite: true });

  // For pages without tools; nobody else would make it smaller.
  const inline = { ...bundle, minify: true, entryPoints: [join(dist, "index.js")] };
  await esbuild.build({ ...inline, outfile: join(dist, "index.inline.js") });
  await commonJs(esbuild, bundle);
}

async function declarations() {
  const tsc = join(root, "node_modules/.bin/tsc");
  await run(tsc, ["--project", pkg], { env: toolEnv(), label: "compiling the package", quiet: true });
  await pruneDeclarations(pkg);
}

/** Removes the output of deleted sources. */
async function removeOld(modules) {
  const made = new Set(modules.map((name) => name.replace(/\.ts$/, ".js")));
  const isModule = (name) => name.endsWith(".js") && !name.startsWith("wasm");
  const old = (await readdir(dist, { recursive: true })).filter((name) => isModule(name) && !made.has(name));
  await Promise.all(old.flatMap((name) => [rm(join(dist, name)), rm(join(dist, `${name}.map`), { force: true })]));
}

/** For test runners and tools whose `require` takes no ES modules: all entries in one file, as they share a state. */
async function commonJs(esbuild, options) {
  const folder = join(dist, "cjs");
  await mkdir(folder, { recursive: true });
  const entries = Object.entries(COMMON_JS);
  const contents = entries.map(([name, path]) => `export * as ${name} from "./${path}.js";`).join("\n");
  await esbuild.build({
    ...options,
    stdin: { contents, resolveDir: dist },
    format: "cjs",
    platform: "node",
    packages: "external",
    outfile: join(folder, "all.cjs"),
    plugins: [placed(folder)],
  });
  await Promise.all(
    entries.map(([name]) => writeFile(join(folder, `${name}.cjs`), `module.exports = require("./all.cjs").${name};\n`)),
  );
}

/** Says in CommonJS where a module would be, and reads the WebAssembly, which is there, from its module. */
function placed(folder) {
  return {
    name: "files beside CommonJS",
    setup(build) {
      build.onLoad({ filter: /\.js$/ }, async ({ path }) => {
        const place = `require("node:path").join(__dirname, ${JSON.stringify(relative(folder, path))})`;
        const loaded = (contents) => ({ contents, resolveDir: dirname(path) });
        if (path.endsWith("gzipped.js")) {
          return loaded(`export default require("node:fs").readFileSync(${place}, "latin1").split('"')[1];`);
        }
        const text = await readFile(path, "utf8");
        return loaded(text.replaceAll("import.meta.url", `require("node:url").pathToFileURL(${place}).href`));
      });
    },
  };
}

/** Writes bytes as a module: compressed, as text. */
export function writeCompressed(path, bytes) {
  return writeFile(path, `export default "${gzipSync(bytes, { level: 9 }).toString("base64")}";\n`);
}
