// Every format in, every format out: the same windows as the package's own plan of the same messages.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { before, describe, it } from "node:test";
import { tableFromIPC } from "apache-arrow";
import { Rows, init } from "windrow";
import { csv, fixture, jsonLines, messages, windrow, written } from "../support/cli.js";

const SPEC = { max: { bytes: 150, tokens: 200, rows: 12 }, gap: "1d", overlap: { rows: 2 }, cut: "quiet" };
const ARGS = "--max-bytes 150 --measure tokens --max-tokens 200 --max-rows 12 --gap 1d --overlap rows=2 --cut quiet".split(" ");
const bytesOf = (text) => Buffer.byteLength(text ?? "");
const micros = (ts) => BigInt(Date.parse(`${ts.slice(0, 23).replace(" ", "T")}Z`)) * 1000n;

/** The plan of messages, by the package: each is measured with the line feed after it, but for a window's last. */
function planOf(rows, { max, ...spec }, columns = {}) {
  spec = { ...spec, max: { ...max, ...(max.bytes && { bytes: max.bytes + 1 }) } };
  return Rows.fromColumns({
    time: BigInt64Array.from(rows, ({ ts }) => micros(ts)),
    measures: { tokens: rows.map(({ tokens }) => tokens ?? 0), bytes: rows.map(({ body }) => bytesOf(body) + 1) },
    partition: rows.map(({ chat }) => chat),
    ...columns,
  }).windows(spec);
}

const isoOf = (micros, zone = "") => {
  const iso = new Date(Number(micros / 1000n)).toISOString();
  return iso.replace(/\.000Z$/, "Z").replace("Z", zone);
};

/** A plan as lines of JSON are to be. */
function expected(plan, rows, zone) {
  const [bytes, tokens] = [plan.sum("bytes"), plan.sum("tokens")];
  return plan.toArray().map(({ index, start, fresh, end, oversize }) => ({
    window: index,
    partition: rows[start].chat,
    start,
    fresh,
    end,
    sum_bytes: bytes[index] - 1,
    sum_tokens: tokens[index],
    first_time: isoOf(plan.firstTime[index], zone),
    last_time: isoOf(plan.lastTime[index], zone),
    oversize,
    text: rows
      .slice(start, end)
      .map(({ body }) => body ?? "")
      .join("\n"),
  }));
}

const parsed = (jsonl) =>
  String(jsonl)
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line));
const withoutText = (windows) => windows.map(({ text, ...window }) => window);

