/** Copies the values of a column into a longer or shorter one, and returns that. */
export function grown<A extends Uint8Array | Int32Array>(before: A, after: A): A {
  after.set(before.subarray(0, Math.min(before.length, after.length)));
  return after;
}
