// Files of bytes, files within files, and files that no format reads: on native DuckDB and on DuckDB-WASM.
import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { it } from "node:test";
import { gzipSync } from "node:zlib";
import { Dictionary, Int32, Table, Utf8, tableToIPC, vectorFromArray } from "apache-arrow";
import { zipSync } from "fflate";
import { loadMessages } from "windrow/etl";
import { root } from "../../scripts/lib/run.js";
import { bundled } from "../support/bundled.js";
import { whatsappText, zipOf } from "../support/exports.js";
import { forEachReader, guessed, source } from "../support/loaded.js";

const folder = join(root, "tests/fixtures/cli");
const messages = JSON.parse(readFileSync(join(folder, "messages.json"), "utf8"));
const csv = "ts,body\n2024-01-01,one\n2024-01-02,two\n";
/** What a zip of nothing in particular begins with is what its entries are. */
const unread = [
  ["a.db", "SQLite format 3\0…", /SQLite database; write the table of messages as CSV/],
  ["a.duckdb", `12345678DUCK${"\0".repeat(20)}`, /DuckDB database/],
  ["a.feather", "FEA1\0\0\0\0", /Feather of version 1/],
  ["a.parquet", "PARE\0\0\0\0", /encrypted Parquet/],
  ["a.xls", Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0, 0), /Excel workbook/],
  ["a.csv", Uint8Array.of(0xff, 0xfe, 0, 0, 0x61, 0, 0, 0), /text in UTF-32; write it as UTF-8/],
  ["a.json", '["a", "b"]', /an array of no objects; give an array of objects/],
  ["a.tar", `x.csv${"\0".repeat(252)}ustar\0`, /a tar archive; unpack it/],
  ["a.csv.gz", gzipSync(gzipSync("ts,body\n")), /compressed by gzip twice; gunzip it/],
  ["a.bz2", "BZh91AY&SY", /bzip2/],
  ["a.xlsx", zipOf({ "[Content_Types].xml": "x", "xl/workbook.xml": "x" }), /Excel workbook \(\.xlsx\); save it as CSV/],
  ["msgstore.db.crypt15", "\0\x01\x02", /encrypted backup of WhatsApp/],
  ["a.png", Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0), /picture/],
  ["a.bin", Uint8Array.of(1, 0, 2, 0, 0, 3), /the file is not text; give a/],
];

