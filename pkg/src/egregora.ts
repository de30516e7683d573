import { Columnar } from "./columnar.js";
import type { Duration } from "./duration.js";
import { guarded } from "./instance.js";
import { guardResident } from "./resident.js";
import type { EgregoraPlan as WasmEgregoraPlan } from "./wasm/windrow.js";
import { requireSplit } from "./window.js";

/** Egregora's settings, with its defaults. */
export interface Egregora {
  /** How many units from one window's start to the next: 100 unless given. Not used for bytes. */
  stepSize?: number | undefined;
  /** What the step is counted in: messages unless given. */
  stepUnit?: "messages" | "hours" | "days" | "bytes" | undefined;
  /** How much is repeated, as a share: 0.2 unless given, and taken as one from 0 to 0.5. */
  overlapRatio?: number | undefined;
  /** A step of hours or days that is longer is made shorter. */
  maxWindowTime?: Duration | undefined;
  /** The most bytes after a window's first row: 320,000 unless given. */
  maxBytesPerWindow?: number | undefined;
}

/** A half-open range of rows, and the times that Egregora knows it by. */
export interface EgregoraWindow {
  /** Which window this is; of a part, the one it is of. */
  index: number;
  /** The position of its first row. */
  start: number;
  /** One past the position of its last row; `start` where there is no row. */
  end: number;
  /** How many rows it holds. */
  size: number;
  /** The first row's time or, of hours and days, when the window begins, in `rows.timeUnit`. */
  startTime: bigint;
  /** The last row's time or, of hours and days, when the window ends. */
  endTime: bigint;
}

/** All windows that Egregora makes of one set of rows, as columns that are the caller's. */
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

  /** The first row's time of each window or, of hours and days, when it begins. */
  get startTime(): BigInt64Array {
    return this.column("startTime");
  }

  /** The last row's time of each window or, of hours and days, when it ends. */
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
   * Cuts one window into parts of equal *time*, and gives those that hold a row.
   *
   * @throws {@link WindowError} `BAD_SPLIT` for no parts, or a window that is not there
   */
  split(index: number, parts: number): EgregoraWindow[] {
    requireSplit(index, parts);
    return guarded(() => this.resident.split(index, parts) as EgregoraWindow[]);
  }
}
