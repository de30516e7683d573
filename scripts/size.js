// Prints the sizes of the package's WebAssembly and its glue, and the largest functions.
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { brotliCompressSync, gzipSync } from "node:zlib";
import { build, optimise, writeGlue } from "./build.js";
import { cli } from "./lib/cli.js";
import { root } from "./lib/run.js";
import { functionsOf } from "./lib/wasm-functions.js";
import { setup } from "./setup.js";

/** How many functions are listed. */
const LARGEST = 25;

/**
 * The sizes of what a page loads, as it is built.
 *
 * @returns {Promise<Record<"wasm" | "glue", { raw: number, gzip: number, brotli: number }>>}
 */
export async function sizes() {
  const of = async (name) => {
    const bytes = await readFile(join(root, "pkg/dist/wasm", name));
    return { raw: bytes.length, gzip: gzipSync(bytes, { level: 9 }).length, brotli: brotliCompressSync(bytes).length };
  };
  return { wasm: await of("windrow.wasm"), glue: await of("windrow.js") };
}

/** The same module once more, but with its names. */
async function named() {
  const folder = await mkdtemp(join(tmpdir(), "windrow-"));
  try {
    const wasm = join(folder, "windrow_bg.wasm");
    await writeGlue(folder);
    await optimise(wasm, wasm, "--debuginfo");
    return functionsOf(await readFile(wasm));
  } finally {
    await rm(folder, { recursive: true });
  }
}

cli(import.meta.url, async () => {
  await setup("build");
  await build();
  for (const [name, { raw, gzip, brotli }] of Object.entries(await sizes())) {
    console.log(`${name}: ${raw} bytes, ${gzip} with gzip, ${brotli} with brotli`);
  }
  const { functions, data } = await named();
  console.log(`\n${functions.length} functions, and ${data} bytes of data; the largest:`);
  for (const { name, bytes } of functions.slice(0, LARGEST)) console.log(`${String(bytes).padStart(7)}  ${name}`);
});
