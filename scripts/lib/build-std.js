import { existsSync } from "node:fs";
import * as fs from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { downloadDebianPackage } from "./debian-package.js";
import { capture, has, run } from "./run.js";
import { rustcVersion } from "./rust.js";

/**
 * Builds Rust's standard library for a target and adds it to the toolchain, for machines that
 * cannot reach rustup's servers. The source is the toolchain's own, or else Debian's.
 *
 * @param {string} target
 * @param {string} libraries the folder for the result
 */
export async function buildStd(target, libraries) {
  const temporary = await fs.mkdtemp(join(tmpdir(), "windrow-std-"));
  const sysroot = await capture("rustc", ["--print", "sysroot"]);
  const source = join(sysroot, "lib/rustlib/src/rust/library");
  const borrowed = !existsSync(source);
  try {
    if (borrowed) {
      const library = await downloadSource(temporary);
      await fs.mkdir(join(source, ".."), { recursive: true });
      await fs.rm(source, { force: true });
      // A link, for copying would leave rustup a file that it refuses to overwrite later.
      await fs.symlink(library, source);
    }
    await build(target, source, join(temporary, "crate"));
    await install(join(temporary, "crate/target", target, "release/deps"), libraries);
  } finally {
    if (borrowed) await fs.rm(source, { force: true });
    await fs.rm(temporary, { recursive: true, force: true });
  }
}

/** @param {string} folder */
async function downloadSource(folder) {
  if (!has("apt-get") || !has("dpkg-deb")) {
    throw new Error("Without rustup and without apt there is no source of Rust to build from.");
  }
  // The compiler accepts only a standard library of its very version.
  const { release } = await rustcVersion();
  const archive = await downloadDebianPackage("rust-src", release, folder);
  const library = `usr/src/rustc-${release}/library`;
  // The library is a sixth of the package.
  const unpack = 'dpkg-deb --fsys-tarfile "$0" | tar -x -C "$1" "$2"';
  await run("sh", ["-c", unpack, archive, folder, `./${library}`], { quiet: true });
  return join(folder, library);
}

/**
 * @param {string} target
 * @param {string} source
 * @param {string} crate an empty crate is made there, to have something to build
 */
async function build(target, source, crate) {
  await fs.mkdir(join(crate, "src"), { recursive: true });
  await fs.writeFile(join(crate, "Cargo.toml"), '[package]\nname = "empty"\nedition = "2021"\n');
  await fs.writeFile(join(crate, "src/lib.rs"), "");

  // Panic messages hold paths of the source: give them the form they have in rustup's builds.
  const { "commit-hash": commit } = await rustcVersion();
  const remaps = [source, await fs.realpath(source)].map((path) => `--remap-path-prefix=${path}=/rustc/${commit}/library`);
  const vendor = join(source, "vendor");
  const offline = [
    "--offline",
    '--config=source.crates-io.replace-with="vendor"',
    `--config=source.vendor.directory=${JSON.stringify(vendor)}`,
  ];
  const args = [
    "build",
    "--release",
    "-Zbuild-std=std,panic_abort,panic_unwind,test,proc_macro",
    `--target=${target}`,
    `--manifest-path=${join(crate, "Cargo.toml")}`,
    `--target-dir=${join(crate, "target")}`,
    ...(existsSync(vendor) ? offline : []),
  ];
  await run("cargo", args, {
    label: `building Rust's standard library for ${target} (about 40 seconds)`,
    quiet: true,
    env: {
      ...process.env,
      // -Z is for nightly compilers, unless they are told that they build Rust itself.
      RUSTC_BOOTSTRAP: "1",
      // Without the bitcode, builds with fat link-time optimisation fail later.
      CARGO_ENCODED_RUSTFLAGS: ["-Cembed-bitcode=yes", ...remaps].join("\x1f"),
    },
  });
}

/**
 * @param {string} built
 * @param {string} libraries
 */
async function install(built, libraries) {
  const incoming = `${libraries}.incoming`;
  await fs.mkdir(incoming, { recursive: true });
  for (const file of await fs.readdir(built)) {
    if (!file.endsWith(".rlib") || file.startsWith("libempty-")) continue;
    await fs.copyFile(join(built, file), join(incoming, file));
  }
  // At once, so that an interruption cannot leave half a library.
  await fs.rm(libraries, { recursive: true, force: true });
  await fs.rename(incoming, libraries);
}
