import { createHash } from "node:crypto";
import { existsSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { root, run } from "./run.js";

const lockFile = join(root, "package-lock.json");
const stamp = join(root, "node_modules/.windrow-lock");
/** npm writes this one itself, after everything else. */
const npmsStamp = join(root, "node_modules/.package-lock.json");

export async function ensureNpmPackages() {
  const hash = createHash("sha256").update(readFileSync(lockFile)).digest("hex");
  if (existsSync(stamp)) {
    if (readFileSync(stamp, "utf8") === hash) return;
  } else if (existsSync(npmsStamp) && statSync(npmsStamp).mtimeMs >= statSync(lockFile).mtimeMs) {
    // Somebody ran npm by hand, and did it after the lock file was last changed.
    writeFileSync(stamp, hash);
    return;
  }
  try {
    await run("npm", ["ci", "--no-audit", "--no-fund"], {
      label: "installing npm packages (about 40 seconds)",
      quiet: true,
    });
  } catch (cause) {
    throw new Error("The npm packages are needed: run `npm ci` and see what it says.", { cause });
  }
  writeFileSync(stamp, hash);
}
