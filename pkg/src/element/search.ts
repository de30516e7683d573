/** The first place from which on a condition holds, `high` if nowhere. It must hold from there to the end. */
export function firstPlace(low: number, high: number, holds: (place: number) => boolean): number {
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (holds(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** The same where it is near: in steps that grow, which stay where memory has just been read. */
export function nextPlace(low: number, high: number, holds: (place: number) => boolean): number {
  let step = 1;
  for (; low + step < high && !holds(low + step); step *= 2) low += step;
  return firstPlace(low, Math.min(low + step, high), holds);
}
