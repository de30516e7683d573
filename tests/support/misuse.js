// Values that are wrong almost anywhere, each made again, as some can be used once only.
import { runInNewContext } from "node:vm";

const boom = () => {
  throw new Error("boom");
};

function detached(array) {
  structuredClone(array, { transfer: [array.buffer] });
  return array;
}

/** A view onto a buffer that has since been made smaller than the view's place. */
function outside(Kind) {
  const buffer = new ArrayBuffer(64, { maxByteLength: 128 });
  const view = new Kind(buffer, 32, 2);
  buffer.resize(16);
  return view;
}

class Liar extends Uint8Array {
  get length() {
    return 2 ** 40;
  }
  get byteLength() {
    return boom();
  }
  subarray() {
    return boom();
  }
  slice() {
    return boom();
  }
  [Symbol.iterator]() {
    return boom();
  }
}

/** @type {Record<string, () => unknown>} */
export const WRONG = {
  undefined: () => undefined,
  null: () => null,
  true: () => true,
  "a negative number": () => -1,
  "a fraction": () => 0.5,
  "not a number": () => NaN,
  infinity: () => Infinity,
  "a number past 2^53": () => 2 ** 60,
  "a bigint": () => 5n,
  "a bigint past 64 bits": () => 2n ** 70n,
  "an empty text": () => "",
  "a text": () => "constructor",
  "a text with a NUL": () => "a\0b",
  "half a letter": () => "\ud800",
  "a symbol": () => Symbol("mine"),
  "a function": () => () => boom(),
  "a class": () => class {},
  "an empty object": () => ({}),
  "an object without a prototype": () => Object.create(null),
  "an object that cannot be written": () => ({ toString: boom, valueOf: boom, toJSON: boom }),
  "an object whose getters throw": () =>
    Object.defineProperties(
      {},
      Object.fromEntries(
        ["length", "name", "max", "time", "from", "start", "toArrow", "then"].map((name) => [
          name,
          { get: boom, enumerable: true },
        ]),
      ),
    ),
  "an object that names __proto__": () => JSON.parse('{"__proto__": 1}'),
  "a proxy that throws": () =>
    new Proxy({}, { get: boom, has: boom, ownKeys: boom, getPrototypeOf: boom, getOwnPropertyDescriptor: boom }),
  "a revoked proxy": () => {
    const { proxy, revoke } = Proxy.revocable({}, {});
    revoke();
    return proxy;
  },
  "a proxy of an array": () => new Proxy([1], { get: (array, name) => (name === "0" ? boom() : Reflect.get(array, name)) }),
  "an empty array": () => [],
  "an array of nothing": () => [undefined, null, , Symbol("mine")],
  "an array of objects": () => [{ toString: boom }, Object.create(null)],
  "an array that is very long": () => Object.assign([], { length: 2 ** 32 - 1 }),
  "an iterable that throws": () => ({ [Symbol.iterator]: boom }),
  "a Map": () => new Map([["max", { rows: 1 }]]),
  "a Set": () => new Set([1]),
  "a Date": () => new Date(NaN),
  "a regular expression": () => /a/,
  "a promise": () => Promise.resolve(1),
  "detached bytes": () => detached(new Uint8Array(8)),
  "detached times": () => detached(new BigInt64Array(2)),
  "detached lengths": () => detached(new Uint32Array(2)),
  "a detached buffer": () => detached(new Uint8Array(8)).buffer,
  "shared lengths": () => new Uint32Array(new SharedArrayBuffer(8)),
  "a shared buffer": () => new SharedArrayBuffer(8),
  "a view that tracks its length": () => new Uint32Array(new ArrayBuffer(8, { maxByteLength: 16 })),
  "bytes outside of their buffer": () => outside(Uint8Array),
  "times outside of their buffer": () => outside(BigInt64Array),
  "lengths outside of their buffer": () => outside(Uint32Array),
  "a subclass that lies": () => new Liar(16),
  "a DataView": () => new DataView(new ArrayBuffer(8)),
  "floats of 32 bits": () => Float32Array.of(0.5),
  "bytes of another realm": () => runInNewContext("new Uint8Array(8)"),
  "times of another realm": () => runInNewContext("BigInt64Array.of(2n, 1n)"),
  "a handle of another copy": () =>
    new (class Rows {
      get [Symbol.toStringTag]() {
        return "Rows";
      }
      free() {}
    })(),
};
