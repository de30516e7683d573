// Several files, patterns, what is packed, databases, and where the output goes.
import assert from "node:assert/strict";
import {
  appendFileSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  openAsBlob,
  readFileSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { gzipSync } from "node:zlib";
import { DuckDBInstance } from "@duckdb/node-api";
import { readFault } from "../../cli/dist/read/sources.js";
import { csv, windrow, written } from "../support/cli.js";

const folder = mkdtempSync(join(tmpdir(), "windrow-"));
const path = (name) => join(folder, name);
after(() => rmSync(folder, { recursive: true }));

const linesOf = (jsonl) =>
  String(jsonl)
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line));
const textsOf = async (...args) =>
  linesOf(await written([...args, "--max-rows", "1", "--format", "jsonl"])).map(({ text }) => text);
const ALL = 150_000;

before(async () => {
  writeFileSync(path("a1.csv"), "ts,body\n2024-01-01,one\n");
  writeFileSync(path("a2.csv"), "ts,body\n2024-01-02,two\n");
  writeFileSync(path("a3.csv.gz"), gzipSync("ts,body\n2024-01-03,three\n"));
  const instance = await DuckDBInstance.create(path("m.duckdb"));
  const connection = await instance.connect();
  await connection.run(
    "CREATE TABLE said AS SELECT 9007199254740993 + i AS id, TIMESTAMP '2024-01-01' + to_days(i::INT) AS ts, 'text ' || i AS body FROM range(3) r(i)",
  );
  await connection.run('CREATE TABLE "odd ""name" AS SELECT \'x\' AS body');
  await connection.run(
    `COPY (SELECT 'chat ' || i % 3 AS chat, TIMESTAMP '2024-01-01' + to_seconds(i * 7919 % ${ALL}) AS ts, repeat('é', (i % 50)::INT) || i AS body FROM range(${ALL}) r(i)) TO '${path("large.csv")}' (HEADER)`,
  );
  connection.closeSync();
  instance.closeSync();
});

