// The command line against DuckDB's own ordered COPY of the same columns, each a process of its own: CPU time and the
// most memory. A million messages of 200 chats, from CSV and from Parquet, to lines of JSON with a template.
//
//   node benches/command.js [ROWS] [RUNS]
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { DuckDBInstance } from "@duckdb/node-api";

const [rows, runs] = [Number(process.argv[2] ?? 1_000_000), Number(process.argv[3] ?? 3)];
const path = (name) => fileURLToPath(new URL(name, import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "windrow-bench-"));
const out = join(folder, "out.jsonl");

/** Runs a script, and resolves to its CPU seconds and MB. */
function used(...args) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ["--import", path("usage.js"), ...args], {
      stdio: ["ignore", "ignore", "pipe", "pipe"],
    });
    let [usage, errors] = ["", ""];
    child.stdio[3].on("data", (chunk) => (usage += chunk));
    child.stderr.on("data", (chunk) => (errors += chunk));
    child.on("close", (status) => (status === 0 ? resolve(JSON.parse(usage)) : reject(new Error(errors))));
  });
}

const COPY = `
  import { DuckDBInstance } from "@duckdb/node-api";
  const connection = await (await DuckDBInstance.create(":memory:")).connect();
  await connection.run(process.argv[1]);`;
const median = (values) => values.sort((a, b) => a - b)[values.length >> 1];

try {
  const connection = await (await DuckDBInstance.create(":memory:")).connect();
  await connection.run(
    `CREATE TABLE m AS SELECT i AS id, 'chat ' || (hash(i) % 200) AS chat, TIMESTAMP '2024-01-01' + to_seconds(i * 20) AS ts, 'author ' || (hash(i + 7) % 50) AS author, repeat('some words é ', (hash(i) % 15)::INT) || i AS body FROM range(${rows}) r(i)`,
  );
  for (const file of ["messages.csv", "messages.parquet"]) {
    const input = join(folder, file);
    await connection.run(`COPY m TO '${input}'`);
    const found = { copy: [], windrow: [] };
    for (let run = 0; run < runs; run++) {
      const copy = `COPY (SELECT chat, ts, author, body FROM '${input}' ORDER BY chat, ts) TO '${out}' (FORMAT json)`;
      found.copy.push(await used("--input-type=module", "--eval", COPY, copy));
      const line = [
        "--template",
        "[{time:%Y-%m-%d %H:%M}] {author}: {text}",
        "--max-bytes",
        "32000",
        "--overlap",
        "0.1",
        "--format",
        "jsonl",
        "--output",
        out,
      ];
      found.windrow.push(await used(path("../cli/dist/main.js"), input, ...line));
    }
    const [copy, windrow] = [found.copy, found.windrow].map((all) => ({
      cpu: median(all.map(({ cpu }) => cpu)),
      rss: median(all.map(({ rss }) => rss)),
    }));
    console.log(
      `${file}: windrow ${windrow.cpu.toFixed(1)} s, ${Math.round(windrow.rss)} MB; COPY ${copy.cpu.toFixed(1)} s, ${Math.round(copy.rss)} MB; ${(windrow.cpu / copy.cpu).toFixed(2)} times the CPU`,
    );
  }
} finally {
  rmSync(folder, { recursive: true });
}
