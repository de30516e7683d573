import { type Planned, DAY, firstPlace, rowColumns } from "../plan/index.js";
import { clockTime, count, day, month } from "../words/index.js";

/** What a map runs along: times, or messages one after the other. Places are shares of its length. */
export interface Axis {
  kind: "time" | "message";
  /** Where a row is. */
  of(row: number): number;
  /** Where a row ends: by messages where the next one begins. */
  end(row: number): number;
  /** The row at a place. */
  at(place: number): number;
  /** What stands beside it: names of places, the important ones bold. */
  ticks(most: number): { place: number; label: string; isBold: boolean }[];
}

/** The axis of a plan: times, unless there are none, or several chats whose times overlap. */
export function axisOf({ rows }: Planned, asked: "time" | "message"): Axis {
  const { time, from, to, partitionEnds } = rowColumns(rows);
  const { length } = rows;
  if (asked === "message" || !time || partitionEnds.length > 1 || !(to > from)) {
    return {
      kind: "message",
      of: (row) => row / Math.max(length, 1),
      end: (row) => (row + 1) / Math.max(length, 1),
      at: (place) => Math.min(Math.max(Math.floor(place * length), 0), length - 1),
      ticks: (most) =>
        steps(length, most / 2).map((row) => ({
          place: Math.max(row - 1, 0) / length,
          label: count(Math.max(row, 1)),
          isBold: false,
        })),
    };
  }
  const of = (row: number) => (time[Math.min(row, length - 1)]! - from) / (to - from);
  return {
    kind: "time",
    of,
    end: of,
    at: (place) =>
      Math.min(
        firstPlace(0, length, (i) => time[i]! >= from + place * (to - from)),
        length - 1,
      ),
    ticks: (most) => calendar(from, to, most).map(([at, label, isBold]) => ({ place: (at - from) / (to - from), label, isBold })),
  };
}

function steps(length: number, most: number): number[] {
  const raw = length / Math.max(most, 1);
  const power = 10 ** Math.floor(Math.log10(Math.max(raw, 1)));
  const step = Math.max([1, 2, 5, 10].find((by) => by * power >= raw)! * power, 1);
  return Array.from({ length: Math.ceil(length / step) }, (_, i) => i * step);
}

const HOUR = 3_600_000;

/** Beginnings of years, months, days or hours: as many as there is room for. */
function calendar(from: number, to: number, most: number): [at: number, label: string, isBold: boolean][] {
  const span = to - from;
  const months = [1, 2, 3, 6, 12, 24, 60, 120].find((by) => span / (by * 30.4 * DAY) <= most) ?? 1_200;
  const short = [HOUR, 3 * HOUR, 6 * HOUR, 12 * HOUR, DAY, 2 * DAY, 7 * DAY].find((by) => span / by <= most);
  const all: [number, string, boolean][] = [];
  if (short !== undefined) {
    for (let at = Math.ceil(from / short) * short; at <= to; at += short) {
      const isDay = at % DAY === 0;
      all.push([
        at,
        isDay || short >= DAY
          ? day(at)
              .replace(/[ /.]*\d{4}$/, "")
              .replace(/ de\b|\./g, "")
          : clockTime(at),
        isDay && short < DAY,
      ]);
    }
    return all;
  }
  const first = new Date(from);
  const start = Math.floor((first.getUTCFullYear() * 12 + first.getUTCMonth()) / months) * months;
  for (let i = start; all.length <= most + 2; i += months) {
    const at = Date.UTC(Math.floor(i / 12), i % 12, 1);
    if (at > to) break;
    const isYear = i % 12 === 0 || all.length === 0;
    if (at >= from || all.length === 0) all.push([Math.max(at, from), isYear ? String(Math.floor(i / 12)) : month(at), isYear]);
  }
  return all;
}

/** The silences that are named, as shares of the axis, and how many days they take. */
export function silences({ rows }: Planned, axis: Axis): { from: number; to: number; days: number }[] {
  const { time, from, to } = rowColumns(rows);
  if (axis.kind !== "time" || !time) return [];
  return gaps(time, Math.max(12 * DAY, (to - from) / 60)).map((row) => ({
    from: axis.of(row - 1),
    to: axis.of(row),
    days: Math.round((time[row]! - time[row - 1]!) / DAY),
  }));
}

const kept = new WeakMap<Float64Array, { least: number; rows: number[] }>();

function gaps(time: Float64Array, least: number): number[] {
  const found = kept.get(time);
  if (found?.least === least) return found.rows;
  const rows: number[] = [];
  for (let row = 1; row < time.length; row++) if (time[row]! - time[row - 1]! > least) rows.push(row);
  kept.set(time, { least, rows });
  return rows;
}