describe("what is read", () => {
  it("several files, and patterns of them, packed or not", async () => {
    assert.deepEqual(await textsOf(path("a2.csv"), path("a1.csv")), ["one", "two"]);
    assert.deepEqual(await textsOf(path("a*.csv*")), ["one", "two", "three"]);
    const { status, stderr } = await windrow([path("b*.csv"), "--max-rows", "1"]);
    assert.equal(status, 1);
    assert.match(stderr, /BAD_FILE: there is no file that matches/);
  });

  it("tells that a file compressed by gzip is damaged or cut short", async () => {
    const packed = gzipSync("ts,body\n2024-01-03,three\n".repeat(999));
    const damaged = Buffer.from(packed).fill(0xff, 20, 40);
    for (const bytes of [packed.subarray(0, 60), damaged]) {
      writeFileSync(path("cut.csv.gz"), bytes);
      const { status, stderr } = await windrow([path("cut.csv.gz"), "--max-rows", "1"]);
      assert.equal(status, 1);
      assert.match(stderr, /BAD_FILE: cut\.csv\.gz is compressed by gzip, and damaged or cut short/);
    }
  });

  it("zst, of one frame or of several, and tells where it is cut short", async () => {
    // "ts,body" and two rows, as zstd 1.5 packs them, in two frames.
    const frames = ["KLUv/QRYwQAAdHMsYm9keQoyMDI0LTAxLTA0LGZvdXIKPjaUsw==", "KLUv/QRYgQAAMjAyNC0wMS0wNSxmaXZlCrUbyjM="].map(
      (text) => Buffer.from(text, "base64"),
    );
    writeFileSync(path("a4.csv.zst"), Buffer.concat(frames));
    assert.deepEqual(await textsOf(path("a4.csv.zst")), ["four", "five"]);
    writeFileSync(path("cut.zst"), frames[0].subarray(0, 20));
    const { status, stderr } = await windrow([path("cut.zst"), "--max-rows", "1"]);
    assert.equal(status, 1);
    assert.match(stderr, /BAD_FILE: cut\.zst is compressed by Zstandard, and damaged or cut short/);
  });

  it("a table of a DuckDB database, or a SELECT from it", async () => {
    assert.deepEqual(await textsOf(path("m.duckdb"), "--from", "said"), ["text 0", "text 1", "text 2"]);
    assert.deepEqual(await textsOf(path("m.duckdb"), "--from", 'odd "name'), ["x"]);
    assert.deepEqual(
      await textsOf(path("m.duckdb"), "--sql", "SELECT ts, upper(body) AS body FROM said WHERE id > 9007199254740993"),
      ["TEXT 1", "TEXT 2"],
    );
    assert.deepEqual(await textsOf("--sql", `SELECT * FROM '${path("a1.csv")}'`), ["one"]);
  });

  it("tells which tables there are, and what is wrong with a SELECT", async () => {
    for (const [args, ...words] of [
      [[], "BAD_FILE", "odd", "said", "--from"],
      [["--from", "nothing"], "there is no table nothing", "said"],
      [["--sql", "SELECT 1; DROP TABLE said"], "QUERY_FAILED"],
      [["--sql", "SELECT nope FROM said"], "the SELECT of --sql fails", "nope"],
    ]) {
      const { status, stderr } = await windrow([path("m.duckdb"), ...args, "--max-rows", "1"]);
      assert.equal(status, 1, stderr);
      for (const word of words) assert.ok(stderr.includes(word), `${word}: ${stderr}`);
      assert.doesNotMatch(stderr, /INTERNAL|^ +at /m);
    }
  });

  it("tells of columns of one name in a SELECT", async () => {
    const select = "SELECT a.body, upper(b.body) AS body FROM said a JOIN said b USING (id)";
    const { status, stderr } = await windrow([path("m.duckdb"), "--sql", select, "--max-rows", "1"]);
    assert.equal(status, 0, stderr);
    assert.match(stderr, /the SELECT gives 2 columns body; the first keeps the name \(the others are body_1\)/);
    assert.doesNotMatch(
      (await windrow([path("m.duckdb"), "--sql", "SELECT body, body AS body_1, 1 * 2 AS n FROM said", "--max-rows", "1"])).stderr,
      /the SELECT gives/,
    );
  });

  it("tells of columns of one name in Parquet", async () => {
    const parquet =
      "UEFSMRUAFSAVICwVBBUAFQYVBhwAAAACAAAABAEBAAAAYQEAAABiFQAVIBUgLBUEFQAVBhUGHAAAAAIAAAAEAQEAAAB4AQAAAHkVBBk8NQAYBnNjaGVtYRUEABUMJQIYBGJvZHklAEwcAAAAFQwlAhgEYm9keSUATBwAAAAWBBkcGSwmABwVDBklBgAZGARib2R5FQAWBBZGFkYmCEkcFQAVABUCADwWBBkGGSYABAAAACYAHBUMGSUGABkYBGJvZHkVABYEFkYWRiZOSRwVABUAFQIAPBYEGQYZJgAEAAAAFowBFgQmCBaMAQAoIHBhcnF1ZXQtY3BwLWFycm93IHZlcnNpb24gMjYuMC4xGSwcAAAcAAAAzQAAAFBBUjE=";
    writeFileSync(path("repeated.parquet"), Buffer.from(parquet, "base64"));
    const { stdout, stderr } = await windrow([path("repeated.parquet"), "--max-rows", "1", "--format", "jsonl"]);
    assert.deepEqual(
      linesOf(stdout).map(({ text }) => text),
      ["a", "b"],
    );
    assert.match(stderr, /a column body is called body_1, as the name stands twice/);
  });

  it("tells that a nested column was taken for the text", async () => {
    const { status, stderr } = await windrow(["--sql", "SELECT {'said': 'hi', 'n': 1} AS message", "--max-rows", "1"]);
    assert.equal(status, 0, stderr);
    assert.match(stderr, /column message is nested, and was taken for the text of messages/);
  });

  it("tells that a file is given twice", async () => {
    const { status, stderr } = await windrow([path("a1.csv"), path("a[1].csv"), "--max-rows", "1"]);
    assert.equal(status, 0, stderr);
    assert.match(stderr, /a1\.csv is given twice, and read twice/);
  });

  it("tells that files have several endings", async () => {
    writeFileSync(path("more.jsonl"), '{"ts": "2024-01-01", "body": "x"}\n');
    const { status, stderr } = await windrow([path("a1.csv"), path("more.jsonl"), "--max-rows", "1"]);
    assert.equal(status, 0, stderr);
    assert.match(stderr, /the files end with \.csv, \.jsonl, and are read as one; give a pattern such as '\*\.csv'/);
  });

  it("tells that a file changed while it was read", async () => {
    writeFileSync(path("grows.csv"), "ts,body\n");
    const blob = await openAsBlob(path("grows.csv"));
    appendFileSync(path("grows.csv"), "2024-01-01,x\n");
    const cause = await blob.arrayBuffer().catch((error) => error);
    const { code, message } = readFault(cause, "grows.csv");
    assert.deepEqual([code, message.split(";")[0]], ["BAD_FILE", "grows.csv changed while it was read"]);
    assert.equal(readFault(code), code);
  });

  it("names the columns that a template may have, and none of its own", async () => {
    const { stderr } = await windrow([path("a1.csv"), "--template", "{nope}", "--max-rows", "1", "--format", "jsonl"]);
    assert.match(stderr, /there is ts, body\n$/);
  });

  it("leaves system lines out, and says how many", async () => {
    const chat = "[01.02.24, 10:00:00] Ann created group “Trip”\n[01.02.24, 10:01:00] Ann: hello\n[01.02.24, 10:02:00] Bob: hi\n";
    writeFileSync(path("chat.txt"), chat);
    const { stdout, stderr } = await windrow([path("chat.txt"), "--max-rows", "9", "--format", "jsonl"]);
    assert.equal(linesOf(stdout)[0].text, "[2024-02-01 10:01] Ann: hello\n[2024-02-01 10:02] Bob: hi");
    assert.match(stderr, /1 system line is left out/);
    assert.match(
      linesOf(await written([path("chat.txt"), "--system", "--max-rows", "9", "--format", "jsonl"]))[0].text,
      /Trip.*\n.*Ann: hello\n.*Bob: hi$/,
    );
  });
});

