// Counts the bytes that callers copy into WebAssembly.

/** The bytes copied into WebAssembly's memory: all typed arrays go in through `set`. */
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
