import type { TimeUnit } from "../../rows.js";

const PER_MILLISECOND: Record<TimeUnit, number> = { s: 1e-3, ms: 1, us: 1e3, ns: 1e6 };

/** Times in milliseconds, without a bigint for each. */
export function toMilliseconds(times: BigInt64Array, unit: TimeUnit): Float64Array {
  const halves = new Int32Array(times.buffer, times.byteOffset, 2 * times.length);
  const result = new Float64Array(times.length);
  const per = PER_MILLISECOND[unit];
  for (let i = 0; i < result.length; i++) {
    result[i] = (halves[2 * i + 1]! * 4_294_967_296 + (halves[2 * i]! >>> 0)) / per;
  }
  return result;
}
