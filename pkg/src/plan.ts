import { Columnar } from "./columnar.js";
import { guarded } from "./instance.js";
import { text } from "./options.js";
import { guardResident } from "./resident.js";
import type { Stats } from "./stats.js";
import type { Plan as WasmPlan } from "./wasm/windrow.js";
import { type Window, requireSplit, windowOf } from "./window.js";

/**
 * All windows of one spec over one set of rows, as columns. A plan keeps its rows in memory until it is freed, even if
 * they have been freed themselves.
 */
export class Plan extends Columnar<WasmPlan, Window> {
  static {
    guardResident(this);
  }

  get [Symbol.toStringTag](): string {
    return "Plan";
  }

  /** The position of each window's first row. */
  get start(): Uint32Array {
    return this.column("start");
  }

  /** The position of each window's first row that no window before holds. */
  get fresh(): Uint32Array {
    return this.column("fresh");
  }

  /** One past the position of each window's last row. */
  get end(): Uint32Array {
    return this.column("end");
  }

  /** 1 for each window that consists of one oversize row, otherwise 0. */
  get oversize(): Uint8Array {
    return this.column("oversize");
  }

  /**
   * The time of each window's first row, in `rows.timeUnit`; for an empty window of the clock, when it opens. Undefined
   * without times.
   */
  get firstTime(): BigInt64Array | undefined {
    return this.column("firstTime");
  }

  /** The time of each window's last row, in the same way. */
  get lastTime(): BigInt64Array | undefined {
    return this.column("lastTime");
  }

  /** When each window of the clock opens, in `rows.timeUnit`; undefined for other plans. */
  get opens(): BigInt64Array | undefined {
    return this.column("opens");
  }

  /** When each window of the clock closes, exclusive; undefined for other plans. */
  get closes(): BigInt64Array | undefined {
    return this.column("closes");
  }

  /** The 64-bit id of each window, a fingerprint of its keys in their order; undefined without keys. */
  get id(): BigUint64Array | undefined {
    return this.column("id");
  }

  /**
   * The sum of a measure in each window, repeated rows included.
   *
   * @throws {@link WindowError} `MISSING_COLUMN`, `BAD_OPTION`
   */
  sum(measure: string): Float64Array {
    const name = text("measure", measure, "the name of a measure");
    return guarded(() => this.resident.sum(name));
  }

  /** @internal */
  protected window(index: number): Window {
    return windowOf(this, index);
  }

  /** Statistics of the plan. `O(w)` for `w` windows. */
  stats(): Stats {
    return guarded(() => {
      const stats = this.resident.stats() as Stats & { repeated: Iterable<[string, number]> };
      return { ...stats, repeated: Object.fromEntries(stats.repeated) };
    });
  }

  /**
   * Splits one window into at most `parts` parts whose fullest part is as small as possible. Repeated rows stay in the
   * first part, and each part has a new row.
   *
   * @throws {@link WindowError} `BAD_SPLIT` for zero parts, or an index outside the plan
   */
  split(index: number, parts: number): Plan {
    requireSplit(index, parts);
    return new Plan(guarded(() => this.resident.split(index, parts)));
  }

  /**
   * The plan as an Arrow IPC stream, end-of-stream marker included, with a row for each window: `window`, `start`,
   * `fresh`, `end` (UInt32), `sum_<measure>` (Int64) of each measure, `first_time` and `last_time` (Timestamp in the
   * rows' unit and zone) where there are times, `opens` and `closes` (the same) for windows of the clock, `oversize`
   * (Bool), `partition` where there are partitions, and `id` (UInt64) where there are keys. A partition keeps its type:
   * an integer, Utf8 or Binary. From arrays, it is Int64 if all values are whole numbers, otherwise Utf8.
   */
  toArrow(): Uint8Array {
    return guarded(() => this.resident.toArrow());
  }
}
