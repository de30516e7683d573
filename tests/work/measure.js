// The counted work of windrow. All counts are the same on a busy machine.
import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { Rows, init } from "windrow";
import { auditQueries, fetchRows, insertPlan, readWindows } from "windrow/duckdb";
import { openDuckDB } from "../../scripts/lib/duckdb.js";
import { find, root } from "../../scripts/lib/run.js";
import { sizes } from "../../scripts/size.js";
import { bytesCopied } from "../support/copied.js";

const run = promisify(execFile);
const ROWS = 20_000;
const MESSAGES = `SELECT TIMESTAMP '2024-01-01' + to_seconds(i) AS ts,
  CASE WHEN i % 7 <> 0 THEN repeat('x', (i * 7919 % 300)::INTEGER) END AS body FROM range(${ROWS}) AS r(i)`;

/** How many queries reach the engine between a table and the texts of its windows. */
export async function queriesOf(work) {
  const { connection } = await openDuckDB();
  connection.query(`CREATE TABLE messages AS ${MESSAGES}`);
  const audit = auditQueries(connection);
  await work(audit.connection);
  return audit.queries.length;
}

/** From a table to the texts of its windows. */
export async function roundTrip(connection) {
  const fetched = await fetchRows(connection, { from: "messages", time: "ts", text: "body" });
  const plan = fetched.rows.windows({ max: { bytes: 32_000 }, overlap: 0.2 });
  await insertPlan(connection, plan, { table: "windows" });
  await readWindows(connection, fetched, { windows: "windows", text: "body" });
}

/** The messages as Arrow bytes. */
export async function arrow() {
  const { connection } = await openDuckDB();
  return Uint8Array.from(connection.useUnsafe((database, id) => database.runQuery(id, MESSAGES)));
}

export const readArrow = (ipc) => Rows.fromArrow(ipc, { time: "ts", text: "body" });

/** The size of an installation on disk, without source maps and the module with names. */
async function unpacked() {
  const { stdout } = await run("npm", ["pack", "--dry-run", "--json", "--offline"], { cwd: join(root, "pkg") });
  const shipped = JSON.parse(stdout)[0].files.filter(({ path }) => !/\.map$|\.debug\.wasm$/.test(path));
  return shipped.reduce((sum, { size }) => sum + size, 0);
}

/** The program that makes plans natively, built at its first use. */
let built;
async function program() {
  const args = [
    "build",
    "--release",
    "--quiet",
    "--offline",
    "--manifest-path",
    "tests/work/Cargo.toml",
    "--target-dir",
    "target/work",
  ];
  await (built ??= run("cargo", args, { cwd: root }));
  return join(root, "target/work/release/work");
}

/** How often, and how many bytes, each plan of 100,000 rows allocates. */
export async function allocations(...args) {
  return JSON.parse((await run(await program(), args)).stdout);
}

export const hasValgrind = () => find("valgrind") !== undefined;

/** How many instructions a plan of 100,000 rows takes. */
export async function instructions(name) {
  const callgrind = ["--tool=callgrind", "--callgrind-out-file=/dev/null", "--toggle-collect=*measured*"];
  const { stderr } = await run("valgrind", [...callgrind, await program(), name]);
  return Number(/Collected : (\d+)/.exec(stderr)[1]);
}

/** All counts that have a budget, by the budget's name. */
export async function measureAll() {
  await init();
  const ipc = await arrow();
  const plans = Object.entries(await allocations());
  const { wasm, glue } = await sizes();
  const measured = {
    "queries, from a table to the texts of its windows": await queriesOf(roundTrip),
    "bytes copied into WebAssembly, of 20,000 rows": bytesCopied(() => readArrow(ipc)),
    "bytes of WebAssembly, with brotli": wasm.brotli,
    "bytes of its glue, with gzip": glue.gzip,
    "bytes of the package, unpacked, without maps": await unpacked(),
  };
  for (const [name, { times, bytes }] of plans) {
    measured[`allocations, ${name}`] = times;
    measured[`bytes allocated, ${name}`] = bytes;
    if (hasValgrind()) measured[`instructions, ${name}`] = await instructions(name);
  }
  return measured;
}
