import { spawn } from "node:child_process";
import { join } from "node:path";
import { root } from "../../../scripts/lib/run.js";

/** The path of a program that npm installed. */
export const bin = (name) => join(root, "node_modules/.bin", name);

/** The last line that a program prints. */
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

/** The command of a runtime for a script that reads only the files beside it. */
export const runtimes = {
  Node: (script) => [process.execPath, script],
  Deno: (script) => [bin("deno"), "run", "--cached-only", "--allow-read=.", script],
  Bun: (script) => [bin("bun"), script],
};
