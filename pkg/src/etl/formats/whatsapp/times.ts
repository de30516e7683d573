import type { Stage } from "../../format.js";
import { readDates, writtenDate } from "../../stamps/index.js";
import { type Part, firstPart, fit, secondPart, settled } from "./header.js";
import type { Headers } from "./headers.js";
import { Interned } from "./interned.js";
import type { Layout } from "./layouts.js";

const DAY = 86_400;
/** The hours that two digits can write. */
const HOURS = 100;

/** When messages were sent, and in which form that is written. */
export interface Times {
  /** Seconds since 1970; NaN for a time that does not exist. */
  readonly seconds: Float64Array;
  /** The number of each header's form; -1 where it is no header after all. */
  readonly forms: Int32Array;
}

/** A layout with its date and its clock told apart. */
interface Settled {
  readonly layout: Layout;
  readonly form: number;
  /** Whether the date comes first. */
  readonly isDateFirst: boolean;
  /** The positions of the clock's digits: of hours, of minutes, of seconds. */
  readonly clock: readonly (readonly number[])[];
  /** The seconds from midnight to each hour; NaN until it is read. */
  readonly hours: Float64Array;
}

/** Reads the times of headers: each distinct date once, and the words of each layout's clock once an hour. */
export function timesOf(headers: Headers, stage: Stage): Times {
  const { bytes, count } = headers;
  const settledLayouts = settle(headers.layouts.all);
  const forms = new Int32Array(count).fill(-1);
  const days = new Int32Array(count);
  const seconds = new Float64Array(count);
  const dates = new Interned(bytes);
  /** The layout in which each date was first seen. */
  const dateLayouts: Settled[] = [];
  for (let i = 0; i < count; i++) {
    const one = settledLayouts[headers.layout[i]!];
    if (!one) continue;
    const start = headers.start[i]!;
    const middle = start + one.layout.split;
    const day = one.isDateFirst ? dates.add(start, middle) : dates.add(middle, start + one.layout.low.length);
    dateLayouts[day] ??= one;
    forms[i] = one.form;
    days[i] = day;
    seconds[i] = secondsOf(one, bytes, start);
  }
  const midnights = midnightsOf(dates.texts(), dateLayouts, headers.layouts.all, stage);
  for (let i = 0; i < count; i++) seconds[i] = forms[i]! < 0 ? NaN : seconds[i]! + midnights[days[i]!]! * DAY;
  return { seconds, forms };
}

/** Tells dates from clocks in all layouts, and numbers the forms: pairs of shapes that fit together. */
function settle(layouts: readonly Layout[]): (Settled | undefined)[] {
  const whole = layouts.filter(({ first, second }) => first && second);
  const [first, second] = settled(
    whole.map(({ first }) => first!),
    whole.map(({ second }) => second!),
  );
  const forms = new Map<string, number>();
  const found = whole.map((layout, i): Settled | undefined => {
    const [one, other] = [first[i]!, second[i]!];
    if (!fit(one, other)) return undefined;
    const key = `${one.shape}\n${other.shape}`;
    if (!forms.has(key)) forms.set(key, forms.size);
    const isDateFirst = one.date !== undefined;
    const { split, low } = layout;
    const clock = isDateFirst ? runsOfDigits(layout, split, low.length) : runsOfDigits(layout, 0, split);
    return { layout, form: forms.get(key)!, isDateFirst, clock, hours: new Float64Array(HOURS).fill(NaN) };
  });
  return layouts.map((layout) => found[whole.indexOf(layout)]);
}

function runsOfDigits({ low, high }: Layout, from: number, to: number): number[][] {
  const runs: number[][] = [];
  let last = -1;
  for (let at = from; at < to; at++) {
    if (low[at] === high[at]) continue;
    // A digit of another script has bytes before its last one.
    const first = at - (low[at]! < 0x80 ? 0 : low[at - 1]! >= 0xc0 ? 1 : 2);
    if (runs.length > 0 && first === last + 1) runs.at(-1)!.push(at);
    else runs.push([at]);
    last = at;
  }
  return runs;
}

/** The seconds since midnight that a header's clock shows. */
function secondsOf(one: Settled, bytes: Uint8Array, start: number): number {
  const { layout, isDateFirst, clock, hours } = one;
  const hour = numberAt(layout, clock[0]!, bytes, start);
  const minute = numberAt(layout, clock[1]!, bytes, start);
  const second = clock[2] ? numberAt(layout, clock[2], bytes, start) : 0;
  if (Number.isNaN(hours[hour]!)) {
    const [from, to] = isDateFirst ? [layout.split, layout.low.length] : [0, layout.split];
    const text = decoder.decode(bytes.subarray(start + from, start + to));
    const read = (isDateFirst ? secondPart(text) : firstPart(text))?.clock?.seconds ?? NaN;
    hours[hour] = read - minute * 60 - second;
  }
  return minute > 59 || second > 59 ? NaN : hours[hour]! + minute * 60 + second;
}

const decoder = new TextDecoder("utf-8", { ignoreBOM: true });

function numberAt(layout: Layout, positions: readonly number[], bytes: Uint8Array, start: number): number {
  const { low } = layout;
  let number = 0;
  for (let i = 0; i < positions.length; i++) number = 10 * number + bytes[start + positions[i]!]! - low[positions[i]!]!;
  return number;
}

/** Days since 1970 of distinct dates: those of each shape are read together, as one phone wrote them. Reports guesses. */
function midnightsOf(
  written: readonly string[],
  layouts: readonly Settled[],
  all: readonly Layout[],
  stage: Stage,
): Float64Array {
  const midnights = new Float64Array(written.length).fill(NaN);
  const shapes = new Map<string, number[]>();
  layouts.forEach(({ layout, isDateFirst }, i) => {
    const key = `${isDateFirst} ${(isDateFirst ? layout.first : layout.second)!.shape}`;
    const same = shapes.get(key);
    if (same) same.push(i);
    else shapes.set(key, [i]);
  });
  for (const at of shapes.values()) {
    const { isDateFirst } = layouts[at[0]!]!;
    const dates = at.map((i) => {
      const { from, to } = (isDateFirst ? layouts[i]!.layout.first : layouts[i]!.layout.second)!;
      return writtenDate(written[i]!.slice(from, to))!;
    });
    const others = all.map(({ first, second }): Part | undefined => (isDateFirst ? second : first));
    const isAmerican =
      at.every((i) => /^[^/]*[1-9]\d?\/[1-9]\d?\//.test(written[i]!)) &&
      others.every((part) => !part?.clock || part.clock.isHalf);
    const read = readDates(dates, stage.options.dateOrder, isAmerican ? "MDY" : "DMY");
    at.forEach((i, k) => (midnights[i] = read.days[k]!));
    const from = (k: number) => written[at[k]!]!.trim();
    if (read.isGuessed && stage.options.dateOrder === undefined)
      stage.guess({ ...GUESSES[read.order], from: from(0), dateOrder: read.order });
    if (read.calendar)
      stage.guess({ what: `years are of the ${read.calendar.name} calendar`, from: from(read.calendar.at), alternatives: [] });
  }
  return midnights;
}

const GUESSES = {
  DMY: { what: "the day comes before the month", alternatives: ['dateOrder: "MDY"', 'dateOrder: "YMD"'] },
  MDY: { what: "the month comes before the day", alternatives: ['dateOrder: "DMY"', 'dateOrder: "YMD"'] },
  YMD: { what: "the year comes first", alternatives: ['dateOrder: "DMY"', 'dateOrder: "MDY"'] },
};
