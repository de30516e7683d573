/** Numbers or bytes that come one after another, in room that doubles. */
export class Growable<T extends Uint8Array | Int32Array | Uint32Array | Float64Array | BigInt64Array> {
  length = 0;
  #room: T;

  constructor(room: T) {
    this.#room = room;
  }

  push(value: T[number]): void {
    if (this.length === this.#room.length) this.#reserve(this.length + 1);
    this.#room[this.length++] = value;
  }

  /** Appends what is at `start..end` of another. */
  append(values: T, start: number, end: number): void {
    this.#reserve(this.length + end - start);
    // A view costs more than to copy what is short.
    if (end - start > 48) this.#room.set(values.subarray(start, end) as never, this.length);
    else for (let i = start, to = this.length; i < end; i++, to++) this.#room[to] = values[i]!;
    this.length += end - start;
  }

  /** What there is, without a copy. */
  get values(): T {
    return this.#room.subarray(0, this.length) as T;
  }

  #reserve(length: number): void {
    if (length <= this.#room.length) return;
    const { constructor } = this.#room;
    const roomier = new (constructor as new (length: number) => T)(Math.max(length, 2 * this.#room.length));
    roomier.set(this.#room.subarray(0, this.length) as never);
    this.#room = roomier;
  }
}
