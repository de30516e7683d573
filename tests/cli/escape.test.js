// Bytes as a JSON string has them, whatever their alignment.
import assert from "node:assert/strict";
import { it } from "node:test";
import { escape } from "../../cli/dist/write/escape.js";
import { seeded } from "../support/seeded.js";

const SPECIAL = [0, 1, 8, 9, 10, 12, 13, 31, 32, 33, 34, 35, 91, 92, 93, 127, 128, 255];

it("escapes as JSON.stringify does", () => {
  const random = seeded(3);
  const below = (n) => Math.floor(random() * n);
  for (let i = 0; i < 5_000; i++) {
    const [offset, length] = [below(9), below(70)];
    const bytes = Buffer.from(
      Array.from({ length: offset + length }, () => (random() < 0.2 ? SPECIAL[below(SPECIAL.length)] : below(256))),
    ).subarray(offset);
    const start = below(length + 1);
    const end = start + below(length - start + 1);
    const to = Buffer.alloc(3 + 6 * length);
    const at = escape(bytes, start, end, to, 3);
    // As Latin-1, each byte is a character.
    assert.equal(to.toString("latin1", 3, at), JSON.stringify(bytes.toString("latin1", start, end)).slice(1, -1));
  }
});
