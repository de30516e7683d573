// Every command in the documents exists: npm's scripts, cargo's tests, programs of npm, scripts of
// the repository with the files they are given, and options of the command line.
import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { root } from "../../scripts/lib/run.js";
import { blocks, documents, prose, read } from "../support/markdown.js";

const json = (name) => JSON.parse(readFileSync(join(root, name), "utf8"));
const { scripts } = json("package.json");
const usage = readFileSync(join(root, "cli/src/usage.ts"), "utf8");
/** Commands of cargo, and those that a document says how to install. */
const CARGO = new Set("test bench build clippy fmt tree add rustc install fuzz doc mutants deny".split(" "));

/** Shell blocks line by line, and code in the text that begins with a program's name. */
export function commands(text) {
  const shell = blocks(text)
    .filter(({ language }) => language === "sh")
    .flatMap(({ code }) => code.split("\n"));
  const inline = [...prose(text).matchAll(/`((?:npm|npx|cargo|node) [^`]+)`/g)].map(([, command]) => command);
  return [...shell.map((line) => line.replace(/\s+#.*$/, "").trim()).filter((line) => line && !line.startsWith("#")), ...inline];
}

/** The error of a command, if any. */
export function fault(line) {
  const faults = line.split(" | ").map((command) => simple(command.trim().replace(/^(?:[A-Z_]+=\S+ |nice )+/, "")));
  return faults.find((fault) => fault !== undefined);
}

function simple(command) {
  const [program, first, ...rest] = command.split(/\s+/);
  const missing = [first, ...rest].find(
    (word) => /^(?:tests|scripts|benches|src|pkg|cli|docs)\/\S+$/.test(word ?? "") && !existsSync(join(root, word)),
  );
  if (missing) return `there is no ${missing}`;
  switch (program) {
    case "npm": {
      if (first === "install") return undefined;
      const script = first === "run" ? rest[0] : first;
      return Object.hasOwn(scripts, script) ? undefined : `npm has no script ${script}`;
    }
    case "cargo": {
      if (!CARGO.has(first)) return `cargo ${first} is unknown`;
      const target = { "--test": "tests", "--bench": "benches" }[rest[0]];
      const has = (folder) => existsSync(join(root, folder, target, `${rest[1]}.rs`));
      if (target && !["", "datafusion"].some(has)) return `there is no ${rest[0]} ${rest[1]}`;
      return undefined;
    }
    case "npx": {
      const unknown = command.match(/--[a-z-]+/g)?.find((option) => !known(option));
      if (unknown) return `windrow has no option ${unknown}`;
      return first === "windrow-cli" || existsSync(join(root, "node_modules/.bin", first)) ? undefined : `npm has no ${first}`;
    }
    case "windrow-sql":
    case "windrow-scheduler":
    case "windrow-executor": {
      const source = read(
        `datafusion/src/${{ sql: "job/options", scheduler: "cluster/scheduler", executor: "cluster/executor" }[program.slice(8)]}.rs`,
      );
      const unknown = command
        .match(/--[a-z-]+/g)
        ?.find((option) => !new RegExp(`\\b${option.slice(2).replaceAll("-", "_")}: `).test(source));
      return unknown && `${program} has no option ${unknown}`;
    }
    case "node":
      return undefined;
    case "cat":
      return undefined;
    default:
      return `who runs ${program}?`;
  }
}

/** Limits of measures carry their names. */
const known = (option) => usage.includes(option) || /^--max-[a-z]+$/.test(option);

let checked = 0;
for (const name of documents()) {
  test(`commands of ${name}`, () => {
    for (const command of commands(read(name))) {
      assert.equal(fault(command), undefined, command);
      checked++;
    }
  });
}

test("missing commands are found", () => {
  assert.ok(checked > 20, `${checked} commands`);
  const text = "Run `npm run nothing`.\n\n```sh\ncargo test --test nowhere   # why not\n```\n";
  assert.deepEqual(commands(text), ["cargo test --test nowhere", "npm run nothing"]);
  for (const command of [
    ...commands(text),
    "npx windrow-cli a.csv --no-such",
    "node scripts/nothing.js",
    "windrow-sql a --no-such",
    "make",
    "cargo invent",
  ]) {
    assert.ok(fault(command), command);
  }
});
