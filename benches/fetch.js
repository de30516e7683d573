// From a table in DuckDB-WASM to a plan, end to end, against what one would write without windrow: in
// whatever engine this runs in.
import { init } from "windrow";
import { fetchRows } from "windrow/duckdb";
import { RECURSIVE } from "./recursive.js";

const MAX = 32_000;
const NARROW = "SELECT ts, strlen(body)::UINTEGER AS bytes FROM";

/** @type {import("@duckdb/duckdb-wasm").AsyncDuckDBConnection} */
let connection;

/** Makes what is measured: a table of `n` messages, of 0 to 159 bytes each: in order of time, with ties; and one that is not. */
export async function begin(to, n) {
  await init();
  connection = to;
  await connection.query(`CREATE OR REPLACE TABLE ordered AS SELECT i::INTEGER AS id,
    TIMESTAMP '2024-01-01' + to_seconds(i // 3) AS ts, repeat('x', (i * 7919 % 160)::INTEGER) AS body
    FROM range(${n}) AS r(i)`);
  await connection.query("CREATE OR REPLACE TABLE mixed AS FROM ordered ORDER BY hash(id)");
}

const raw = (sql) => connection.useUnsafe((database, id) => database.runQuery(id, sql));

/** Full windows by bytes, without overlap, as one writes it. */
function loop(lengths) {
  const windows = [];
  let [start, sum] = [0, 0];
  for (let i = 0; i < lengths.length; i++) {
    if (sum + lengths[i] > MAX && i > start) {
      windows.push([start, i]);
      [start, sum] = [i, 0];
    }
    sum += lengths[i];
  }
  windows.push([start, lengths.length]);
  return windows;
}

async function windrow(query) {
  const { rows } = await fetchRows(connection, { time: "ts", text: "body", ...query });
  const plan = rows.windows({ max: { bytes: MAX } });
  const { length } = plan.end;
  plan.free();
  rows.free();
  return length;
}

async function decoded(sql) {
  const table = await connection.query(sql);
  return loop(table.getChild("bytes").toArray()).length;
}

let copy = new Uint8Array();

/** The least that anything can take which keeps what it is given, as it is the caller's. */
async function copied(sql) {
  const bytes = await raw(sql);
  if (copy.length < bytes.length) copy = new Uint8Array(bytes.length);
  copy.set(bytes);
}

/** Each a way to the number of windows, or, undefined, to bytes only. */
const CONTENDERS = {
  "bare fetch, as it lies": async () => void (await raw(`${NARROW} ordered`)),
  "bare fetch, and a copy of it": () => copied(`${NARROW} ordered`),
  "windrow, table in order": () => windrow({ from: "ordered" }),
  "query() with ORDER BY, and a loop": () => decoded(`${NARROW} ordered ORDER BY ts`),
  "bare fetch, ORDER BY ts, id": async () => void (await raw(`${NARROW} ordered ORDER BY ts, id`)),
  "windrow, orderBy id, in order": () => windrow({ from: "ordered", orderBy: ["id"] }),
  "bare fetch of the mixed table, ORDER BY": async () => void (await raw(`${NARROW} mixed ORDER BY ts, row_number() OVER ()`)),
  "windrow, mixed table, two queries": () => windrow({ from: "mixed" }),
  "fetch of the text": async () => void (await raw("SELECT ts, body FROM ordered")),
};

/** Those whose times are compared: windrow's against a rival's. */
const PAIRS = [
  ["windrow, table in order", "bare fetch, as it lies"],
  ["windrow, table in order", "bare fetch, and a copy of it"],
  ["windrow, table in order", "query() with ORDER BY, and a loop"],
  ["windrow, table in order", "fetch of the text"],
  ["windrow, orderBy id, in order", "bare fetch, ORDER BY ts, id"],
  ["windrow, mixed table, two queries", "bare fetch of the mixed table, ORDER BY"],
];

const median = (numbers) => [...numbers].sort((a, b) => a - b)[numbers.length >> 1];

/**
 * For each pair, the least and the median of both times, in milliseconds, and the median of their ratio
 * in each round. The two take turns in going first, so that what else the machine does hits both.
 */
export async function endToEnd(rounds) {
  const counts = new Set();
  const timed = async (name) => {
    const began = performance.now();
    const windows = await CONTENDERS[name]();
    const ms = performance.now() - began;
    if (windows !== undefined && !name.includes("mixed")) counts.add(windows);
    return ms;
  };
  const results = [];
  for (const [own, rival] of PAIRS) {
    const times = [];
    await timed(own);
    for (let round = 0; round < rounds; round++) {
      const first = await timed(round % 2 ? own : rival);
      const second = await timed(round % 2 ? rival : own);
      times.push(round % 2 ? [first, second] : [second, first]);
    }
    const sides = [0, 1].map((side) => times.map((pair) => pair[side]));
    const [least, middle] = [(all) => Math.min(...all), median].map((of) => sides.map(of));
    results.push({ own, rival, least, median: middle, ratio: median(times.map(([a, b]) => a / b)) });
  }
  if (counts.size !== 1) throw new Error(`other windows: ${[...counts]}`);
  return { windows: [...counts][0], results };
}

/**
 * How long something takes that is too slow for rounds, in milliseconds, and windrow's least and median,
 * half of them before and half after.
 */
async function once(measure) {
  const times = [];
  const some = async () => {
    for (let i = 0; i < 5; i++) {
      const began = performance.now();
      await windrow({ from: "ordered" });
      times.push(performance.now() - began);
    }
  };
  await some();
  const found = await measure();
  await some();
  return { ...found, own: [Math.min(...times), median(times)] };
}

/** How long a recursive query takes. */
export const recursive = (name) =>
  once(async () => {
    const began = performance.now();
    const table = await connection.query(RECURSIVE[name]("ordered", MAX));
    return { ms: performance.now() - began, windows: table.get(0).n };
  });

/** How long one query a window takes, from a sample of them spread over the table. */
export const oneByOne = (n, sample) =>
  once(async () => {
    const began = performance.now();
    for (let i = 0; i < sample; i++) {
      await connection.query(`SELECT count(*)::INTEGER AS rows FROM (
        SELECT sum(strlen(body)) OVER (ORDER BY ts, id) AS total FROM (
          SELECT ts, id, body FROM ordered ORDER BY ts, id LIMIT 2000 OFFSET ${Math.floor((n * i) / sample)}))
        WHERE total <= ${MAX}`);
    }
    return { ms: (performance.now() - began) / sample };
  });