describe("what is written", () => {
  it("goes to a file, and each partition's to a file of its own", async () => {
    const args = ["--max-rows", "1", "--format", "jsonl"];
    assert.equal(String(await written([path("a1.csv"), ...args, "--output", path("out.jsonl")])), "");
    assert.deepEqual(
      linesOf(readFileSync(path("out.jsonl"))).map(({ text }) => text),
      ["one"],
    );
    const rows = ["a/b", "A:B", "..", "a/b"].map((chat, i) => ({ chat, body: `text ${i}` }));
    writeFileSync(path("chats.csv"), csv(rows));
    await written([path("chats.csv"), ...args, "--split-by", "chat", "--output", path("split")]);
    assert.deepEqual(readdirSync(path("split")).sort(), ["A_B 2.jsonl", "a_b.jsonl", "unnamed.jsonl"]);
    assert.deepEqual(
      linesOf(readFileSync(path("split/a_b.jsonl"))).map(({ text }) => text),
      ["text 0", "text 3"],
    );
  });

  it("replaces nothing that is read, by whatever name", async () => {
    const folder = path("kept");
    mkdirSync(folder);
    const own = (name) => join(folder, name);
    const files = {
      "x.jsonl": '{"chat":"x","body":"one"}\n{"chat":"y","body":"two"}\n',
      "x.jsonl.gz": gzipSync('{"body":"packed"}\n'),
      "done.txt": "1\n",
      "spec.json": '{"max":{"rows":1}}',
    };
    for (const [name, content] of Object.entries(files)) writeFileSync(own(name), content);
    symlinkSync("x.jsonl", own("symbolic.jsonl"));
    linkSync(own("x.jsonl"), own("hard.jsonl"));
    const jsonl = ["--format", "jsonl", "--output"];
    const rows = ["--max-rows", "1", ...jsonl];
    for (const args of [
      [own("x.jsonl"), ...rows, own("symbolic.jsonl")],
      [own("x.jsonl"), ...rows, own("hard.jsonl")],
      [own("x.jsonl.gz"), ...rows, own("x.jsonl.gz")],
      [own("x.jsonl"), "--key", "body", "--done", own("done.txt"), ...rows, own("done.txt")],
      [own("x.jsonl"), "--spec", own("spec.json"), ...jsonl, own("spec.json")],
      ["--sql", `SELECT * FROM read_csv('${own("x.jsonl")}', delim = '|', header = false)`, ...rows, own("x.jsonl")],
      [own("x.jsonl"), "--split-by", "chat", ...rows, folder],
    ]) {
      const { status, stderr } = await windrow(args);
      assert.equal(status, 2, `${args.join(" ")}: ${stderr}`);
      assert.match(stderr, /would overwrite/);
    }
    for (const [name, content] of Object.entries(files)) assert.deepEqual(readFileSync(own(name)), Buffer.from(content), name);
  });

  it("is the same, in the same order, whatever memory there is, and is whole when piped", async () => {
    const args = [path("large.csv"), "--max-bytes", "5000", "--overlap", "0.1", "--format", "jsonl"];
    const [roomy, tight] = [await written(args), await written([...args, "--memory", "200MB"])];
    assert.ok(roomy.equals(tight));
    const windows = linesOf(roomy);
    let expected = 0;
    for (const { start, fresh, end, sum_bytes, text } of windows) {
      assert.equal(fresh, expected);
      assert.equal(text.split("\n").length, end - start);
      assert.equal(Buffer.byteLength(text), sum_bytes);
      assert.ok(sum_bytes <= 5_000);
      expected = end;
    }
    assert.equal(expected, ALL);
    // Each chat's texts in order of their times, across all blocks.
    const place = new Map();
    for (const { partition, start, fresh, text } of windows) {
      for (const line of text.split("\n").slice(fresh - start)) {
        const time = (Number(/\d+$/.exec(line)[0]) * 7919) % ALL;
        assert.ok(time >= (place.get(partition) ?? -1));
        place.set(partition, time);
      }
    }
  });

  it("leaves nothing behind in the working directory or among temporary files", async () => {
    const temporary = path("temporary");
    mkdirSync(temporary);
    const args = [path("large.csv"), "--max-bytes", "5000", "--format", "jsonl", "--memory", "200MB"];
    await written(args, "", { ...process.env, TMPDIR: temporary });
    assert.deepEqual(readdirSync(temporary), []);
    assert.ok(!readdirSync(".").includes(".tmp"));
  });
});
