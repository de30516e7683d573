// Ten million messages in DuckDB-WASM: fetches what windows need, or the texts, and says what memory it took.
import { init } from "windrow";
import { fetchRows } from "windrow/duckdb";
import { openDuckDB } from "../scripts/lib/duckdb.js";

const [what] = process.argv.slice(2);
const MB = 2 ** 20;
const { database, connection } = await openDuckDB();
await init();
connection.query(`CREATE TABLE messages AS SELECT TIMESTAMP '2024-01-01' + to_seconds(i // 3) AS ts,
  repeat('x', (i * 7919 % 160)::INTEGER) AS body FROM range(10000000) AS r(i)`);
const engine = () => (database.mod.HEAPU8.length / MB).toFixed(0);
const loaded = engine();

const fetchers = {
  narrow: async () => {
    const { rows, bytes } = await fetchRows(connection, { from: "messages", time: "ts", text: "body" });
    return `${(bytes / MB).toFixed(0)} MB fetched, ${rows.windows({ max: { bytes: 32_000 } }).length} windows`;
  },
  text: async () => {
    const sql = "SELECT ts, body FROM messages ORDER BY ts";
    const ipc = connection.useUnsafe((bindings, id) => bindings.runQuery(id, sql));
    return `${(ipc.length / MB).toFixed(0)} MB fetched`;
  },
};
const began = performance.now();
const outcome = await fetchers[what]().catch((error) => `failed: ${error.message.split("\n")[0]}`);
const seconds = ((performance.now() - began) / 1000).toFixed(1);
const { maxRSS } = process.resourceUsage();
console.log(
  `${what}: ${outcome}; ${seconds} s; the engine's memory ${loaded} MB before, ${engine()} MB at its peak; the process ${(maxRSS / 1024).toFixed(0)} MB at its peak`,
);
process.exit(0);
