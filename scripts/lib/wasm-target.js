import { existsSync, readdirSync } from "node:fs";
import { buildStd } from "./build-std.js";
import { capture, has, run } from "./run.js";

export const WASM_TARGET = "wasm32-unknown-unknown";

/** Ensures that the toolchain can compile for wasm. */
export async function ensureWasmTarget() {
  const libraries = await capture("rustc", ["--print", "target-libdir", "--target", WASM_TARGET]);
  if (isComplete(libraries)) return;
  const failures = [];
  for (const attempt of [addWithRustup, () => buildStd(WASM_TARGET, libraries)]) {
    try {
      await attempt();
      if (isComplete(libraries)) return;
      failures.push(`That went well, but ${libraries} is not complete.`);
    } catch (error) {
      failures.push(/** @type {Error} */ (error).message);
    }
  }
  throw new Error(
    `Rust's standard library for ${WASM_TARGET} is needed: add it with ` +
      `\`rustup target add ${WASM_TARGET}\`, or install your distribution's package of it.`,
    { cause: new Error(failures.join("\n\n")) },
  );
}

/** @param {string} folder */
function isComplete(folder) {
  const files = existsSync(folder) ? readdirSync(folder) : [];
  return ["core", "std", "test"].every((crate) =>
    files.some((file) => file.startsWith(`lib${crate}-`) && file.endsWith(".rlib")),
  );
}

async function addWithRustup() {
  if (!has("rustup")) throw new Error("There is no rustup here.");
  await run("rustup", ["target", "add", WASM_TARGET], {
    label: `adding Rust's ${WASM_TARGET} target with rustup (about 10 seconds)`,
    quiet: true,
    // Behind a firewall that drops its packets, it would wait forever.
    timeout: 180,
  });
}
