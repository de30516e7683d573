import type { Planned } from "../plan/index.js";
import { fill, words } from "../words/index.js";
import { type Axis, silences } from "./axis.js";

export type Colours = Record<(typeof COLOURS)[number], string>;
export const COLOURS = ["text", "text3", "line", "surface", "lane-a", "lane-b", "density", "rep-line", "error"] as const;

/** What is painted, and on what. */
export interface Painting {
  planned: Planned;
  axis: Axis;
  /** The row in sight, and the prompt it is in. */
  row: number;
  prompt: number;
  hits: Uint32Array;
  context: CanvasRenderingContext2D;
  width: number;
  height: number;
  isVertical: boolean;
  colours: Colours;
  font: string;
}

export const PAD = 12;

/** Where what is painted lies across the axis. */
function columnsOf({ isVertical, width }: Painting) {
  if (!isVertical) return { labels: 0, from: 4, density: 16, lanes: 24, lane: 7, gap: 2 };
  const labels = width < 150 ? 40 : 44;
  const density = width - labels - (width < 150 ? 56 : 78);
  return { labels, from: labels, density, lanes: labels + density + 8, lane: 14, gap: 3 };
}

/** Paints messages by their density, prompts as two lanes, and what is repeated as an edge. */
export function paint(painting: Painting): void {
  const { context, width, height, isVertical } = painting;
  context.clearRect(0, 0, width, height);
  const length = (isVertical ? height : width) - 2 * PAD;
  if (length <= 0 || painting.planned.rows.length === 0) return;
  context.font = `11px ${painting.font}`;
  paintDensity(painting, length);
  paintTicks(painting, length);
  if (painting.planned.length > length / 1.5) paintMany(painting, length);
  else paintLanes(painting, length);
  paintSilences(painting, length);
  paintHits(painting, length);
  paintPlace(painting, length);
}

/** A rectangle along the axis, whichever way that runs. */
function bar(
  { context, isVertical }: Painting,
  from: number,
  to: number,
  across: number,
  thick: number,
  colour: string,
  round = 0,
): void {
  context.fillStyle = colour;
  context.beginPath();
  const long = Math.max(to - from, 0.8);
  if (isVertical) context.roundRect(across, PAD + from, thick, long, round);
  else context.roundRect(PAD + from, across, long, thick, round);
  context.fill();
}

function paintDensity(painting: Painting, length: number): void {
  const { axis, colours, planned, isVertical } = painting;
  const { from, density } = columnsOf(painting);
  const rows = planned.rows.length;
  const bins = Math.max(Math.min(Math.floor(length / 7), rows), 1);
  const ends = Array.from({ length: bins + 1 }, (_, i) => (i === 0 ? 0 : i === bins ? rows : axis.at(i / bins)));
  const counts = ends.slice(1).map((end, i) => end - ends[i]!);
  const most = Math.max(...counts, 1);
  counts.forEach((count, i) => {
    const long = (count / most) * density;
    if (count > 0)
      bar(
        painting,
        (i / bins) * length + 0.5,
        ((i + 1) / bins) * length - 1,
        isVertical ? from + density - long : from + density - long,
        long,
        colours.density,
        1,
      );
  });
}

function paintTicks(painting: Painting, length: number): void {
  const { axis, context, colours, width, isVertical, font } = painting;
  const { labels } = columnsOf(painting);
  let free = -Infinity;
  for (const { place, label, isBold } of axis.ticks(isVertical ? length / 15 : length / 70)) {
    const at = PAD + place * length;
    context.font = `${isBold ? 650 : 400} 11px ${font}`;
    context.fillStyle = isBold ? colours.text : colours.text3;
    if (isVertical) {
      context.fillStyle = colours.line;
      context.fillRect(labels - 6, at, width - labels - 6, 1);
      context.fillStyle = isBold ? colours.text : colours.text3;
      context.textAlign = "right";
      if (at > free) context.fillText(label, labels - 10, Math.max(at + 4, 14), labels - 12);
      free = at + 12;
    } else {
      context.textAlign = "left";
      if (at > free && at + context.measureText(label).width < width) context.fillText(label, at, 56);
      free = at + context.measureText(label).width + 12;
    }
  }
  context.font = `400 11px ${font}`;
}

