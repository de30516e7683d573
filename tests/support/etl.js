// What brings files into the database on the page, in this process.
import { join } from "node:path";
import { build } from "esbuild";
import { root } from "../../scripts/lib/run.js";

const outfile = join(root, "target/etl.mjs");
await build({
  entryPoints: [join(root, "www/src/etl/index.ts")],
  bundle: true,
  format: "esm",
  platform: "node",
  packages: "external",
  outfile,
  logLevel: "error",
});

/** @type {typeof import("../../www/src/etl/index.js")} */
export const { loadMessages, formats } = await import(outfile);

/** A file as someone would choose it. */
export const source = (name, ...parts) => ({ name, blob: new Blob(parts) });
