// Counts tokens of a table in a browser's workers, as the page does.
import { AsyncDuckDB, VoidLogger } from "@duckdb/duckdb-wasm";
import workerUrl from "@duckdb/duckdb-wasm/dist/duckdb-browser-eh.worker.js?url";
import engineUrl from "@duckdb/duckdb-wasm/dist/duckdb-eh.wasm?url";
import { init } from "windrow";
import { fetchRows } from "windrow/duckdb";
import { tokenCounter } from "windrow/tokens";

const database = new AsyncDuckDB(new VoidLogger(), new Worker(workerUrl));
await database.instantiate(engineUrl);
const connection = await database.connect();
await init();

/** The longest time that the page was blocked, in milliseconds. */
let longest = 0;
new PerformanceObserver((list) => {
  for (const { duration } of list.getEntries()) longest = Math.max(longest, duration);
}).observe({ type: "longtask" });

globalThis.make = (rows) =>
  connection
    .query(`CREATE OR REPLACE TABLE messages AS SELECT TIMESTAMP '2024-01-01' + to_seconds(i) AS time, 'a' || i % 9 AS author,
    'message ' || i || ' about ' || md5(i::VARCHAR) || repeat(' and so on', (i % 7)::INTEGER) AS text FROM range(${rows}) r(i)`)
    .then(() => {});

/** Counts all tokens and returns the result; aborts after some progress on request. */
globalThis.count = async (abortAt = Infinity) => {
  longest = 0;
  const [controller, shares, reason] = [new AbortController(), [], new Error("enough")];
  // In beats of this page, as other programs may hold it up.
  let [aborted, beats] = [false, 0];
  const heart = setInterval(() => aborted && beats++, 10);
  const onProgress = ({ done }) => {
    shares.push(done);
    if (done < abortAt || aborted) return;
    aborted = true;
    controller.abort(reason);
  };
  const began = performance.now();
  const tokens = await tokenCounter("o200k_base");
  const query = { from: "messages", time: "time", author: "author", text: "text", tokens };
  try {
    const { rows } = await fetchRows(connection, query, { signal: controller.signal, onProgress });
    const total = rows.total("tokens");
    rows.free();
    return { total, shares, longest, took: performance.now() - began };
  } catch (error) {
    if (error !== reason) throw error;
    return { beats, shares };
  } finally {
    clearInterval(heart);
  }
};

globalThis.memory = async () => (await performance.measureUserAgentSpecificMemory?.())?.bytes;
globalThis.ready = true;
