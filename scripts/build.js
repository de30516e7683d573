// Builds what is not in git: the WebAssembly, its glue, the package's JavaScript and types, and the
// preview page.
import { existsSync, statSync } from "node:fs";
import { chmod, copyFile, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { bindgen, toolEnv } from "./lib/cargo-tools.js";
import { cli } from "./lib/cli.js";
import { compilePackage, writeCompressed } from "./lib/package.js";
import { root, run } from "./lib/run.js";
import { withoutNames } from "./lib/wasm-functions.js";
import { WASM_TARGET } from "./lib/wasm-target.js";
import { sampleCsv } from "./lib/sample.js";
import { writeNotices } from "./notices.js";
import { setup } from "./setup.js";

const dist = join(root, "pkg/dist");
const wasm = join(dist, "wasm/windrow.wasm");
/** The WebAssembly once more, compressed and as text. It is written last. */
const inline = join(dist, "wasm/gzipped.js");
/** The WebAssembly once more, with the names of its functions. */
const debug = join(dist, "wasm/windrow.debug.wasm");
const compiled = join(root, "target", WASM_TARGET, "release/windrow.wasm");

const step = (command, args, label) => run(command, args, { env: toolEnv(), label, quiet: true });

/** Writes the module that has been compiled, and its glue, into a folder. */
export const writeGlue = (folder) => step(bindgen(), [compiled, folder]);

/** Makes a module smaller and quicker. */
export async function optimise(from, to, ...more) {
  const unnamed = ["--strip-producers", "--strip-target-features"];
  // The end of the stack takes the first 1,024 bytes, so that offsets below that can be part of the access itself.
  const options = ["-O3", "--converge", "--low-memory-unused", ...unnamed, ...more];
  await step("wasm-opt", [...options, from, "-o", to], "optimising it");
}

/** Reduces the glue and its types to what the package calls, without comments; the package loads the module itself. */
async function trim(glue) {
  const own = await readFile(glue, "utf8");
  const names = [...own.matchAll(/^export (?:class|function) (\w+)/gm)].map(([, name]) => name);
  await writeFile(`${glue}.whole.js`, anyRealm(own));
  await writeFile(`${glue}.entry.js`, `export { ${names.join(", ")}, initSync } from "${glue}.whole.js";\n`);
  // Sandboxes such as jsdom's hide some classes of Node that all browsers have.
  const lacking = `--inject:${join(root, "scripts/lib/text-coding.js")}`;
  await step("esbuild", [`${glue}.entry.js`, "--bundle", "--format=esm", "--target=es2022", lacking, `--outfile=${glue}`]);
  await rm(`${glue}.whole.js`);
  await rm(`${glue}.entry.js`);

  const types = glue.replace(/\.js$/, ".d.ts");
  const declared = (await readFile(types, "utf8"))
    .replace(/(export interface InitOutput \{\n.*\n)[^}]*/, "$1") // the memory, and nothing else
    .replace(/^export default .*$/m, "")
    .replace(/\/\*.*?\*\/\s*/gs, "");
  await writeFile(types, declared);
}

/** Lets the glue recognise JavaScript's classes by name, because `instanceof` fails for objects of another realm. */
function anyRealm(glue) {
  const builtins = /(\w+(?:\(\w+\))?) instanceof (WebAssembly\.Module|[A-Z]\w*Array|ArrayBuffer)\b/g;
  return glue.replace(builtins, (_, value, name) => `Object.prototype.toString.call(${value}) === "[object ${name}]"`);
}

/** Builds `pkg/dist`. */
export async function build() {
  // The crate is a plain library: only this build asks for a module.
  const cargo = ["rustc", "--lib", "--release", "--features", "wasm", "--target", WASM_TARGET];
  // A tenth smaller than optimised for speed, and as quick where it matters: hot functions are marked for inlining.
  const small = ["--", "-C", "opt-level=s"];
  await step("cargo", [...cargo, "--crate-type", "cdylib", ...small], "compiling the WebAssembly");
  if (![inline, debug, `${debug}.d.ts`].every((made) => isNewer(made, compiled))) {
    await rm(dist, { recursive: true, force: true });
    await mkdir(join(dist, "wasm"), { recursive: true });
    await writeGlue(join(dist, "wasm"));
    await trim(join(dist, "wasm/windrow.js"));
    await rm(join(dist, "wasm/windrow_bg.wasm.d.ts"));
    const unoptimised = join(dist, "wasm/windrow_bg.wasm");
    await optimise(unoptimised, debug, "--debuginfo");
    await writeFile(wasm, withoutNames(await readFile(debug)));
    await rm(unoptimised);
    const declared = "declare const module: WebAssembly.Module;\nexport default module;\n";
    for (const module of [wasm, debug]) await writeFile(`${module}.d.ts`, declared);
    await writeCompressed(inline, await readFile(wasm));
  }
  // npm packs nothing from outside the package's folder.
  for (const name of ["LICENSE-APACHE", "LICENSE-MIT"]) {
    await copyFile(join(root, name), join(root, "pkg", name));
  }
  await compilePackage();
  await buildCommandLine();
  await writeNotices("pkg/dist");
  await writeNotices("cli/dist");
}

/** Builds `cli/dist`, from the package's types. */
async function buildCommandLine() {
  for (const name of ["LICENSE-APACHE", "LICENSE-MIT"]) await copyFile(join(root, name), join(root, "cli", name));
  await rm(join(root, "cli/dist"), { recursive: true, force: true });
  await step("tsc", ["--project", join(root, "cli")], "compiling the command line");
  await chmod(join(root, "cli/dist/main.js"), 0o755);
}

function isNewer(made, source) {
  return existsSync(made) && statSync(made).mtimeMs > statSync(source).mtimeMs;
}

/**
 * Builds `www/dist`, from the package as it is built: to be put on the web, or as it is served on this machine alone,
 * without the compressed copies, which take a minute.
 */
export async function buildPage({ local = false } = {}) {
  await sampleFile();
  await sampleColumns();
  const args = ["build", join(root, "www"), "--logLevel", "warn", ...(local ? ["--mode", "uncompressed"] : [])];
  await run("vite", args, { env: toolEnv(), label: "building the preview page", quiet: true });
  await writeNotices("www/dist");
}

/** The sample's file, as the page ships it. */
export async function sampleFile() {
  const path = join(root, "www/public/sample.csv");
  if (!existsSync(path)) {
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, sampleCsv());
  }
  return path;
}

/** The files from which the page plans the sample, made if they are missing. */
async function sampleColumns() {
  const folder = join(root, "www/public");
  if (["sample.arrow.gz", "sample-texts.arrow.gz"].every((name) => existsSync(join(folder, name)))) return;
  // Not before the package is built.
  const { makeSampleArrow } = await import("./make-sample-arrow.js");
  for (const [name, bytes] of Object.entries(await makeSampleArrow())) await writeFile(join(folder, name), bytes);
}

cli(import.meta.url, async () => {
  await setup("build");
  await build();
  await buildPage();
});
