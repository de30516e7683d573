import { spawn } from "node:child_process";
import { join } from "node:path";
import { root } from "../../../scripts/lib/run.js";

/** The path of a program that npm installed. */
export const bin = (name) => join(root, "node_modules/.bin", name);

/** What a program prints as its last line. */
export function lastLine(cwd, command, ...args) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd, stdio: ["ignore", "pipe", "pipe"] });
    let [out, all] = ["", ""];
    child.stdout.setEncoding("utf8").on("data", (text) => (all += text) && (out += text));
    child.stderr.setEncoding("utf8").on("data", (text) => (all += text));
    child.on("error", reject);
    child.on("close", (code) => {
      if (code === 0) resolve(out.trim().split("\n").at(-1));
      else reject(new Error(`${command} ${args.join(" ")} ended with ${code}: ${all}`));
    });
  });
}

/** What a runtime is started with for a script that only reads what is beside it. */
export const runtimes = {
  Node: (script) => [process.execPath, script],
  Deno: (script) => [bin("deno"), "run", "--cached-only", "--allow-read=.", script],
  Bun: (script) => [bin("bun"), script],
};
