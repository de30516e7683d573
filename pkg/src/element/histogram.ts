import { draw, type Drawn } from "./plot.js";
import { sizeOf } from "./window-facts.js";
import type { Windows } from "./windows.js";

const BINS = 40;

/** How many windows there are of each size. */
export function histogram(plot: typeof import("@observablehq/plot"), windows: Windows, width: number): Drawn {
  const { measure, oversize, length, spec } = windows;
  const label = `${measure ?? "rows"} in a window`;
  const limit = Number(spec?.max?.[measure ?? "rows"]);
  const sizeAt = (i: number) => sizeOf(windows, i);
  // What no limit could be kept of would leave the others no room.
  let most = 1;
  for (let i = 0; i < length; i++) if (!oversize[i]) most = Math.max(most, sizeAt(i));
  const step = Math.max(most / BINS, 1);
  const counts = new Uint32Array(Math.floor(most / step) + 1);
  for (let i = 0; i < length; i++) if (!oversize[i]) counts[Math.floor(sizeAt(i) / step)]!++;
  // The largest one belongs in the last bar, not beside it.
  const last = counts.length - 1;
  if (last > 0) counts[last - 1]! += counts[last]!;
  const bars = Array.from(last > 0 ? counts.subarray(0, last) : counts, (windows, i) => ({ from: i * step, to: (i + 1) * step, windows }));
  const marks = [
    plot.rectY(bars, { x1: "from", x2: "to", y: "windows", insetRight: 1, fill: "var(--fresh)" }),
    plot.ruleY([0]),
    ...(limit > 0 && limit <= most * 2 ? [plot.ruleX([limit], { stroke: "var(--alert)", strokeDasharray: "4 3" })] : []),
  ];
  return draw(plot, `How many windows there are of each size: ${label}.`, {
    width,
    height: 190,
    marginLeft: 48,
    x: { label, tickFormat: "~s", ticks: Math.max(3, width / 90) },
    y: { label: "windows", tickFormat: "~s", ticks: 4, grid: true },
    marks,
  });
}
