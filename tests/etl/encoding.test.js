// What is UTF-8: the platform's decoder is the oracle.
import assert from "node:assert/strict";
import { it } from "node:test";
import { invalidAt, isUtf8 } from "../../pkg/dist/etl/encoding.js";
import { seeded } from "../support/seeded.js";

function decodes(bytes) {
  try {
    new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}

/** Bytes at which the rules change. */
const EDGES = [
  0x00, 0x41, 0x7f, 0x80, 0x8f, 0x90, 0x9f, 0xa0, 0xbf, 0xc0, 0xc1, 0xc2, 0xdf, 0xe0, 0xe1, 0xec, 0xed, 0xee, 0xef, 0xf0, 0xf1,
  0xf3, 0xf4, 0xf5, 0xff,
];

it("all pairs of bytes, and random bytes, are UTF-8 where they decode", () => {
  const counts = { true: 0, false: 0 };
  const check = (bytes) => {
    const expected = decodes(bytes);
    assert.equal(isUtf8(bytes), expected, bytes.join(" "));
    counts[expected]++;
  };
  for (let a = 0; a < 256; a++) for (let b = 0; b < 256; b++) check(Uint8Array.of(a, b));
  const random = seeded(1);
  for (let i = 0; i < 50_000; i++)
    check(Uint8Array.from({ length: 1 + Math.floor(random() * 5) }, () => EDGES[Math.floor(random() * EDGES.length)]));
  assert.ok(counts.true > 1_000 && counts.false > 1_000);
});

it("tells where the first of them is, in texts that are longer than any string", () => {
  const bytes = new Uint8Array(2 ** 29 + 2 ** 20).fill(0x61);
  assert.equal(invalidAt(bytes), undefined);
  bytes[2 ** 29 + 5] = 0xc3;
  assert.equal(invalidAt(bytes), 2 ** 29 + 5);
  bytes[7] = 0xff;
  assert.equal(invalidAt(bytes), 7);
});
