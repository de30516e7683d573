// `npm start` as a person runs it, on the sample and on another file.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { init } from "windrow";
import { loadCsv } from "windrow/duckdb";
import { openDuckDB } from "../../scripts/lib/duckdb.js";
import { root } from "../../scripts/lib/run.js";
import { sampleCsv } from "../../scripts/lib/sample.js";
import { windowsOf } from "../support/oracle.js";

const folder = mkdtempSync(join(tmpdir(), "windrow-"));
after(() => rmSync(folder, { recursive: true }));

function start(...args) {
  const command = ["run", "--silent", "start", "--", "--once", ...args];
  const { status, stdout, stderr } = spawnSync("npm", command, { cwd: root, encoding: "utf8" });
  return { status, stdout, stderr };
}

/** The lengths of the lines, as DuckDB writes them. */
async function lengthsOf(csv) {
  const { connection } = await openDuckDB();
  await loadCsv(connection, new TextEncoder().encode(csv), { into: "t", time: "ts", text: "body" });
  const sql = `SELECT strlen('[' || strftime(ts, '%Y-%m-%d %H:%M') || '] ' || author || ': ' || coalesce(body, ''))::INTEGER AS n
    FROM t ORDER BY ts, id`;
  return Array.from(connection.query(sql), ({ n }) => n);
}

const grouped = (number) => number.toLocaleString("en");

describe("npm start -- --once", () => {
  before(() => init());

  it("cuts the sample as the oracle does", async () => {
    const { status, stdout, stderr } = start("--overlap", "0.2");
    assert.equal(status, 0, stderr);
    const lengths = await lengthsOf(sampleCsv());
    // A separator follows each text except a window's last.
    const measured = lengths.map((length) => length + 1);
    const windows = windowsOf(measured, { max: { bytes: 32_001 }, overlap: 0.2 });
    const repeated = windows.reduce((sum, [start, fresh]) => sum + fresh - start, 0);
    assert.match(stderr, /columns guessed: --time ts --author author --text body/);
    assert.match(stdout, /^20,000 rows, /m);
    assert.ok(stdout.includes(`\n${grouped(windows.length)} windows`), stdout);
    assert.ok(stdout.includes(`${grouped(repeated)} rows repeated`), stdout);
    const [first, last] = [windows[0], windows.at(-1)];
    assert.ok(stdout.includes(` ${grouped(first[0])}..${grouped(first[2])} `), stdout);
    assert.ok(stdout.includes(` ${grouped(last[0])}..${grouped(last[2])} `), stdout);
  });

  it("cuts a given file with given limits", () => {
    const file = join(folder, "mine.csv");
    writeFileSync(file, 'when;who;said\n2024-01-02;a;"b;\nc"\n2024-01-01;b;éé\n2024-01-03;c;x\n');
    const { status, stdout, stderr } = start(file, "--max-rows", "2", "--overlap", "0.5");
    assert.equal(status, 0, stderr);
    assert.match(stderr, /columns guessed: --time when --author who --text said/);
    assert.match(stdout, /^ *0 +2 +0 +0\.\.2 +53 +2024-01-01 00:00 +2024-01-02 00:00$/m);
    assert.match(stdout, /^2 windows\n1 row repeated, 25\.0 % of all in windows/m);
  });

  it("accepts a file with only a header", () => {
    const file = join(folder, "empty.csv");
    writeFileSync(file, "ts,body\n");
    const { status, stdout } = start(file, "--time", "ts", "--text", "body");
    assert.equal(status, 0);
    assert.match(stdout, /0 windows/);
  });

  const broken = join(folder, "broken.csv");
  writeFileSync(broken, "id,ts,body\n1,2024-01-01,a\n2,2024-01-01,b,c\n");
  const wrong = [
    ["a limit that is not one", ["--max-bytes", "many"], "--max-bytes is many;"],
    ["a limit of nothing", ["--max-bytes", "0"], "--max-bytes is 0;"],
    ["an overlap of everything", ["--overlap", "1"], "--overlap is 1;"],
    ["a column that is not there", ["--time", "when"], "there is no column when; there is id, ts, author, body", 1],
    ["a file that is not there", ["nowhere.csv"], "nowhere.csv", 1],
    ["a file that is broken", [broken], "line 3", 1],
    ["an option that is not one", ["--max-tokens", "5"], "--max-tokens"],
  ];
  for (const [name, args, sentence, code = 2] of wrong) {
    it(`reports ${name} in a sentence`, () => {
      const { status, stderr } = start(...args);
      assert.equal(status, code);
      assert.ok(stderr.includes(sentence), stderr);
      assert.doesNotMatch(stderr, /^ +at /m, "no stack");
    });
  }
});
