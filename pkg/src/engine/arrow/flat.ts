// FlatBuffers, as far as Arrow's metadata needs them. Offsets are in bytes, relative to their own position.

/** A field of a table: its slot, and its value or a function that writes it after the table. */
export type FlatField = { slot: number; bytes: 1 | 2 | 4 | 8; value: number } | { slot: number; write: () => number };

/** Writes metadata from front to back: each table before what it refers to. */
export class FlatWriter {
  #view = new DataView(new ArrayBuffer(1 << 10));
  #length = 0;

  /** The bytes written, padded to a multiple of 8. */
  finish(root: () => number): Uint8Array {
    this.#number(4, 0);
    const at = root(); // the call may replace the view by a larger one
    this.#view.setUint32(0, at, true);
    this.#align(8, 0);
    return new Uint8Array(this.#view.buffer, 0, this.#length);
  }

  /** Writes a table, and returns its position. */
  table(fields: FlatField[]): number {
    const slots = fields.reduce((most, { slot }) => Math.max(most, slot + 1), 0);
    const vtable = this.#reserve(2, 4 + 2 * slots);
    this.#align(8, 4); // aligns the fields, which begin four bytes later
    const table = this.#reserve(4, 4);
    const children: [at: number, write: () => number][] = [];
    const size = (field: FlatField) => ("write" in field ? 4 : field.bytes);
    for (const field of [...fields].sort((a, b) => size(b) - size(a))) {
      const at = this.#reserve(size(field), size(field));
      this.#view.setUint16(vtable + 4 + 2 * field.slot, at - table, true);
      if ("write" in field) children.push([at, field.write]);
      else this.#set(at, field.bytes, field.value);
    }
    this.#view.setUint16(vtable, 4 + 2 * slots, true);
    this.#view.setUint16(vtable + 2, this.#length - table, true);
    this.#view.setInt32(table, table - vtable, true);
    this.#refer(children);
    return table;
  }

  /** Writes a vector of references. */
  vector(writes: (() => number)[]): number {
    const vector = this.#number(4, writes.length);
    const places = writes.map((write): [number, () => number] => [this.#number(4, 0), write]);
    this.#refer(places);
    return vector;
  }

  /** Writes a vector of structs of two 64-bit numbers. */
  pairs(pairs: readonly (readonly [number, number])[]): number {
    this.#align(8, 4);
    const vector = this.#number(4, pairs.length);
    for (const value of pairs.flat()) this.#number(8, value);
    return vector;
  }

  text(text: string): number {
    const bytes = new TextEncoder().encode(text);
    const at = this.#number(4, bytes.length);
    const to = this.#reserve(1, bytes.length + 1);
    new Uint8Array(this.#view.buffer).set(bytes, to);
    return at;
  }

  /** Writes what is metadata already, whose offsets hold wherever it is, and returns where its byte `at` is. */
  copy(bytes: Uint8Array, at: number): number {
    const to = this.#reserve(8, bytes.length);
    new Uint8Array(this.#view.buffer).set(bytes, to);
    return to + at;
  }

  #refer(places: [at: number, write: () => number][]): void {
    for (const [at, write] of places) {
      const place = write();
      this.#view.setUint32(at, place - at, true);
    }
  }

  #number(bytes: 1 | 2 | 4 | 8, value: number): number {
    const at = this.#reserve(bytes, bytes);
    this.#set(at, bytes, value);
    return at;
  }

  #set(at: number, bytes: 1 | 2 | 4 | 8, value: number): void {
    if (bytes === 1) this.#view.setUint8(at, value);
    else if (bytes === 2) this.#view.setUint16(at, value, true);
    else if (bytes === 4) this.#view.setInt32(at, value, true);
    else this.#view.setBigInt64(at, BigInt(value), true);
  }

  #align(to: number, rest: number): void {
    this.#reserve(1, (((rest - this.#length) % to) + to) % to);
  }

  #reserve(alignment: number, bytes: number): number {
    const at = Math.ceil(this.#length / alignment) * alignment;
    this.#length = at + bytes;
    if (this.#length > this.#view.byteLength) {
      const grown = new Uint8Array(2 * this.#length);
      grown.set(new Uint8Array(this.#view.buffer));
      this.#view = new DataView(grown.buffer);
    }
    return at;
  }
}

/** A table of metadata, read in place. A missing field has its default. */
export class FlatTable {
  readonly #view: DataView;
  readonly at: number;

  constructor(view: DataView, at: number) {
    [this.#view, this.at] = [view, at];
  }

  static root(view: DataView): FlatTable {
    return new FlatTable(view, view.getUint32(0, true));
  }

  number(slot: number, bytes: 1 | 2 | 4 | 8, fallback = 0): number {
    const at = this.#field(slot);
    if (at === 0) return fallback;
    if (bytes === 1) return this.#view.getUint8(at);
    if (bytes === 2) return this.#view.getInt16(at, true);
    return bytes === 4 ? this.#view.getInt32(at, true) : Number(this.#view.getBigInt64(at, true));
  }

  table(slot: number): FlatTable | undefined {
    const at = this.#field(slot);
    return at === 0 ? undefined : new FlatTable(this.#view, this.#follow(at));
  }

  tables(slot: number): FlatTable[] {
    const [start, length] = this.#vector(slot);
    return Array.from({ length }, (_, i) => new FlatTable(this.#view, this.#follow(start + 4 * i)));
  }

  pairs(slot: number): [number, number][] {
    const [start, length] = this.#vector(slot);
    const number = (at: number) => Number(this.#view.getBigInt64(at, true));
    return Array.from({ length }, (_, i) => [number(start + 16 * i), number(start + 16 * i + 8)]);
  }

  /** Where messages lie in a file: their first byte, the bytes of their metadata, and those of their body. */
  blocks(slot: number): [at: number, metadata: number, body: number][] {
    const [start, length] = this.#vector(slot);
    const number = (at: number) => Number(this.#view.getBigInt64(at, true));
    const block = (at: number): [number, number, number] => [number(at), this.#view.getInt32(at + 8, true), number(at + 16)];
    return Array.from({ length }, (_, i) => block(start + 24 * i));
  }

  text(slot: number): string {
    const [start, length] = this.#vector(slot);
    return new TextDecoder().decode(new Uint8Array(this.#view.buffer, this.#view.byteOffset + start, length));
  }

  #field(slot: number): number {
    const vtable = this.at - this.#view.getInt32(this.at, true);
    if (4 + 2 * slot >= this.#view.getUint16(vtable, true)) return 0;
    const offset = this.#view.getUint16(vtable + 4 + 2 * slot, true);
    return offset === 0 ? 0 : this.at + offset;
  }

  #follow(at: number): number {
    return at + this.#view.getUint32(at, true);
  }

  #vector(slot: number): [start: number, length: number] {
    const at = this.#field(slot);
    if (at === 0) return [0, 0];
    const vector = this.#follow(at);
    const length = this.#view.getUint32(vector, true);
    // A false length must not allocate memory.
    if (length > this.#view.byteLength - vector) throw new RangeError("a vector ends past its metadata");
    return [vector + 4, length];
  }
}
