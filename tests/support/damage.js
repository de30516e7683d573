// Damage to Arrow bytes, the same for the same seed.

/** A copy with some bytes replaced, up to some length. */
export function damaged(bytes, edits, length) {
  const copy = Uint8Array.from(bytes.subarray(0, length));
  for (const [at, byte] of edits) if (at < copy.length) copy[at] = byte;
  return copy;
}

/**
 * Makes cases: a file, the damage to it, and the columns to read.
 *
 * @param {Map<string, { bytes: Uint8Array, columns: string[] }>} files
 */
export function randomly(seed, files) {
  let state = seed >>> 0;
  const below = (n) => {
    // Mulberry32.
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * n);
  };
  const one = (values) => values[below(values.length)];
  const names = [...files.keys()];
  return () => {
    const file = one(names);
    const { bytes, columns } = files.get(file);
    // Most damage is possible in the metadata, which is mainly at the end of a file and
    // at the beginning of a stream. Some edits come together, as in an offset.
    const edits = [];
    for (let n = 1 + below(4); n > 0; n--) {
      let at = below(bytes.length);
      if (below(3) === 0) at = file.endsWith(".arrow") ? bytes.length - 1 - below(4000) : below(4000);
      const byte = one([0, 1, 127, 128, 255, below(256), bytes[at] ^ (1 << below(8))]);
      for (let run = below(4) === 0 ? 1 + below(8) : 1; run > 0; run--) edits.push([at++, byte]);
    }
    const called = (name) => one(below(8) === 0 ? columns : columns.filter((column) => column.startsWith(name)));
    const asked = {
      time: called("time"),
      text: called("body"),
      measures: { tokens: called("tokens") },
      partition: called(one(["chat", "room"])),
      key: called(one(["id", "name"])),
    };
    for (const name of Object.keys(asked)) if (below(4) === 0) delete asked[name];
    return {
      file,
      edits: edits.filter(([at]) => at >= 0 && at < bytes.length),
      length: below(4) === 0 ? below(bytes.length) : bytes.length,
      columns: asked,
    };
  };
}
