import { Columnar } from "./columnar.js";
import type { Duration } from "./duration.js";
import { guarded } from "./instance.js";
import { guardResident } from "./resident.js";
import type { EgregoraPlan as WasmEgregoraPlan } from "./wasm/windrow.js";
import { requireSplit } from "./window.js";

/** Egregora's settings and their defaults. */
export interface Egregora {
  /** Units from the start of one window to the start of the next; 100 unless given. Ignored for bytes. */
  stepSize?: number | undefined;
  /** The unit of the step; messages unless given. */
  stepUnit?: "messages" | "hours" | "days" | "bytes" | undefined;
  /** The share to repeat: 0.2 unless given, clamped to 0 to 0.5. */
  overlapRatio?: number | undefined;
  /** An upper bound for a step of hours or days. */
  maxWindowTime?: Duration | undefined;
  /** The most bytes after a window's first row; 320,000 unless given. */
  maxBytesPerWindow?: number | undefined;
}

/** A half-open range of rows, and the times that Egregora reports for it. */
export interface EgregoraWindow {
  /** The window's index; of a part, the index of the window that was split. */
  index: number;
  /** The position of its first row. */
  start: number;
  /** One past the position of its last row; equal to `start` in an empty window. */
  end: number;
  /** Number of rows. */
  size: number;
  /** The first row's time in `rows.timeUnit`; for steps of hours or days, when the window opens. */
  startTime: bigint;
  /** The last row's time; for steps of hours or days, when the window closes. */
  endTime: bigint;
}

/** All windows that Egregora makes of one set of rows, as columns. The columns are the caller's. */
export class EgregoraPlan extends Columnar<WasmEgregoraPlan, EgregoraWindow> {
  static {
    guardResident(this);
  }

  get [Symbol.toStringTag](): string {
    return "EgregoraPlan";
  }

  /** The position of each window's first row. */
  get start(): Uint32Array {
    return this.column("start");
  }

  /** One past the position of each window's last row. */
  get end(): Uint32Array {
    return this.column("end");
  }

  /** The time of each window's first row; for steps of hours or days, when it opens. */
  get startTime(): BigInt64Array {
    return this.column("startTime");
  }

  /** The time of each window's last row; for steps of hours or days, when it closes. */
  get endTime(): BigInt64Array {
    return this.column("endTime");
  }

  /** @internal */
  protected window(index: number): EgregoraWindow {
    const [start, end] = [this.start[index]!, this.end[index]!];
    const [startTime, endTime] = [this.startTime[index]!, this.endTime[index]!];
    return { index, start, end, size: end - start, startTime, endTime };
  }

  /**
   * Splits one window into parts of equal *duration*, and returns the parts that hold a row.
   *
   * @throws {@link WindowError} `BAD_SPLIT` for zero parts, or an index outside the plan
   */
  split(index: number, parts: number): EgregoraWindow[] {
    requireSplit(index, parts);
    return guarded(() => this.resident.split(index, parts) as EgregoraWindow[]);
  }
}
