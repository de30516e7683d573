import { existsSync, readFileSync } from "node:fs";
import { homedir } from "node:os";
import { delimiter, join } from "node:path";
import { capture, has, root, run } from "./run.js";

/** Ensures that cargo and rustc are there and new enough. */
export async function ensureRust() {
  if (!has("cargo")) {
    // rustup's installer changes PATH only for shells that start later.
    const bin = join(process.env.CARGO_HOME || join(homedir(), ".cargo"), "bin");
    if (existsSync(join(bin, "cargo"))) process.env.PATH = [process.env.PATH, bin].join(delimiter);
  }
  if (!has("cargo") || !has("rustc")) {
    throw new Error("Rust is needed: install it as https://rustup.rs says.");
  }
  const { release } = await rustcVersion().catch((cause) => {
    throw new Error("rustc does not run: see what `rustc --version` says.", { cause });
  });
  const manifest = readFileSync(join(root, "Cargo.toml"), "utf8");
  const wanted = /^rust-version = "([\d.]+)"/m.exec(manifest)?.[1];
  if (wanted && release.localeCompare(wanted, "en", { numeric: true }) < 0) {
    throw new Error(`Rust ${wanted} is needed, this is ${release}: run \`rustup update\`.`);
  }
}

/** Ensures that the formatter and the linter are there. */
export async function ensureRustComponents() {
  for (const [component, subcommand] of [
    ["clippy", "clippy"],
    ["rustfmt", "fmt"],
  ]) {
    const works = () => capture("cargo", [subcommand, "--version"]);
    try {
      await works();
    } catch {
      try {
        await run("rustup", ["component", "add", component], {
          label: `adding ${component} with rustup (a few seconds)`,
          quiet: true,
          timeout: 300,
        });
        await works();
      } catch (cause) {
        const command = `rustup component add ${component}`;
        throw new Error(`${component} is needed: add it with \`${command}\`.`, { cause });
      }
    }
  }
}

/**
 * The fields of `rustc -vV`.
 *
 * @returns {Promise<{ release: string, host: string, "commit-hash": string }>}
 */
export async function rustcVersion() {
  const lines = (await capture("rustc", ["-vV"])).split("\n").slice(1);
  return Object.fromEntries(lines.map((line) => line.split(": ")));
}