describe("the command line", () => {
  let plan;
  before(async () => {
    await init();
    plan = planOf(messages, SPEC);
    assert.ok(plan.length > 5 && plan.fresh.some((fresh, i) => fresh > plan.start[i]), "a plan that tells");
  });

  const inputs = {
    CSV: () => csv(messages),
    "CSV of semicolons and CRLF, with a byte order mark": () => `\ufeff${csv(messages, ";", "\r\n")}`,
    TSV: () => csv(messages, "\t"),
    JSON: () => readFileSync(fixture("messages.json")),
    "JSON lines": () => jsonLines(messages),
    ...Object.fromEntries(
      ["snappy", "zstd", "gzip", "brotli", "lz4", "none"].map((codec) => [
        `Parquet (${codec})`,
        () => readFileSync(fixture(`${codec}.parquet`)),
      ]),
    ),
    "Parquet of nanoseconds": () => readFileSync(fixture("nanoseconds.parquet")),
    "an Arrow stream": () => readFileSync(fixture("stream.arrow")),
    "an Arrow file": () => readFileSync(fixture("file.arrow")),
    "Arrow of other types": () => readFileSync(fixture("other-types.arrow")),
  };
  for (const [name, input] of Object.entries(inputs)) {
    it(`reads ${name}, from standard input`, async () => {
      const zone = /nanoseconds|other types/.test(name) ? "Z" : "";
      const { status, stdout, stderr } = await windrow([...ARGS, "--format", "jsonl"], input());
      assert.equal(status, 0, stderr);
      assert.equal(stderr, "windrow: columns guessed: --time ts --text body --partition chat\n");
      assert.deepEqual(parsed(stdout), expected(plan, messages, zone));
    });
  }

  for (const file of ["messages.json", "snappy.parquet", "file.arrow"]) {
    it(`reads ${file} by its name, and says nothing where nothing is guessed`, async () => {
      const columns = "--time ts --text body --partition chat".split(" ");
      const { stdout, stderr } = await windrow([fixture(file), ...ARGS, ...columns, "--format", "jsonl"]);
      assert.equal(stderr, "");
      assert.deepEqual(parsed(stdout), expected(plan, messages, ""));
    });
  }

  it("writes JSON", async () => {
    const json = await written([fixture("messages.json"), ...ARGS, "--format", "json"]);
    assert.deepEqual(JSON.parse(json), withoutText(expected(plan, messages, "")));
  });

  it("writes CSV that it reads again", async () => {
    const out = await written([fixture("messages.json"), ...ARGS, "--format", "csv"]);
    const [head, ...lines] = String(out).split("\r\n");
    const windows = withoutText(expected(plan, messages, ""));
    assert.equal(head, Object.keys(windows[0]).join(","));
    assert.deepEqual(
      lines.slice(0, -1),
      windows.map((window) => Object.values(window).join(",")),
    );
    const again = await written(
      ["--time", "first_time", "--text", "partition", "--max-rows", "1", "--stats", "--format", "json"],
      out,
    );
    assert.equal(JSON.parse(again).rows, plan.length);
  });

  it("writes the Arrow that the package does", async () => {
    for (const file of ["messages.json", "zstd.parquet", "stream.arrow"]) {
      const out = await written([fixture(file), ...ARGS, "--format", "arrow"]);
      assert.deepEqual(new Uint8Array(out), plan.toArrow());
    }
    assert.equal(tableFromIPC(plan.toArrow()).numRows, plan.length);
  });

  it("takes the spec from a file, and options on top", async () => {
    const args = ["--measure", "tokens", "--format", "json"];
    const file = [fixture("messages.json"), ...args, "--spec"];
    const whole = await written([...file, JSON.stringify(SPEC)]);
    assert.deepEqual(JSON.parse(whole), withoutText(expected(plan, messages, "")));
    const narrower = await written([
      ...file,
      JSON.stringify({ ...SPEC, edges: ["2024-03-01T20:00:00Z"] }),
      "--max-rows",
      "7",
      "--cut",
      "even",
    ]);
    const spec = {
      ...SPEC,
      max: { ...SPEC.max, rows: 7 },
      cut: "even",
      edges: [new Date("2024-03-01T20:00:00Z")],
    };
    assert.deepEqual(JSON.parse(narrower), withoutText(expected(planOf(messages, spec), messages, "")));
  });

  it("cuts where keys say, and gives windows their ids", async () => {
    const stable = planOf(messages, { max: { rows: 9 }, cut: "stable", minFill: 0.3 }, { key: messages.map(({ id }) => id) });
    const args = ["--key", "id", "--max-rows", "9", "--cut", "stable", "--min-fill", "0.3", "--format", "json"];
    for (const input of [csv(messages), readFileSync(fixture("none.parquet"))]) {
      const windows = JSON.parse(await written(args, input));
      assert.deepEqual(
        windows.map(({ end }) => end),
        [...stable.end],
      );
      assert.deepEqual(
        windows.map(({ id }) => BigInt(id)),
        [...stable.id],
      );
    }
  });

  it("cuts by the clock", async () => {
    const args = ["--every", "6h", "--span", "8h", "--origin", "first", "--empty", "--partition", "", "--format", "json"];
    const windows = JSON.parse(await written([fixture("messages.json"), ...args]));
    const rows = Rows.fromColumns({ time: BigInt64Array.from(messages, ({ ts }) => micros(ts)) });
    const hops = rows.hops({ every: "6h", span: "8h", origin: "first", empty: true });
    assert.deepEqual(
      windows.map(({ start, end }) => [start, end]),
      hops.toArray().map(({ start, end }) => [start, end]),
    );
    assert.deepEqual(
      windows.map(({ opens }) => opens),
      Array.from(hops.opens, (time) => isoOf(time)),
    );
  });

  it("cuts as Egregora does", async () => {
    const args = ["--egregora", "--step-size", "10", "--overlap-ratio", "0.3", "--format", "jsonl"];
    const windows = parsed(await written([fixture("messages.json"), ...args]));
    const rows = Rows.fromColumns({ time: BigInt64Array.from(messages, ({ ts }) => micros(ts)) });
    const plan = rows.egregora({ stepSize: 10, overlapRatio: 0.3 });
    assert.deepEqual(
      windows.map(({ start, end }) => [start, end]),
      plan.toArray().map(({ start, end }) => [start, end]),
    );
    assert.equal(
      windows[0].text,
      messages
        .slice(0, 13)
        .map(({ body }) => body ?? "")
        .join("\n"),
    );
  });

  it("says what it costs", async () => {
    const costs = JSON.parse(await written([fixture("messages.json"), ...ARGS, "--stats", "--format", "json"]));
    const { windows, oversize, repeatedRows, repeated, fill } = plan.stats();
    const held = plan.toArray().reduce((sum, { start, end }) => sum + end - start, 0);
    assert.deepEqual(costs, {
      rows: 60,
      bytes: messages.reduce((sum, { body }) => sum + bytesOf(body), 0),
      windows,
      oversize,
      repeatedRows,
      repeatedShare: repeatedRows / held,
      repeated,
      fill,
      sent: { bytes: plan.toArray().reduce((sum, { index }) => sum + plan.sum("bytes")[index] - 1, 0) },
    });
  });

  it("puts a separator between texts", async () => {
    const out = await written([fixture("messages.json"), "--max-rows", "3", "--separator", "\\n--\\t", "--format", "jsonl"]);
    assert.equal(
      parsed(out)[0].text,
      messages
        .slice(0, 3)
        .map(({ body }) => body ?? "")
        .join("\n--\t"),
    );
  });

  it("sorts what is out of order by partition, time and place, and says so", async () => {
    // Both chats mixed, and backwards; of the same time, the order of the file stays.
    const mixed = messages.map((_, i) => messages[(i * 37 + 11) % messages.length]);
    const chats = [...new Set(mixed.map(({ chat }) => chat))];
    const sorted = chats.flatMap((chat) =>
      mixed.filter((row) => row.chat === chat).sort((a, b) => (a.ts < b.ts ? -1 : Number(a.ts > b.ts))),
    );
    assert.notDeepEqual(sorted, mixed);
    const args = [...ARGS, "--key", "id", "--format", "jsonl"];
    const { status, stdout, stderr } = await windrow(args, csv(mixed));
    assert.equal(status, 0, stderr);
    assert.match(stderr, /rows were put in order/);
    const windows = parsed(stdout);
    const own = planOf(sorted, SPEC, { key: sorted.map(({ id }) => id) });
    assert.deepEqual(
      windows.map(({ id }) => BigInt(id)),
      [...own.id],
    );
    assert.deepEqual(
      windows.map(({ id, keys, ...window }) => window),
      expected(own, sorted, ""),
    );
    const refused = await windrow([...args, "--no-sort"], csv(mixed));
    assert.equal(refused.status, 1);
    assert.match(refused.stderr, /^windrow: UNSORTED: /m);
  });

  it("is told of inputs and columns that it could not tell", async () => {
    const rows = messages.map(({ ts, body }) => ({ a: ts, b: body }));
    const windows = await written(
      ["--input", "csv", "--delimiter", "|", "--time", "a", "--text", "b", "--max-rows", "30", "--format", "json"],
      csv(rows, "|"),
    );
    assert.deepEqual(
      JSON.parse(windows).map(({ end }) => end),
      [30, 60],
    );
  });

  it("takes the last column for the text where none looks like it", async () => {
    const out = await written(["--max-rows", "2", "--input", "csv", "--format", "json"], "n\n1\n2\n3\n");
    assert.deepEqual(JSON.parse(out), [
      { window: 0, start: 0, fresh: 0, end: 2, sum_bytes: 3, oversize: false },
      { window: 1, start: 2, fresh: 2, end: 3, sum_bytes: 1, oversize: false },
    ]);
  });

  it("fills a window to the last byte, and no further", async () => {
    const texts = async (max) =>
      parsed(await written(["--max-bytes", String(max), "--format", "jsonl"], "id,body\n1,aa\n2,bb\n3,c\n")).map(
        ({ text }) => text,
      );
    assert.deepEqual(await texts(5), ["aa\nbb", "c"]);
    assert.deepEqual(await texts(4), ["aa", "bb\nc"]);
    assert.deepEqual(await texts(7), ["aa\nbb\nc"]);
  });

  it("makes nothing of nothing, in every format", async () => {
    for (const [format, nothing] of [
      ["json", "[]\n"],
      ["jsonl", ""],
      ["csv", "window,start,fresh,end,sum_bytes,oversize\r\n"],
    ]) {
      const out = await written(
        ["--input", "csv", "--text", "body", "--max-rows", "2", "--time", "", "--format", format],
        "ts,body\n",
      );
      assert.equal(String(out), nothing);
    }
    const table = await written(["--input", "csv", "--text", "body", "--time", "", "--max-rows", "2"], "ts,body\n");
    assert.match(String(table), /^0 rows, 0 bytes of text\n0 windows$/m);
  });
});
