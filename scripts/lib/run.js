import { spawn } from "node:child_process";
import { accessSync, constants, statSync } from "node:fs";
import { delimiter, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { announce } from "./progress.js";

/** The folder of the repository. */
export const root = resolve(fileURLToPath(import.meta.url), "../../..");

/**
 * @typedef {object} RunOptions
 * @property {string} [label] printed before it starts; leave it out for quick commands
 * @property {boolean} [quiet] hold the output back unless it fails (or WINDROW_VERBOSE is set)
 * @property {NodeJS.ProcessEnv} [env] the whole environment, as from `toolEnv()`
 * @property {string} [cwd] the repository's folder unless given
 * @property {number} [timeout] seconds after which it is killed, with everything it started
 */

/**
 * Runs a command and resolves to all it printed. Failure throws an Error that ends in the last
 * lines of the output, unless those have been shown already, and holds all of it as `output`.
 *
 * @param {string} command
 * @param {string[]} [args]
 * @param {RunOptions} [options]
 * @returns {Promise<string>}
 */
export async function run(command, args = [], options = {}) {
  const shown = !options.quiet || Boolean(process.env.WINDROW_VERBOSE);
  const done = options.label ? announce(options.label, { tick: !shown }) : undefined;
  let output = "";
  const failure = await execute(command, args, options, (text, stream) => {
    output += text;
    if (shown) process[stream].write(text);
  }).finally(done);
  if (!failure) return output;
  throw Object.assign(failed([command, ...args], failure, shown ? "" : output), { output });
}

/**
 * The output of a command on stdout, trimmed; nothing is shown.
 *
 * @param {string} command
 * @param {string[]} [args]
 * @param {Omit<RunOptions, "label" | "quiet">} [options]
 * @returns {Promise<string>}
 */
export async function capture(command, args = [], options = {}) {
  const output = { stdout: "", stderr: "" };
  const failure = await execute(command, args, options, (text, stream) => {
    output[stream] += text;
  });
  if (failure) throw failed([command, ...args], failure, output.stderr);
  return output.stdout.trim();
}

/**
 * @param {string[]} command
 * @param {string} failure
 * @param {string} output
 */
function failed(command, failure, output) {
  const tail = output.trimEnd().split("\n").slice(-30).join("\n");
  return new Error(`\`${command.join(" ")}\` ${failure}${tail && `:\n${tail}`}`);
}

/**
 * Where on PATH a command is.
 *
 * @param {string} command
 * @returns {string | undefined}
 */
export function find(command) {
  return (process.env.PATH ?? "")
    .split(delimiter)
    .map((folder) => join(folder, command))
    .find(isExecutable);
}

/**
 * Whether a command is on PATH.
 *
 * @param {string} command
 */
export const has = (command) => find(command) !== undefined;

/** @param {string} path */
function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}

/** @type {Set<number>} */
const groups = new Set();

/**
 * Resolves to how it failed, or to undefined.
 *
 * @param {string} command
 * @param {string[]} args
 * @param {RunOptions} options
 * @param {(text: string, stream: "stdout" | "stderr") => void} onText
 * @returns {Promise<string | undefined>}
 */
function execute(command, args, { env = process.env, cwd = root, timeout }, onText) {
  return new Promise((settle) => {
    const child = spawn(command, args, {
      env,
      cwd,
      stdio: ["ignore", "pipe", "pipe"],
      // A group of its own, so that a timeout also ends grandchildren (a browser, say), which would
      // otherwise hold the pipes open for ever.
      detached: true,
    });
    const group = child.pid;
    if (group) groups.add(group);

    let expired = false;
    const timer =
      timeout &&
      setTimeout(() => {
        expired = true;
        if (group) killGroup(group);
      }, timeout * 1000);

    for (const stream of /** @type {const} */ (["stdout", "stderr"])) {
      child[stream].setEncoding("utf8").on("data", (text) => onText(text, stream));
    }
    /** @param {string} [failure] */
    const finish = (failure) => {
      clearTimeout(timer);
      if (group) groups.delete(group);
      settle(failure);
    };
    child.on("error", (error) => finish(`could not be started (${error.message})`));
    child.on("close", (code, signal) => {
      if (expired) finish(`was given up after ${timeout} s`);
      else if (signal) finish(`was ended by ${signal}`);
      else finish(code ? `failed with exit code ${code}` : undefined);
    });
  });
}

/** @param {number} group */
function killGroup(group) {
  try {
    process.kill(-group, "SIGKILL");
  } catch {
    // It has ended by itself in the meantime.
  }
}

process.once("exit", () => groups.forEach(killGroup));
// Ctrl-C reaches only the terminal's foreground group, and the children are not in it.
for (const signal of /** @type {const} */ (["SIGINT", "SIGTERM", "SIGHUP"])) {
  process.once(signal, () => {
    groups.forEach(killGroup);
    process.kill(process.pid, signal);
  });
}
