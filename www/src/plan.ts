import type { Rows, Spec, TimeUnit } from "windrow";

/** The columns of a plan, copied out of WebAssembly's memory. */
export interface Windows {
  length: number;
  start: Uint32Array;
  fresh: Uint32Array;
  end: Uint32Array;
  oversize: Uint8Array;
  bytes: Float64Array;
  firstTime: BigInt64Array | undefined;
  lastTime: BigInt64Array | undefined;
  timeUnit: TimeUnit | undefined;
}

/** Computes all windows. Each key pressed makes a plan, so its memory is given back at once. */
export function computeWindows(rows: Rows, spec: Spec): Windows {
  const plan = rows.windows(spec);
  try {
    const { length, start, fresh, end, oversize, firstTime, lastTime } = plan;
    const [bytes, timeUnit] = [plan.sum("bytes"), rows.timeUnit];
    return { length, start, fresh, end, oversize, bytes, firstTime, lastTime, timeUnit };
  } finally {
    plan.free();
  }
}

/** The positions of one window's rows: `[start, fresh)` are repeated, `[fresh, end)` fresh. */
export function range({ start, fresh, end }: Windows, index: number): [number, number, number] {
  return [start[index] ?? 0, fresh[index] ?? 0, end[index] ?? 0];
}
