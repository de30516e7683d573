// The sample's plans without a database equal those that a database makes of the file.
import assert from "node:assert/strict";
import { openAsBlob } from "node:fs";
import { before, describe, it } from "node:test";
import { gunzipSync } from "node:zlib";
import { init } from "windrow";
import { fetchRows } from "windrow/duckdb";
import { loadMessages } from "windrow/etl";
import { promptsOf } from "windrow/prompts";
import { tokenCounter } from "windrow/tokens";
import { sampleFile } from "../../scripts/build.js";
import { openDuckDB, openNativeDuckDB } from "../../scripts/lib/duckdb.js";
import { makeSampleArrow } from "../../scripts/make-sample-arrow.js";
import { bundled } from "../support/bundled.js";

const SPECS = [
  { max: { tokens: 8_000 }, overlap: 0.05, cut: "quiet" },
  { max: { tokens: 30_000, bytes: 60_000 }, gap: "9h", overlap: { rows: 5 } },
  { max: { rows: 500, duration: "2d" }, cut: "even" },
];
let files, sample, insertSample, openSample;

const read = async (name) => files[name];
const columns = ({ start, fresh, end, firstTime, oversize }, rows) => [start, fresh, end, firstTime, oversize, rows];

before(async () => {
  await init();
  files = await makeSampleArrow();
  ({ openSample } = await bundled("www/src/sample/index.ts"));
  ({ insertSample } = await bundled("www/src/sample/database.ts"));
  sample = await openSample(read);
});

describe("the sample without a database", () => {
  it("gives the plans that a database makes of the file", async () => {
    const { connection, close } = await openNativeDuckDB();
    const loaded = await loadMessages(connection, { name: "sample.csv", blob: await openAsBlob(await sampleFile()) });
    const { time, author, text } = loaded.columns;
    const fetched = await fetchRows(connection, {
      from: loaded.table,
      time,
      author,
      text,
      tokens: await tokenCounter("o200k_base"),
    });
    assert.equal(sample.sent.line, fetched.sent.line);
    assert.deepEqual(
      sample.rows.measures.map((name) => sample.rows.total(name)),
      ["bytes", "tokens"].map((name) => fetched.rows.total(name)),
    );
    for (const spec of SPECS) assert.deepEqual(columns(sample.windows(spec)), columns(fetched.windows(spec)));
    close();
  });

  it("needs at most 120 kB for the first plan, whether the host compresses or not", async () => {
    assert.ok(files["sample.arrow.gz"].length < 120_000, `${files["sample.arrow.gz"].length} bytes`);
    const inflated = await openSample(async (name) => gunzipSync(files[name]));
    assert.equal(inflated.rows.total("tokens"), sample.rows.total("tokens"));
  });

  it("shows the first screens before all texts are fetched, and fetches these once", async () => {
    let asked = 0;
    const fresh = await openSample((name) => (asked++, read(name)));
    assert.equal(fresh.text(6), "Hello everyone! One group instead of five threads, as promised");
    assert.deepEqual(
      [fresh.author(6), fresh.kind(6), fresh.kind(0), fresh.text(19_999)],
      ["Noor", "message", "system", undefined],
    );
    await Promise.all([fresh.fetchTexts(), fresh.fetchTexts()]);
    assert.equal(asked, 2);
    assert.equal(fresh.shown, 20_000);
    assert.equal(typeof fresh.text(19_999), "string");
  });
});

for (const [name, open] of [
  ["DuckDB-WASM", openDuckDB],
  ["native DuckDB", openNativeDuckDB],
]) {
  it(`is the file's table once it is in ${name}`, async () => {
    const { connection, close = () => {} } = await open();
    const loaded = await loadMessages(
      connection,
      { name: "sample.csv", blob: await openAsBlob(await sampleFile()) },
      { table: "file" },
    );
    const counter = await tokenCounter("o200k_base");
    const inserted = await insertSample(connection, sample, "sample", counter);
    const [{ rows }, { rows: differences }] = await Promise.all(
      [
        "SELECT 1 FROM sample",
        "SELECT 1 FROM (SELECT rowid, id, ts, author, body FROM file EXCEPT SELECT rowid, id, ts, author, body FROM sample)",
      ].map((sql) => fetchRows(connection, { from: { sql } })),
    );
    assert.deepEqual([rows.length, differences.length, inserted.loaded.rows], [20_000, 0, loaded.rows]);
    const types = (all) =>
      all.filter(({ name }) => name !== "kind").map(({ name, type, holdsIntegers }) => [name, type, holdsIntegers]);
    assert.deepEqual(types(inserted.loaded.all), types(loaded.all));
    const plan = inserted.fetched.windows(SPECS[0]);
    let tokens = 0;
    for await (const prompt of promptsOf(inserted.fetched, plan)) tokens += prompt.tokens;
    const planned = plan.sum("tokens").reduce((sum, n) => sum + n);
    assert.ok(tokens <= planned && tokens > 0.99 * planned, `${tokens} of ${planned}`);
    close();
  });
}
