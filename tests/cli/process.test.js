// The command as a process: options, exit codes, pipes that break and Ctrl-C.
import assert from "node:assert/strict";
import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { describe, it } from "node:test";
import { promisify } from "node:util";
import { root } from "../../scripts/lib/run.js";
import { command, csv, fixture, messages, windrow } from "../support/cli.js";

const file = fixture("messages.json");

describe("the command line's words", () => {
  it("helps, within 80 columns, and names every option that it knows", async () => {
    const { status, stdout, stderr } = await windrow(["--help"]);
    assert.deepEqual([status, stderr], [0, ""]);
    const help = String(stdout);
    for (const line of help.split("\n")) assert.ok(line.length <= 80, line);
    const source = readFileSync(`${root}/cli/src/options.ts`, "utf8");
    const known = /^const COLUMNS[^]*?^const KNOWN/m.exec(source)[0].matchAll(/"?([a-z-]+)"?: (?:one|many|flag)/g);
    const names = Array.from(known, ([, name]) => name);
    assert.ok(names.length > 25, names.join());
    for (const name of names) assert.ok(help.includes(`--${name}`), name);
  });

  it("tells its version", async () => {
    const { version } = JSON.parse(readFileSync(`${root}/cli/package.json`, "utf8"));
    const { status, stdout } = await windrow(["--version"]);
    assert.deepEqual([status, String(stdout)], [0, `${version}\n`]);
  });

  const wrong = [
    ["an option that is not one", ["--max-rows", "1", "--frobnicate"], "there is no option --frobnicate", "--help"],
    ["a limit of no measure", ["--max-tokens", "5"], "--max-tokens", "--measure tokens"],
    ["a limit that is not one", ["--max-bytes", "many"], "BAD_LIMIT", "--max-bytes is many"],
    ["a limit with a unit", ["--max-bytes", "32 kB"], "BAD_LIMIT", '--max-bytes is "32 kB"', "32000"],
    ["a limit below 0", ["--max-rows=-1"], "BAD_LIMIT", "--max-rows is -1"],
    ["a value that looks like an option", ["--max-rows", "-1"], "--max-rows has no value", "--max-rows=-VALUE"],
    ["an option without its value", ["--max-rows"], "--max-rows has no value"],
    ["a flag with a value", ["--max-rows", "5", "--stats=3"], "--stats takes no value"],
    ["a limit on a duration without a unit", ["--max-duration", "1"], "BAD_DURATION", "--max-duration is 1;", "90s"],
    ["an overlap of all, in hundredths", ["--max-rows", "5", "--overlap", "100%"], "BAD_OVERLAP", "--overlap is 100%"],
    ["no limit", [], "no limit", "--max-bytes"],
    ["an overlap of everything", ["--max-rows", "5", "--overlap", "1"], "BAD_OVERLAP"],
    ["a budget that is not one", ["--max-rows", "5", "--overlap", "=3"], "NAME=VALUE"],
    ["a duration that is not one", ["--gap", "soon"], "BAD_DURATION", "soon"],
    ["a cut that is not one", ["--max-rows", "5", "--cut", "here"], "BAD_OPTION", "here"],
    ["a format that is not one", ["--max-rows", "5", "--format", "xml"], "xml", "jsonl"],
    ["limits and the clock", ["--max-rows", "5", "--every", "1d"], "--max-rows", "--every"],
    ["the clock without its step", ["--span", "1d"], "--span", "--every"],
    ["Egregora's options alone", ["--step-size", "5"], "--egregora"],
    ["Egregora as Arrow", ["--egregora", "--format", "arrow"], "csv"],
    ["an edge that is no time", ["--edge", "noon"], "--edge noon"],
    ["partitions in files without a folder", ["--max-rows", "5", "--split-by", "chat", "--format", "csv"], "--output"],
    ["partitions in files of a table", ["--max-rows", "5", "--split-by", "chat", "--output", "x"], "jsonl"],
    ["a table and a SELECT", ["--max-rows", "5", "--from", "a", "--sql", "SELECT 1"], "--from", "--sql"],
    ["an output that is the input", ["--max-rows", "5", "--output", file], "overwrite"],
    ["memory that is no size", ["--max-rows", "5", "--memory", "lots"], "--memory lots", "2GB"],
    ["a format that is not one to read", ["--max-rows", "5", "--input", "xml"], "xml", "--formats"],
    ["a spec that is no JSON", ["--spec", "{"], "--spec"],
    ["a spec with more than it may have", ["--spec", '{"max":{"rows":5},"cutt":"full"}'], "BAD_OPTION", "cutt"],
    ["a limit twice", ["--max-rows", "5", "--max-rows", "6"], "--max-rows is given twice"],
    ["a header and none", ["--max-rows", "5", "--header", "--no-header"], "--no-header"],
    ["an output without a name", ["--max-rows", "5", "--output", ""], "--output is empty"],
    ["a table of what is no database", ["--max-rows", "5", "--from", "a"], "--from is for DuckDB", "JSON"],
    ["a SELECT from what is no database", ["--max-rows", "5", "--sql", "SELECT 1"], "--sql is for DuckDB", "JSON"],
    ["a delimiter of what is no CSV", ["--max-rows", "5", "--delimiter", ";"], "--delimiter is for CSV", "JSON"],
    ["costs as CSV", ["--max-rows", "5", "--stats", "--format", "csv"], "--stats"],
  ];
  for (const [name, args, ...words] of wrong) {
    it(`ends with 2 for ${name}`, async () => {
      const { status, stdout, stderr } = await windrow([file, ...args]);
      assert.equal(status, 2, stderr);
      assert.equal(String(stdout), "");
      for (const word of words) assert.ok(stderr.includes(word), `${word}: ${stderr}`);
      assert.doesNotMatch(stderr, /^ +at /m, "no stack");
    });
  }

  for (const [name, args, ...words] of [
    ["a file that is not there", ["nowhere.csv"], "BAD_FILE", "nowhere.csv"],
    ["a folder", ["tests"], "BAD_FILE", "folder"],
    ["a column that is not there", [file, "--text", "said"], "MISSING_COLUMN", "said", "id, ts, chat, tokens, body"],
    ["a row over the limit that may not be", [file, "--max-bytes", "5", "--oversize", "error"], "OVERSIZE_ROW"],
  ]) {
    it(`ends with 1 for ${name}`, async () => {
      const { status, stderr } = await windrow(["--max-rows", "5", ...args]);
      assert.equal(status, 1, stderr);
      for (const word of words) assert.ok(stderr.includes(word), `${word}: ${stderr}`);
    });
  }
});

