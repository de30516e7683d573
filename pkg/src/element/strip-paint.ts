import { firstPlace, nextPlace } from "./search.js";
import type { Ends } from "./strip-axis.js";

/** What is in sight, and how large it is drawn. */
export interface Sight {
  from: number;
  to: number;
  width: number;
}

export interface Inks {
  fresh: string;
  other: string;
  repeated: string;
  silence: string;
  chosen: string;
  activity: string;
}

const ROW = 18;
const GAP = 3;
/** The two rows that windows take in turns, so that overlaps are seen. */
export const LANE = 2 * ROW + GAP;

/** The windows in sight: as many as there are pixels for, found without a walk over all. */
export function paintWindows(context: CanvasRenderingContext2D, { length, start, fresh, end }: Ends, sight: Sight, top: number, inks: Inks, chosen: number | undefined): void {
  const x = placer(sight);
  let i = firstPlace(0, length, (place) => end(place) >= sight.from);
  while (i < length && start(i) <= sight.to) {
    const [left, middle, right] = [x(start(i)), x(fresh(i)), x(end(i))];
    const y = top + (i % 2) * (ROW + GAP);
    const width = Math.max(right - left - 0.5, 1);
    context.fillStyle = i % 2 ? inks.other : inks.fresh;
    context.fillRect(left, y, width, ROW);
    if (middle > left) {
      context.fillStyle = inks.repeated;
      context.fillRect(left, y, Math.min(middle - left, width), ROW);
    }
    i = right - left < 1 ? nextPlace(i + 1, length, (place) => x(end(place)) >= right + 0.5) : i + 1;
  }
  if (chosen !== undefined && chosen < length) {
    const [left, right] = [x(start(chosen)), x(end(chosen))];
    context.strokeStyle = inks.chosen;
    context.lineWidth = 2;
    context.strokeRect(left - 1, top + (chosen % 2) * (ROW + GAP) - 1, Math.max(right - left, 2) + 2, ROW + 2);
  }
}

/** Silences, given by the rows that end them, from top to bottom. */
export function paintSilences(context: CanvasRenderingContext2D, time: Float64Array, ends: Uint32Array, sight: Sight, height: number, ink: string): void {
  const x = placer(sight);
  context.fillStyle = ink;
  let painted = -Infinity;
  for (let i = firstPlace(0, ends.length, (place) => time[ends[place]!]! >= sight.from); i < ends.length; i++) {
    const [from, to] = [time[ends[i]! - 1]!, time[ends[i]!]!];
    if (from > sight.to) break;
    const left = x(from);
    const width = Math.max(x(to) - left, 1);
    if (left + width < painted + 0.5) continue;
    context.fillRect(left, 0, width, height);
    painted = left + width;
  }
}

/** How much happens when: bars of the number of rows. */
export function paintActivity(context: CanvasRenderingContext2D, time: Float64Array, sight: Sight, height: number, ink: string): void {
  const bars = Math.max(Math.floor(sight.width / 3), 1);
  const counts = new Uint32Array(bars);
  // Times ascend: where each bar ends is searched for.
  let from = firstPlace(0, time.length, (row) => time[row]! >= sight.from);
  for (let bar = 0; bar < bars; bar++) {
    const until = sight.from + ((bar + 1) / bars) * (sight.to - sight.from);
    const to = firstPlace(from, time.length, (row) => time[row]! > until);
    counts[bar] = to - from;
    from = to;
  }
  const most = counts.reduce((a, b) => Math.max(a, b), 1);
  context.fillStyle = ink;
  counts.forEach((count, bar) => {
    // What happens at all is seen.
    const tall = count > 0 ? Math.max(Math.sqrt(count / most) * height, 1) : 0;
    context.fillRect(bar * 3, height - tall, 2, tall);
  });
}

function placer({ from, to, width }: Sight): (value: number) => number {
  const scale = width / (to - from);
  return (value) => (value - from) * scale;
}
