import type { ColumnSketch } from "../guess.js";
import { parseTime } from "./times.js";

/** What a column seems to be made of, from a sample of its values. */
export class Sketch implements ColumnSketch {
  #values = 0;
  #times = 0;
  #numbers = 0;
  #others = 0;
  #bytes = 0;

  constructor(readonly name: string) {}

  bytes(bytes: Uint8Array, start: number, end: number): void {
    if (start === end) return;
    this.#values++;
    this.#bytes += end - start;
    if (!Number.isNaN(parseTime(bytes, start, end))) this.#times++;
    else if (end - start < 40 && /^-?\d+(\.\d+)?$/.test(String.fromCharCode(...bytes.subarray(start, end)))) {
      this.#numbers++;
    }
  }

  value(value: unknown): void {
    if (value === null || value === undefined) return;
    if (typeof value === "string") {
      const bytes = Buffer.from(value);
      this.bytes(bytes, 0, bytes.length);
      return;
    }
    this.#values++;
    if (typeof value === "number") this.#numbers++;
    else this.#others++;
  }

  get type(): ColumnSketch["type"] {
    if (this.#values === 0) return "text";
    // A few that do not fit are told when they are read.
    if (2 * this.#others > this.#values) return "other";
    return this.#times === this.#values ? "time" : this.#numbers === this.#values ? "number" : "text";
  }

  get length(): number {
    return this.#values > 0 ? this.#bytes / this.#values : 0;
  }
}
