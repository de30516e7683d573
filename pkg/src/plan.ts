import { guarded } from "./error.js";
import { Resident } from "./resident.js";
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
  }> = {};

  /** The number of windows. */
  get length(): number {
    return this.handle.length;
  }

  /** The position of each window's first row. */
  get start(): Uint32Array {
    const { handle } = this;
    return (this.#columns.start ??= handle.start);
  }

  /** The position of each window's first row that no window before holds. */
  get fresh(): Uint32Array {
    const { handle } = this;
    return (this.#columns.fresh ??= handle.fresh);
  }

  /** One past the position of each window's last row. */
  get end(): Uint32Array {
    const { handle } = this;
    return (this.#columns.end ??= handle.end);
  }

  /** 1 for each window that is one row which alone exceeds a limit, else 0. */
  get oversize(): Uint8Array {
    const { handle } = this;
    return (this.#columns.oversize ??= handle.oversize);
  }

  /** The time of each window's first row, in `rows.timeUnit`; undefined without times. */
  get firstTime(): BigInt64Array | undefined {
    const { handle } = this;
    return (this.#columns.firstTime ??= handle.firstTime);
  }

  /** The time of each window's last row, in `rows.timeUnit`; undefined without times. */
  get lastTime(): BigInt64Array | undefined {
    const { handle } = this;
    return (this.#columns.lastTime ??= handle.lastTime);
  }

  /**
   * The sum of a measure in each window, repeated rows included.
   *
   * @throws {@link WindowError} `MISSING_COLUMN`
   */
  sum(measure: string): Float64Array {
    return guarded(() => this.handle.sum(measure));
  }

  /** The window at that place, from the end if negative; undefined if there is none. */
  at(index: number): Window | undefined {
    index = Math.trunc(index) || 0;
    if (index < 0) index += this.length;
    const [start, fresh, end] = [this.start[index], this.fresh[index], this.end[index]];
    if (start === undefined || fresh === undefined || end === undefined) return undefined;
    return { index, start, fresh, end, oversize: this.oversize[index] === 1 };
  }

  *[Symbol.iterator](): IterableIterator<Window> {
    for (let index = 0; index < this.length; index++) yield this.at(index) as Window;
  }

  /** All windows as objects. */
  toArray(): Window[] {
    return [...this];
  }

  /**
   * The plan as an Arrow IPC stream, end-of-stream marker included, with a row for each window:
   * `window`, `start`, `fresh`, `end` (UInt32), `sum_<measure>` (Int64) of each measure,
   * `first_time` and `last_time` (Timestamp in the rows' unit and zone) where there are times, and
   * `oversize` (Bool).
   */
  toArrow(): Uint8Array {
    return guarded(() => this.handle.toArrow());
  }
}