describe("the process", () => {
  const long = csv(Array.from({ length: 20_000 }, (_, i) => ({ id: i, body: "a text of some length ".repeat(20) })));

  it("ends quietly, with 0, when the reader of its output has had enough", async () => {
    const child = spawn(process.execPath, [command, "--text", "body", "--max-rows", "1", "--format", "jsonl"]);
    let stderr = "";
    child.stderr.on("data", (chunk) => (stderr += chunk));
    child.stdin.on("error", () => {});
    child.stdin.end(long);
    const [chunk] = await once(child.stdout, "data");
    assert.match(String(chunk), /^\{"window":0,/);
    child.stdout.destroy();
    const [status, signal] = await once(child, "close");
    assert.deepEqual([status, signal, stderr], [0, null, ""]);
  });

  it("is what a shell expects before head", async () => {
    const line = `"$0" "$1" "$2" --max-rows 1 --format csv | head -n 1; echo "\${PIPESTATUS[0]}"`;
    const run = (settle, reject) =>
      execFile("bash", ["-c", line, process.execPath, command, file], (error, stdout, stderr) =>
        error ? reject(error) : settle({ stdout, stderr }),
      );
    const { stdout, stderr } = await new Promise(run);
    assert.match(stdout, /^window,partition,start,.*\r\n0\n$/);
    assert.equal(stderr, "windrow: columns guessed: --time ts --text body --partition chat\n");
  });

  it("ends quietly on Ctrl-C, which is 130 to a shell", async () => {
    // Of its input something comes, but no end. Ctrl-C reaches all of the terminal's group, and a shell
    // that has a trap goes on.
    const line = 'trap : INT; "$0" "$1" --max-rows 1; echo "status $?"';
    const child = spawn("bash", ["-c", line, process.execPath, command], { detached: true });
    let [stdout, stderr] = ["", ""];
    child.stdout.on("data", (chunk) => (stdout += chunk));
    child.stderr.on("data", (chunk) => (stderr += chunk));
    child.stdin.on("error", () => {});
    child.stdin.write("body\na\n");
    await new Promise((settle) => setTimeout(settle, 1_500));
    assert.equal(stdout, "", "it waits for more");
    process.kill(-child.pid, "SIGINT");
    await once(child, "close");
    assert.deepEqual([stdout, stderr], ["status 130\n", ""]);
  });

  it("says nothing of progress where there is no terminal", async () => {
    const { status, stderr } = await windrow(["--text", "body", "--max-rows", "1000"], long);
    assert.deepEqual([status, stderr], [0, ""]);
  });

  it("tells that there is no folder for what does not fit into memory", async () => {
    const options = { env: { ...process.env, TMPDIR: "/nowhere" } };
    const run = promisify(execFile)(process.execPath, [command, file, "--max-rows", "1"], options);
    const { code, stderr } = await run.catch((error) => error);
    assert.equal(code, 1);
    assert.match(stderr, /^windrow: BAD_FILE: no folder can be made in \/nowhere.*; set TMPDIR to another\n$/);
  });

  it("shows the first and the last windows, and what all cost", async () => {
    const rows = Array.from({ length: 3_000 }, (_, i) => ({
      ...messages[i % 60],
      ts: 1_700_000_000 + 40 * i,
      chat: "all",
    }));
    const { stdout } = await windrow(["--max-bytes", "1200", "--measure", "tokens", "--overlap", "0.2"], csv(rows));
    const table = String(stdout);
    assert.match(table, /^window +partition +rows +repeated +of rows +bytes +tokens +from +to$/m);
    assert.match(table, /^… \d+ more$/m);
    assert.match(table, /^3,000 rows, [\d,]+ bytes of text$/m);
  });
});
