// Helpers of the command line's tests.
import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../../scripts/lib/run.js";

const manifest = JSON.parse(readFileSync(join(root, "cli/package.json"), "utf8"));

/** The command as npm installs it. */
export const command = join(root, "cli", manifest.bin.windrow);

export const fixture = (name) => join(root, "tests/fixtures/cli", name);

/** Runs the command with that standard input and environment. Resolves to its result, with `stdout` as bytes. */
export function windrow(args, input = "", env = process.env) {
  return new Promise((settle, reject) => {
    const child = spawn(process.execPath, [command, ...args], { cwd: root, env });
    const output = { stdout: [], stderr: [] };
    for (const name of ["stdout", "stderr"]) child[name].on("data", (chunk) => output[name].push(chunk));
    child.on("error", reject);
    child.on("close", (status, signal) => {
      const [stdout, stderr] = [Buffer.concat(output.stdout), String(Buffer.concat(output.stderr))];
      settle({ status, signal, stdout, stderr });
    });
    // The command may end before it has read all input.
    child.stdin.on("error", () => {});
    child.stdin.end(input);
  });
}

/** The output of a successful run. */
export async function written(args, input, env) {
  const { status, stdout, stderr } = await windrow(args, input, env);
  if (status !== 0) throw new Error(`windrow ${args.join(" ")}: ${status}\n${stderr}`);
  return stdout;
}

/** The messages of the fixtures, in order. */
export const messages = JSON.parse(readFileSync(fixture("messages.json"), "utf8"));

/** Rows as CSV; null is an empty field. */
export function csv(rows, delimiter = ",", end = "\n") {
  const field = (value) => {
    const text = String(value ?? "");
    return /["\r\n,;\t|]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  };
  const records = [Object.keys(rows[0]), ...rows.map((row) => Object.values(row))];
  return records.map((record) => record.map(field).join(delimiter) + end).join("");
}

/** Rows as JSON, one a line. */
export const jsonLines = (rows) => rows.map((row) => `${JSON.stringify(row)}\n`).join("");
