// The functions of a WebAssembly module, by name and size.

/** The sections of a module that are read, by their number. */
const SECTION = { custom: 0, import: 2, code: 10, data: 11 };

/**
 * How many bytes each function takes, the largest first, and the data.
 *
 * @param {Uint8Array} module WebAssembly that still has its section of names
 * @returns {{ functions: { name: string, bytes: number }[], data: number }}
 */
export function functionsOf(module) {
  const names = new Map();
  const sizes = [];
  let imported = 0;
  let data = 0;
  const sections = new Reader(module.subarray(8));
  while (sections.left > 0) {
    const id = sections.byte();
    const section = sections.part();
    if (id === SECTION.import) imported = importedFunctions(section);
    if (id === SECTION.data) data = section.left;
    if (id === SECTION.code) {
      for (let count = section.number(); count > 0; count--) sizes.push(section.part().left);
    }
    if (id === SECTION.custom && section.text() === "name") readNames(section, names);
  }
  const functions = sizes.map((bytes, i) => ({ name: names.get(imported + i) ?? `function ${imported + i}`, bytes }));
  return { functions: functions.sort((a, b) => b.bytes - a.bytes), data };
}

/**
 * The same module without its section of names.
 *
 * @param {Uint8Array} module
 */
export function withoutNames(module) {
  const kept = [module.subarray(0, 8)];
  const sections = new Reader(module.subarray(8));
  while (sections.left > 0) {
    const start = module.length - sections.left;
    const isCustom = sections.byte() === SECTION.custom;
    const section = sections.part();
    const isNames = isCustom && section.text() === "name";
    if (!isNames) kept.push(module.subarray(start, module.length - sections.left));
  }
  return Buffer.concat(kept);
}

function importedFunctions(section) {
  let functions = 0;
  for (let count = section.number(); count > 0; count--) {
    section.part(); // the module
    section.part(); // the name in it
    if (section.byte() !== 0) throw new Error("wasm-bindgen's modules import functions only");
    section.number(); // the type
    functions++;
  }
  return functions;
}

function readNames(section, names) {
  const FUNCTIONS = 1;
  while (section.left > 0) {
    const kind = section.byte();
    const part = section.part();
    if (kind !== FUNCTIONS) continue;
    for (let count = part.number(); count > 0; count--) names.set(part.number(), part.text());
  }
}

class Reader {
  #bytes;
  #at = 0;

  constructor(bytes) {
    this.#bytes = bytes;
  }

  get left() {
    return this.#bytes.length - this.#at;
  }

  byte() {
    return this.#bytes[this.#at++];
  }

  /** A number in LEB128: seven bits a byte, the lowest first. */
  number() {
    let value = 0;
    for (let scale = 1; ; scale *= 128) {
      const byte = this.byte();
      value += (byte & 127) * scale;
      if (byte < 128) return value;
    }
  }

  /** The bytes that follow their own number. */
  part() {
    const length = this.number();
    this.#at += length;
    return new Reader(this.#bytes.subarray(this.#at - length, this.#at));
  }

  text() {
    return new TextDecoder().decode(this.part().#bytes);
  }
}
