import { KeptCounts, MOST_KEPT } from "./kept.js";
import { type Packet, countPacket } from "./packet.js";
import { Pool } from "./pool.js";

/** Lines one after the other, as Arrow has them. */
export interface Lines {
  bytes: Uint8Array;
  /** One more than there are lines. */
  offsets: Int32Array;
  /** A hash of each line: the lower and the upper half. */
  hashes: Uint32Array;
}

/** @internal */
export const ENCODING: unique symbol = Symbol("encoding");

/** @internal */
export const SAMPLE: unique symbol = Symbol("sample");

/** What counts the tokens of a text; one that windrow has made can count in workers. */
export interface Countable {
  (text: string): number;
  /** @internal */
  readonly [ENCODING]?: { name: string; scale: (count: number) => number };
  /** How many lines of a table to count, where those of all others are estimated. @internal */
  readonly [SAMPLE]?: number;
}

/** What has been counted already, by the function that counts. */
const kept = new WeakMap<Countable, KeptCounts>();

/** What a function has counted. */
export function countsOf(count: Countable): KeptCounts {
  let known = kept.get(count);
  if (!known) kept.set(count, (known = new KeptCounts(MOST_KEPT)));
  return known;
}

/** How many bytes are counted in this thread before workers are started for more. */
const HERE = 128 << 10;
/** How many bytes of a packet are counted in this thread before others have their turn, about 10 ms. */
const SLICE = 16 << 10;

/** Counts batches of lines: those that are new, in workers where these can count them. */
export class LineCounter {
  readonly #count: Countable;
  readonly #kept: KeptCounts;
  /** What has been counted while this is used, however much that is. */
  readonly #own = new KeptCounts();
  readonly #signal: AbortSignal | undefined;
  readonly #running = new Set<Promise<unknown>>();
  #pool: Pool | undefined;
  #here = 0;

  constructor(count: Countable, signal?: AbortSignal) {
    [this.#count, this.#signal] = [count, signal];
    this.#kept = countsOf(count);
    signal?.addEventListener("abort", this.#abort);
  }

  /** The count of the line of a hash; undefined for one that has not been counted. */
  get(low: number, high: number): number | undefined {
    return this.#kept.get(low, high) ?? this.#own.get(low, high);
  }

  /**
   * Begins to count a batch, and resolves once the next may come: so no more than a few are in memory.
   *
   * @param done called with how many lines have been counted
   */
  async add({ bytes, offsets, hashes }: Lines, done: (lines: number) => void): Promise<void> {
    this.#signal?.throwIfAborted();
    const missing: number[] = [];
    for (let row = 0; row < offsets.length - 1; row++)
      if (this.get(hashes[2 * row]!, hashes[2 * row + 1]!) === undefined) missing.push(row);
    const rest = offsets.length - 1 - missing.length;
    if (missing.length === 0) return done(rest);
    const packet = packed({ bytes, offsets }, missing);
    const task = this.#counts(packet).then((found) => {
      missing.forEach((row, i) => {
        this.#kept.set(hashes[2 * row]!, hashes[2 * row + 1]!, found[i]!);
        this.#own.set(hashes[2 * row]!, hashes[2 * row + 1]!, found[i]!);
      });
      done(rest + missing.length);
    });
    this.#running.add(task);
    task.finally(() => this.#running.delete(task)).catch(() => {}); // it is told to whoever waits for it
    const most = this.#pool ? 2 * this.#pool.size : 1;
    while (this.#running.size >= most) await Promise.race(this.#running);
  }

  /** Waits for all that has begun. */
  async finish(): Promise<void> {
    await Promise.all(this.#running);
    this.#signal?.throwIfAborted();
  }

  /** Leaves the workers. */
  end(): void {
    this.#signal?.removeEventListener("abort", this.#abort);
    this.#pool?.leave();
  }

  readonly #abort = (): void => this.#pool?.end(this.#signal?.reason);

  async #counts(packet: Packet): Promise<Uint32Array> {
    const encoding = this.#count[ENCODING];
    this.#here += packet.bytes.length;
    if (!encoding || this.#here <= HERE) return this.#countHere(packet);
    this.#pool ??= Pool.take(encoding.name);
    return (await this.#pool.count(packet)).map(encoding.scale);
  }

  async #countHere({ bytes, offsets }: Packet): Promise<Uint32Array> {
    const counts = new Uint32Array(offsets.length - 1);
    for (let row = 0; row < counts.length;) {
      this.#signal?.throwIfAborted();
      let end = row + 1;
      while (end < counts.length && offsets[end + 1]! - offsets[row]! <= SLICE) end++;
      counts.set(countPacket({ bytes, offsets: offsets.subarray(row, end + 1) }, this.#count), row);
      row = end;
      await new Promise((resolve) => setTimeout(resolve));
    }
    return counts;
  }
}

/** Some of these lines, in bytes of their own. */
function packed({ bytes, offsets }: Pick<Lines, "bytes" | "offsets">, rows: readonly number[]): Packet {
  const ends = new Uint32Array(rows.length + 1);
  rows.forEach((row, i) => (ends[i + 1] = ends[i]! + offsets[row + 1]! - offsets[row]!));
  const copy = new Uint8Array(ends.at(-1)!);
  rows.forEach((row, i) => copy.set(bytes.subarray(offsets[row]!, offsets[row + 1]!), ends[i]!));
  return { bytes: copy, offsets: ends };
}
