// Writes one table with every producer of Arrow, into tests/fixtures/arrow: to be run when a producer
// is added or changes what it writes. Needs a Python that has pyarrow and polars, as PYTHON.
import { spawnSync } from "node:child_process";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import * as arrow from "apache-arrow";
import { CUT, table } from "./fixtures/arrow-table.js";
import { cli } from "./lib/cli.js";
import { openDuckDB } from "./lib/duckdb.js";
import { root } from "./lib/run.js";

const folder = join(root, "tests/fixtures/arrow");
const given = JSON.stringify({ table, cut: CUT });

function write(name, bytes) {
  writeFileSync(join(folder, name), bytes);
}

function run(command, args) {
  const options = { input: given, stdio: ["pipe", "inherit", "inherit"], cwd: root };
  const { status, error } = spawnSync(command, [...args, folder], options);
  if (status !== 0) throw new Error(`${command} failed`, { cause: error });
}

function withApacheArrow() {
  const { vectorFromArray: vector } = arrow;
  const parts = [
    [0, CUT],
    [CUT, table.time.length],
  ].map(([start, end]) => {
    const part = Object.fromEntries(Object.entries(table).map(([name, values]) => [name, values.slice(start, end)]));
    const milliseconds = part.time.map((time) => time * 1000); // whatever the unit
    return {
      time_s: vector(milliseconds, new arrow.TimestampSecond()),
      time_ms: vector(milliseconds, new arrow.TimestampMillisecond("UTC")),
      day_date: vector(
        part.day.map((day) => new Date(day * 86_400_000)),
        new arrow.DateDay(),
      ),
      day_milliseconds: vector(
        part.day.map((day) => new Date(day * 86_400_000)),
        new arrow.DateMillisecond(),
      ),
      body_utf8: vector(part.body, new arrow.Utf8()),
      body_large_utf8: vector(part.body, new arrow.LargeUtf8()),
      tokens_float64: vector(part.tokens, new arrow.Float64()),
      tokens_int32: vector(part.tokens, new arrow.Int32()),
      chat_utf8: vector(part.chat, new arrow.Utf8()),
      room_int8: vector(part.room, new arrow.Int8()),
      id_uint32: vector(part.id, new arrow.Uint32()),
      name_utf8: vector(part.name, new arrow.Utf8()),
    };
  });
  const dictionaries = {
    body_dictionary: new arrow.Dictionary(new arrow.Utf8(), new arrow.Int32()),
    chat_dictionary: new arrow.Dictionary(new arrow.Utf8(), new arrow.Int32()),
  };
  for (const [name, type] of Object.entries(dictionaries)) {
    const all = vector(table[name.split("_")[0]], type);
    parts[0][name] = all.slice(0, CUT);
    parts[1][name] = all.slice(CUT);
  }
  const made = parts.map((part) => new arrow.Table(part));
  const whole = made[0].concat(made[1]);
  write("apache-arrow.arrow", arrow.tableToIPC(whole, "file"));
  write("apache-arrow.arrows", arrow.tableToIPC(whole, "stream"));
}

async function withDuckDB() {
  const { connection } = await openDuckDB();
  const literal = (value) => (value === null ? "NULL" : typeof value === "string" ? `'${value}'` : String(value));
  const rows = table.time.map(
    (_, i) =>
      `(${Object.values(table)
        .map((values) => literal(values[i]))
        .join(", ")})`,
  );
  const names = Object.keys(table).join(", ");
  const sql = (chat) => `SELECT
      make_timestamp(time::BIGINT * 1000000) AS time_us, make_timestamp(time::BIGINT * 1000000)::TIMESTAMP_S AS time_s,
      make_timestamp(time::BIGINT * 1000000)::TIMESTAMP_MS AS time_ms, make_timestamp(time::BIGINT * 1000000)::TIMESTAMP_NS AS time_ns,
      make_timestamp(time::BIGINT * 1000000)::TIMESTAMPTZ AS time_tz, DATE '1970-01-01' + day AS day_date,
      body AS body_varchar, tokens::UTINYINT AS tokens_utinyint, tokens::BIGINT AS tokens_bigint,
      tokens::HUGEINT AS tokens_hugeint, tokens::DECIMAL(9, 3) AS tokens_decimal, tokens::DOUBLE AS tokens_double,
      chat AS chat_varchar, ${chat} room::SMALLINT AS room_smallint, id AS id_integer, id::UBIGINT AS id_ubigint,
      name AS name_varchar, name::BLOB AS name_blob, [room] AS list, {a: body} AS struct
    FROM (VALUES ${rows.join(", ")}) AS t(${names})`;
  connection.query("CREATE TYPE chats AS ENUM ('a long name for a chat', 'family')");
  const result = connection.useUnsafe((database, id) => database.runQuery(id, sql("chat::chats AS chat_enum,")));
  write("duckdb.arrow", result);
  const chunks = connection.useUnsafe((database, id) => {
    let header = database.startPendingQuery(id, sql(""));
    while (header == null) header = database.pollPendingQuery(id);
    const chunks = [header];
    for (let chunk; (chunk = database.fetchQueryResults(id)) == null || chunk.length > 0;) {
      if (chunk) chunks.push(chunk);
    }
    return chunks;
  });
  write("duckdb.arrows", Buffer.concat(chunks));
}

cli(import.meta.url, async () => {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  write("table.json", `${given}\n`);
  withApacheArrow();
  await withDuckDB();
  run("cargo", ["run", "--quiet", "--features", "wasm", "--example", "arrow_fixtures", "--"]);
  run(process.env.PYTHON ?? "python3", [join(root, "scripts/fixtures/arrow.py")]);
});
