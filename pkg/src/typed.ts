// Typed arrays and buffers by their internal slots, whatever class, realm or own properties they have.
import { WindowError } from "./error.js";

type Numbers =
  | Int8Array
  | Uint8Array
  | Uint8ClampedArray
  | Int16Array
  | Uint16Array
  | Int32Array
  | Uint32Array
  | Float32Array
  | Float64Array
  | BigInt64Array
  | BigUint64Array;

const KINDS = new Map<string, new (buffer: ArrayBufferLike, offset: number, length: number) => Numbers>(
  Object.entries({
    Int8Array,
    Uint8Array,
    Uint8ClampedArray,
    Int16Array,
    Uint16Array,
    Int32Array,
    Uint32Array,
    Float32Array,
    Float64Array,
    BigInt64Array,
    BigUint64Array,
  }),
);

const prototype = Object.getPrototypeOf(Uint8Array.prototype) as Uint8Array;
const own = (of: object, name: PropertyKey) => Object.getOwnPropertyDescriptor(of, name)!.get!;
const [kindOf, bufferOf, offsetOf, lengthOf] = [Symbol.toStringTag, "buffer", "byteOffset", "length"].map((name) =>
  own(prototype, name),
) as [() => unknown, () => unknown, () => unknown, () => unknown];
const bytesOf = own(ArrayBuffer.prototype, "byteLength");
const sharedBytesOf = typeof SharedArrayBuffer === "function" ? own(SharedArrayBuffer.prototype, "byteLength") : undefined;

/** The kind of a typed array, such as `Uint8Array`; undefined for anything else. */
export function typedKind(value: unknown): string | undefined {
  return kindOf.call(value) as string | undefined;
}

/**
 * A view in this realm on a typed array, of fixed length; undefined for anything else.
 *
 * @throws WindowError: `BAD_OPTION` where its memory is detached
 */
export function plainView(name: string, value: unknown): Numbers | undefined {
  const kind = typedKind(value);
  const Kind = kind === undefined ? undefined : KINDS.get(kind);
  if (!Kind) return undefined;
  requireMemory(name, value);
  return new Kind(bufferOf.call(value) as ArrayBufferLike, offsetOf.call(value) as number, lengthOf.call(value) as number);
}

/** The bytes of a buffer, shared or not; undefined for anything else. Throws for a detached buffer. */
export function bufferView(name: string, value: unknown): Uint8Array | undefined {
  const length = attempt(bytesOf, value) ?? (sharedBytesOf && attempt(sharedBytesOf, value));
  if (length === undefined) return undefined;
  try {
    return new Uint8Array(value as ArrayBufferLike, 0, length);
  } catch {
    throw gone(name);
  }
}

/**
 * Refuses a typed array whose buffer was transferred, or shrunk so that the array is out of bounds: its length would be
 * read as 0.
 */
export function requireMemory(name: string, view: unknown): void {
  try {
    prototype.keys.call(view as Uint8Array);
  } catch {
    throw gone(name);
  }
}

function gone(name: string): WindowError {
  return new WindowError(
    "BAD_OPTION",
    `${name} has no memory any more, as its buffer was transferred or made smaller; give a copy`,
  );
}

function attempt(get: () => unknown, value: unknown): number | undefined {
  try {
    return get.call(value) as number;
  } catch {
    return undefined;
  }
}
