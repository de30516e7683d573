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

/** Computes all windows. There is one plan for each key pressed, so its memory is given back at once. */
export function computeWindows(rows: Rows, spec: Spec): Windows {
  const plan = rows.windows(spec);
  try {
    const { length, start, fresh, end, oversize, firstTime, lastTime } = plan;
    const { timeUnit } = rows;
    return { length, start, fresh, end, oversize, bytes: plan.sum("bytes"), firstTime, lastTime, timeUnit };
  } finally {
    plan.free();
  }
}
