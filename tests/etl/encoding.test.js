import assert from "node:assert/strict";
import { isUtf8 } from "node:buffer";
import { it } from "node:test";
import { invalidAt } from "../../pkg/dist/etl/encoding.js";

const PIECE = 1 << 20;

it("finds the first byte that is not UTF-8, also where characters lie across the pieces it reads", () => {
  for (const character of ["a", "é", "€", "😀"]) {
    const encoded = new TextEncoder().encode(character);
    for (let shift = 0; shift < encoded.length; shift++) {
      const bytes = new Uint8Array(2 * PIECE + 64).fill(0x61);
      bytes.set(encoded, PIECE - shift);
      assert.equal(invalidAt(bytes), undefined);
      for (const at of [0, 7, PIECE - 8, PIECE - shift + encoded.length, PIECE + 99, 2 * PIECE + 63]) {
        const damaged = bytes.slice();
        damaged[at] = 0xff;
        assert.equal(invalidAt(damaged), at, `${character} ${shift} bytes before the border`);
      }
      const cut = bytes.subarray(0, PIECE - shift + encoded.length - 1);
      assert.equal(invalidAt(cut) === undefined, isUtf8(cut));
    }
  }
});

it("reads texts that are longer than any string", () => {
  const bytes = new Uint8Array(2 ** 29 + 2 ** 20).fill(0x61);
  assert.equal(invalidAt(bytes), undefined);
  bytes[2 ** 29 + 5] = 0xff;
  assert.equal(invalidAt(bytes), 2 ** 29 + 5);
});
