// WhatsApp's headers are found by the layouts of those before; the regular expression alone is the oracle.
import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { it } from "node:test";
import { HEADER } from "../../pkg/dist/etl/formats/whatsapp/header.js";
import { headersIn } from "../../pkg/dist/etl/formats/whatsapp/headers.js";
import { root } from "../../scripts/lib/run.js";
import { seeded } from "../support/seeded.js";

const ROUNDS = Number(process.env.WINDROW_ROUNDS ?? 300);
const folder = join(root, "tests/fixtures/chats/whatsapp");
const lines = readdirSync(folder)
  .filter((name) => name.endsWith(".txt"))
  .flatMap((name) => readFileSync(join(folder, name), "utf8").split(/\r\n?|\n/))
  .filter((line) => line !== "");
const stage = { progress: async () => {} };
const header = new RegExp(HEADER);

/** The first byte of each line with a header, and that behind the header. */
function expected(text) {
  const found = [];
  let at = 0;
  for (const line of text.split("\n")) {
    const [whole] = header.exec(line) ?? [];
    if (whole !== undefined) found.push([at, at + Buffer.byteLength(whole)]);
    at += Buffer.byteLength(line) + 1;
  }
  return found;
}

async function found(text) {
  const headers = await headersIn(new TextEncoder().encode(text), stage);
  return Array.from({ length: headers.count }, (_, i) => [
    headers.start[i],
    headers.start[i] + headers.layouts.all[headers.layout[i]].low.length,
  ]);
}

/** What may follow a header, or stand in its place. */
const PIECES = [
  "-",
  "–",
  " - ",
  "] ",
  "\u200e",
  "\u202f",
  ",",
  ": ",
  ":",
  "0",
  "9",
  "٣",
  "a. m.",
  " pm",
  "é",
  "🌻",
  "\t",
  "1/2/24",
  "[",
  " ",
];

it("lines of all locales, mixed and changed, have the headers that the regular expression finds", async () => {
  for (let seed = 0; seed < ROUNDS; seed++) {
    const random = seeded(seed);
    const pick = (list) => list[Math.floor(random() * list.length)];
    const some = Array.from({ length: 5 }, () => pick(lines));
    const text = Array.from({ length: 40 }, () => {
      const line = pick(some).slice(0, 120);
      if (random() < 0.4) return line;
      const at = Math.floor(random() * 40);
      return line.slice(0, at) + pick(PIECES) + line.slice(at + Math.floor(random() * 2));
    }).join("\n");
    // A character that was cut in two is written as another one.
    const whole = Buffer.from(text).toString();
    assert.deepEqual(await found(whole), expected(whole), `seed ${seed}`);
  }
});