function paintLanes(painting: Painting, length: number): void {
  const { planned, axis, colours, context, isVertical, prompt, width } = painting;
  const { lanes, lane, gap } = columnsOf(painting);
  const { start, fresh, end, oversize } = planned;
  const labelled = nth(planned.length, length);
  for (let i = 0; i < planned.length; i++) {
    const [from, to] = [axis.of(start[i]!) * length, Math.max(axis.end(end[i]! - 1), axis.of(start[i]!)) * length];
    const across = lanes + (i % 2) * (lane + gap);
    bar(painting, from, Math.max(to, from + 2), across, lane, i % 2 === 0 ? colours["lane-a"] : colours["lane-b"], 1.5);
    if (fresh[i]! > start[i]!)
      bar(painting, from - 1.5, Math.max(axis.end(fresh[i]! - 1) * length, from + 1), across, lane, colours["rep-line"], 1);
    if (!isVertical || width < 150) continue;
    const [x, y] = [lanes + 2 * lane + gap + 8, PAD + (from + to) / 2 + 4];
    context.textAlign = "left";
    const isNear = Math.abs(axis.of(painting.row) * length - (from + to) / 2) < 16;
    if (oversize[i]) warn(painting, Math.min(width - 10, x + 6), y - 4);
    // A warning takes the place of numbers.
    if (
      (i + 1) % labelled === 0 &&
      i !== prompt &&
      !isNear &&
      !oversize.subarray(Math.max(i - labelled + 1, 0), i + labelled).includes(1)
    ) {
      context.fillStyle = colours.text3;
      context.fillText(String(i + 1), x, y);
    }
  }
}

/** Every how many prompts have their number beside them. */
function nth(prompts: number, length: number): number {
  const least = (prompts * 20) / length;
  return [1, 5, 10, 20, 50, 100].find((by) => by >= least) ?? 1_000;
}

function warn({ context, colours }: Painting, x: number, y: number): void {
  context.fillStyle = colours.error;
  context.beginPath();
  context.arc(x, y, 7, 0, 7);
  context.fill();
  context.fillStyle = colours.surface;
  context.fillRect(x - 1, y - 4, 2, 5);
  context.fillRect(x - 1, y + 2, 2, 2);
}

/** More prompts than pixels: one bar, shaded by how many there are, with an edge as wide as what is repeated. */
function paintMany(painting: Painting, length: number): void {
  const { planned, axis, colours, context } = painting;
  const { lanes, lane, gap } = columnsOf(painting);
  const { start, fresh, end } = planned;
  const pixels = Math.ceil(length) + 1;
  const [prompts, repeated, all] = [new Float64Array(pixels), new Float64Array(pixels), new Float64Array(pixels)];
  for (let i = 0; i < planned.length; i++) {
    const pixel = Math.min(Math.floor(axis.of(fresh[i]!) * length), pixels - 1);
    prompts[pixel]!++;
    repeated[pixel]! += fresh[i]! - start[i]!;
    all[pixel]! += end[i]! - start[i]!;
  }
  const most = prompts.reduce((most, here) => Math.max(most, here), 1);
  const whole = 2 * lane + gap;
  for (let pixel = 0; pixel < pixels; pixel++) {
    if (prompts[pixel] === 0) continue;
    context.globalAlpha = 0.25 + 0.75 * (prompts[pixel]! / most);
    bar(painting, pixel, pixel + 1, lanes, whole, colours["lane-a"]);
    context.globalAlpha = 1;
    const share = all[pixel]! > 0 ? repeated[pixel]! / all[pixel]! : 0;
    if (share > 0) bar(painting, pixel, pixel + 1, lanes + whole * (1 - share), whole * share, colours["rep-line"]);
  }
}

function paintSilences(painting: Painting, length: number): void {
  const { planned, axis, context, colours, width, isVertical } = painting;
  const { labels, density, lanes, lane, gap } = columnsOf(painting);
  const { silent, silentShort } = words();
  for (const { from, to, days } of silences(planned, axis)) {
    context.globalAlpha = 0.62;
    bar(painting, from * length, to * length, lanes, 2 * lane + gap, colours.surface);
    context.globalAlpha = 1;
    if (!isVertical || (to - from) * length < 14) continue;
    context.fillStyle = colours.text3;
    context.textAlign = "right";
    context.fillText(
      fill(width > 200 ? silent : silentShort, { n: days }),
      labels + density,
      PAD + ((from + to) / 2) * length + 4,
    );
  }
}

function paintHits(painting: Painting, length: number): void {
  const { hits, axis, colours, width, height, isVertical } = painting;
  let last = -1;
  for (const row of hits) {
    const at = Math.round(axis.of(row) * length);
    if (at === last) continue;
    last = at;
    bar(painting, at - 1, at + 1, isVertical ? width - 6 : height - 3, isVertical ? 6 : 3, colours.text);
  }
}

function paintPlace(painting: Painting, length: number): void {
  const { axis, row, prompt, context, colours, width, isVertical, font } = painting;
  const { labels, lanes, lane, gap } = columnsOf(painting);
  const at = PAD + axis.of(row) * length;
  context.beginPath();
  if (isVertical) context.roundRect(labels - 4, at - 6, width - labels - 4, 12, 4);
  else context.roundRect(at - 5, 2, 10, 40, 3);
  context.globalAlpha = 0.1;
  context.fillStyle = colours.text;
  context.fill();
  context.globalAlpha = 1;
  context.strokeStyle = colours.text;
  context.lineWidth = 1.5;
  context.stroke();
  if (!isVertical || width < 150) return;
  context.font = `650 11px ${font}`;
  context.textAlign = "left";
  context.fillStyle = colours.text;
  context.fillText(String(prompt + 1), lanes + 2 * lane + gap + 8, at + 4, width - lanes - 2 * lane - gap - 12);
}