forEachReader((load, engine) => {
  for (const file of readdirSync(folder).filter((name) => /\.(parquet|arrow)$/.test(name))) {
    it(file, async () => {
      const loaded = await load(source(file, readFileSync(join(folder, file))));
      assert.equal(loaded.format, /parquet$/.test(file) ? "Parquet" : "Arrow");
      // Those are of other tables.
      if (/nested|nanoseconds|int96|times|pages/.test(file)) return assert.ok(loaded.rows > 0);
      const text = loaded.columns.text;
      assert.deepEqual(loaded.texts.toSorted(), messages.map((message) => message[text] ?? null).toSorted());
    });
    it(`${file}, cut short`, async () => {
      const bytes = readFileSync(join(folder, file));
      await assert.rejects(load(source(file, bytes.subarray(0, bytes.length >> 1))), {
        code: /parquet$/.test(file) ? "BAD_PARQUET" : "CORRUPT_ARROW",
      });
    });
  }
  it("an Arrow text that ends within a character is told", async () => {
    const table = new Table({ body: vectorFromArray(["olá", "tudo bem"], new Utf8()), at: vectorFromArray([1, 2], new Int32()) });
    const bytes = tableToIPC(table, "stream");
    // Offsets 0, 4 and 12: the first text is four bytes of UTF-8, the last two of them "á".
    const offsets = Buffer.from(Int32Array.of(0, 4, 12).buffer);
    const at = Buffer.from(bytes).indexOf(offsets);
    assert.ok(at > 0);
    bytes[at + 4] = 3;
    await assert.rejects(load(source("a.arrow", bytes)), {
      code: "CORRUPT_ARROW",
      message: /column body .* is damaged: the text of row 1 ends where none can/,
    });
  });
  for (const version of [1, 2]) {
    it(`Parquet's pages of version ${version}, with runs of every kind`, async () => {
      await load(source("a.parquet", readFileSync(join(folder, `pages-${version}.parquet`))));
      const rows = await engine().rows("SELECT body, seldom::INTEGER, never, flag, sure FROM source ORDER BY rowid");
      const count = messages.length;
      assert.deepEqual(
        rows,
        Array.from({ length: count }, (_, i) => [
          i % 7 === 3 ? null : `message ${i % 9}`,
          i >= 20 && i < 45 ? i : null,
          null,
          i % 5 === 0 ? null : i % 2 === 0,
          i % 3 === 0,
        ]),
      );
    });
  }
  for (const [what, file, at, ...damage] of [
    ["a run of 1,073,741,823 levels in a page of 25", "none.parquet", 287, 0xfe, 0xff, 0xff, 0xff, 0x07],
    ["a page whose levels have no length", "pages-2.parquet", 1923, 0xff],
  ]) {
    it(`Parquet with ${what} is refused, and not read for ever`, async () => {
      const bytes = readFileSync(join(folder, file));
      bytes.set(damage, at);
      await assert.rejects(load(source("a.parquet", bytes)), { code: "BAD_PARQUET" });
    });
  }
  for (const [file, content, message] of unread) {
    it(`${file} is named`, () =>
      assert.rejects(load(source(file, content)), { name: "WindowError", code: "UNKNOWN_FORMAT", message }));
  }
  for (const kind of ["stream", "file"]) {
    it(`a ${kind} of JavaScript's Arrow, whose files have their schema at their end alone`, async () => {
      const chats = vectorFromArray(["x", "y"], new Dictionary(new Utf8(), new Int32()));
      for (const columns of [
        { body: vectorFromArray(["one", null], new Utf8()) },
        { chat: chats, body: vectorFromArray(["one", null], new Utf8()) },
      ]) {
        const loaded = await load(source("a.arrow", tableToIPC(new Table(columns), kind)));
        assert.deepEqual([loaded.texts, loaded.chats], [["one", null], columns.chat ? ["x", "y"] : [null, null]]);
      }
    });
  }
  it("gzip is unpacked, and damaged gzip told", async () => {
    const packed = gzipSync(csv);
    assert.deepEqual((await load(source("a.csv.gz", packed))).texts, ["one", "two"]);
    await assert.rejects(load(source("a.csv.gz", packed.subarray(0, 20))), {
      code: "BAD_FILE",
      message: /gzip, and damaged or cut short/,
    });
  });
  it("gzip of several members is read to its end, or refused", async () => {
    const rest = "2024-01-03,three\n";
    const many = Array.from({ length: 100 }, (_, i) => `2024-01-03,${i}\n`);
    // Looks like the beginning of a member, as it is stored.
    const stored = gzipSync(Buffer.concat([Buffer.from(csv), Buffer.from([0x1f, 0x8b, 8, 0, 0x0a])]), { level: 0 });
    const texts = async (...members) => (await load(source("a.csv.gz", ...members))).texts;
    assert.deepEqual(await texts(gzipSync(csv), gzipSync(rest)), ["one", "two", "three"]);
    assert.equal((await texts(gzipSync(csv), ...many.map((text) => gzipSync(text)))).length, 102);
    assert.deepEqual(await texts(gzipSync(csv), gzipSync(""), gzipSync(rest)), ["one", "two", "three"]);
    for (const members of [
      [gzipSync(csv), gzipSync(rest).subarray(0, 15)],
      [gzipSync(csv), "and more"],
      [stored, gzipSync(rest).subarray(0, -1)],
    ])
      await assert.rejects(load(source("a.csv.gz", ...members)), { code: "BAD_FILE", message: /gzip, and damaged or cut short/ });
  });
  it("a zip is its chats, or its only table", async () => {
    const chat = await load(
      source(
        "WhatsApp Chat - Family.zip",
        zipOf({ "_chat.txt": whatsappText, "a.jpg": "\xff", "sent.csv": csv, "__MACOSX/._chat.txt": "x" }),
      ),
    );
    assert.equal(chat.format, "WhatsApp export");
    assert.deepEqual((await load(source("a.zip", zipOf({ "table.csv": csv, "read me": "x" })))).texts, ["one", "two"]);
    assert.equal((await load(source("a.zip", zipOf({ "a.txt": whatsappText, "b.txt": whatsappText })))).rows, 2 * chat.rows);
    assert.equal((await load(source("a.zip", zipSync({ "b.zip": zipOf({ "_chat.txt": whatsappText }) })))).rows, chat.rows);
  });
  it("a zip that is cut short, damaged, without a chat, or with two tables is told", async () => {
    const zip = zipOf({ "_chat.txt": whatsappText.repeat(50) });
    await assert.rejects(load(source("a.zip", zip.subarray(0, 60))), {
      code: "BAD_FILE",
      message: /^the zip cannot be unpacked/,
    });
    await assert.rejects(load(source("a.zip", zip.slice().fill(0xff, 40, 80))), {
      code: "BAD_FILE",
      message: /_chat\.txt in it is damaged/,
    });
    await assert.rejects(load(source("a.zip", zipOf({ "a.jpg": "x" }))), {
      code: "NO_MESSAGES",
      message: /holds a\.jpg; give a /,
    });
    await assert.rejects(load(source("a.zip", zipOf({ "a.csv": csv, "b.csv": csv }))), {
      code: "UNKNOWN_FORMAT",
      message: /2 files that may be messages \(a\.csv, b\.csv\); unpack it/,
    });
  });
  it("several files are one table; chats and tables are not", async () => {
    const two = await loadMessages(engine().connection, [source("a.csv", csv), source("b.csv", csv)], "source");
    assert.equal(two.rows, 4);
    await assert.rejects(loadMessages(engine().connection, [source("a.csv", csv), source("_chat.txt", whatsappText)]), {
      code: "UNKNOWN_FORMAT",
      message: /load them apart/,
    });
  });
  it("ends when it is told to", async () => {
    const controller = new AbortController();
    controller.abort(new Error("enough"));
    await assert.rejects(load(source("a.csv", csv), { signal: controller.signal }), /enough/);
    assert.deepEqual(guessed(await load(source("a.csv", csv))), []);
  });
});

const { unpacked } = await bundled("pkg/src/etl/packed.ts");

it("what unpacks to more bytes than the limit is refused while it is unpacked", async () => {
  const packed = source("a.csv.gz", gzipSync("x".repeat(10_000)), gzipSync("x".repeat(10_000)));
  assert.equal((await (await unpacked(packed, 20_000)).blob.text()).length, 20_000);
  for (const most of [19_999, 10_000, 1])
    await assert.rejects(unpacked(packed, most), (error) => {
      assert.equal(error.code, "TOO_LARGE");
      assert.match(error.message, /^a\.csv\.gz has [\d,]+ bytes of an unpacked file, and [\d,]+ are the most; unpack it/);
      return true;
    });
});
