/** The module with a memory that cannot grow beyond a number of pages. */
export function bounded(module, pages) {
  const MEMORY = 5;
  const number = (at) => {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = module[at++];
      value |= (byte & 127) << shift;
      if (byte < 128) return [value, at];
    }
  };
  const leb = (value) => (value < 128 ? [value] : [(value & 127) | 128, ...leb(value >> 7)]);
  for (let at = 8; at < module.length;) {
    const [length, body] = number(at + 1);
    if (module[at] === MEMORY) {
      const [least] = number(body + 2); // after the number of memories and the flags
      const memory = [1, 1, ...leb(least), ...leb(pages)];
      const section = [MEMORY, ...leb(memory.length), ...memory];
      return Buffer.concat([module.subarray(0, at), Uint8Array.from(section), module.subarray(body + length)]);
    }
    at = body + length;
  }
  throw new Error("there is no memory in the module");
}
