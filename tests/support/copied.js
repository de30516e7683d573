// What WebAssembly is given of the bytes of its callers.

/** What the bytes are that WebAssembly's memory is given: all typed arrays go in through `set`. */
export function bytesCopied(work) {
  const { set } = Uint8Array.prototype;
  let bytes = 0;
  Uint8Array.prototype.set = function (source, ...rest) {
    bytes += source.length;
    return set.call(this, source, ...rest);
  };
  try {
    work();
  } finally {
    Uint8Array.prototype.set = set;
  }
  return bytes;
}
