import { WindowError, guarded } from "./error.js";
import { Resident } from "./resident.js";
import { type Stats, statsOf } from "./stats.js";
import type { Plan as WasmPlan } from "./wasm/windrow.js";

/** A half-open range of rows: `[start, fresh)` repeats the window before, `[fresh, end)` is new. */
export interface Window {
  /** Its place in the plan. */
  index: number;
  /** The position of its first row. */
  start: number;
  /** The position of its first row that no window before holds. */
  fresh: number;
  /** One past the position of its last row. */
  end: number;
  /** Whether it is one row that alone exceeds a limit. */
  oversize: boolean;
  /** A fingerprint of its rows' keys, where they have some. */
  id?: bigint;
}

/**
 * All windows of one spec over one set of rows, as columns. Each column is copied out of
 * WebAssembly's memory when first asked for, and is the caller's. A plan keeps its rows in memory
 * until it is freed, even when they have been freed themselves.
 */
export class Plan extends Resident<WasmPlan> implements Iterable<Window> {
  readonly #columns: Partial<{
    start: Uint32Array;
    fresh: Uint32Array;
    end: Uint32Array;
    oversize: Uint8Array;
    firstTime: BigInt64Array | undefined;
    lastTime: BigInt64Array | undefined;
    opens: BigInt64Array | undefined;
    closes: BigInt64Array | undefined;
    id: BigUint64Array | undefined;
  }> = {};

  /** The number of windows. */
  get length(): number {
    return this.resident.length;
  }

  /** The position of each window's first row. */
  get start(): Uint32Array {
    const { resident } = this;
    return (this.#columns.start ??= resident.start);
  }

  /** The position of each window's first row that no window before holds. */
  get fresh(): Uint32Array {
    const { resident } = this;
    return (this.#columns.fresh ??= resident.fresh);
  }

  /** One past the position of each window's last row. */
  get end(): Uint32Array {
    const { resident } = this;
    return (this.#columns.end ??= resident.end);
  }

  /** 1 for each window that is one row which alone exceeds a limit, else 0. */
  get oversize(): Uint8Array {
    const { resident } = this;
    return (this.#columns.oversize ??= resident.oversize);
  }

  /**
   * The time of each window's first row, in `rows.timeUnit`, or that of its opening where it is a
   * window of the clock without rows; undefined without times.
   */
  get firstTime(): BigInt64Array | undefined {
    const { resident } = this;
    return (this.#columns.firstTime ??= resident.firstTime);
  }

  /** The same of each window's last row. */
  get lastTime(): BigInt64Array | undefined {
    const { resident } = this;
    return (this.#columns.lastTime ??= resident.lastTime);
  }

  /** When each window of the clock opens, in `rows.timeUnit`; undefined for other plans. */
  get opens(): BigInt64Array | undefined {
    const { resident } = this;
    return (this.#columns.opens ??= resident.opens);
  }

  /** When each window of the clock closes: its rows are before. Undefined for other plans. */
  get closes(): BigInt64Array | undefined {
    const { resident } = this;
    return (this.#columns.closes ??= resident.closes);
  }

  /** A 64-bit fingerprint of each window's keys, in their order; undefined without keys. */
  get id(): BigUint64Array | undefined {
    const { resident } = this;
    return (this.#columns.id ??= resident.id);
  }

  /**
   * The sum of a measure in each window, repeated rows included.
   *
   * @throws {@link WindowError} `MISSING_COLUMN`
   */
  sum(measure: string): Float64Array {
    return guarded(() => this.resident.sum(measure));
  }

  /** The window at that place, from the end if negative; undefined if there is none. */
  at(index: number): Window | undefined {
    index = Math.trunc(index) || 0;
    if (index < 0) index += this.length;
    const [start, fresh, end] = [this.start[index], this.fresh[index], this.end[index]];
    if (start === undefined || fresh === undefined || end === undefined) return undefined;
    const id = this.id?.[index];
    const oversize = this.oversize[index] === 1;
    return { index, start, fresh, end, oversize, ...(id !== undefined && { id }) };
  }

  *[Symbol.iterator](): IterableIterator<Window> {
    for (let index = 0; index < this.length; index++) yield this.at(index) as Window;
  }

  /** All windows as objects. */
  toArray(): Window[] {
    return [...this];
  }

  /** What the plan costs: `O(w)` for `w` windows. */
  stats(): Stats {
    return statsOf(this.resident.stats(), this.resident.measures);
  }

  /**
   * Cuts one window into at most so many parts, the fullest as empty as can be; what was repeated
   * stays in the first. Each part has a row that is new.
   *
   * @throws {@link WindowError} `BAD_SPLIT` for no parts, or a window that is not there
   */
  split(index: number, parts: number): Plan {
    const whole = (n: number) => Number.isInteger(n) && n >= 0 && n < 2 ** 32;
    if (!whole(index) || !whole(parts)) {
      const sentence = `window ${index} cannot be split into ${parts} parts; give whole numbers`;
      throw new WindowError("BAD_SPLIT", sentence);
    }
    return new Plan(guarded(() => this.resident.split(index, parts)));
  }

  /**
   * The plan as an Arrow IPC stream, end-of-stream marker included, with a row for each window:
   * `window`, `start`, `fresh`, `end` (UInt32), `sum_<measure>` (Int64) of each measure,
   * `first_time` and `last_time` (Timestamp in the rows' unit and zone) where there are times,
   * `opens` and `closes` (the same) for windows of the clock, `oversize` (Bool), and `id` (UInt64)
   * where there are keys.
   */
  toArrow(): Uint8Array {
    return guarded(() => this.resident.toArrow());
  }
}
