import { EgregoraPlan, type Plan, type SealedWindow, type TimeUnit } from "windrow";
import { writeTime } from "../write/times.js";
import type { Measured } from "./measured.js";
import type { AroundLines } from "./windows.js";

/** A column of the output. Columns of windows have the same names as in `toArrow`. */
export interface PlanColumn {
  name: string;
  /** A string where JSON has a string. */
  at(window: number): number | boolean | string | null;
}

/** Formats the values of a plan. */
class Writer {
  constructor(
    readonly measured: Measured,
    readonly unit: TimeUnit = "us",
    readonly around: AroundLines,
  ) {}

  partition(isEmpty: (window: number) => boolean, start: (window: number) => number): PlanColumn[] {
    const { partitions } = this.measured;
    return partitions ? [{ name: "partition", at: (i) => (isEmpty(i) ? null : partitions.at(start(i))) }] : [];
  }

  /**
   * The size of what a window sends: the measured sum, without the separator after its last row, and with the text
   * around the lines.
   */
  sum(measure: string, sum: (window: number) => number): PlanColumn {
    const {
      unsent,
      around: { tokens },
    } = this.measured;
    const size = { bytes: Buffer.byteLength, tokens }[measure];
    const name = `sum_${measure}`;
    if (size === undefined) return { name, at: sum };
    const lines = measure === "bytes" ? (i: number) => Math.max(0, sum(i) - unsent) : sum;
    return { name, at: (i) => this.around(i).reduce((all, text) => (text === "" ? all : all + size(text)), lines(i)) };
  }

  time(name: string, at: ((window: number) => bigint) | undefined): PlanColumn[] {
    return at ? [{ name, at: (i) => writeTime(at(i), this.unit, this.measured.zoned) }] : [];
  }
}

const column = (name: string, at: PlanColumn["at"]): PlanColumn => ({ name, at });
const times = (values: BigInt64Array | undefined) => values && ((i: number) => values[i]!);

/** All columns of a plan, except the texts. */
export function planColumns(
  plan: Plan | EgregoraPlan,
  measured: Measured,
  unit: TimeUnit | undefined,
  around: AroundLines,
): PlanColumn[] {
  const write = new Writer(measured, unit, around);
  const { start, end } = plan;
  const [window, first, last] = [column("window", (i) => i), column("start", (i) => start[i]!), column("end", (i) => end[i]!)];
  if (plan instanceof EgregoraPlan) {
    return [
      window,
      first,
      last,
      ...write.time("start_time", times(plan.startTime)),
      ...write.time("end_time", times(plan.endTime)),
    ];
  }
  const { fresh, oversize, id } = plan;
  return [
    window,
    ...write.partition(
      (i) => end[i] === start[i],
      (i) => start[i]!,
    ),
    first,
    column("fresh", (i) => fresh[i]!),
    last,
    ...measured.measures.map((measure) => {
      const sums = plan.sum(measure);
      return write.sum(measure, (i) => sums[i]!);
    }),
    ...write.time("first_time", times(plan.firstTime)),
    ...write.time("last_time", times(plan.lastTime)),
    ...write.time("opens", times(plan.opens)),
    ...write.time("closes", times(plan.closes)),
    column("oversize", (i) => oversize[i] === 1),
    ...(id ? [column("id", (i) => String(id[i]!))] : []),
  ];
}

/** The columns of windows from a stream. */
export function sealedColumns(
  windows: readonly SealedWindow[],
  measured: Measured,
  unit: TimeUnit | undefined,
  around: AroundLines,
): PlanColumn[] {
  const write = new Writer(measured, unit, around);
  const [some] = windows;
  const time = (name: "firstTime" | "lastTime") => (some?.[name] === undefined ? undefined : (i: number) => windows[i]![name]!);
  return [
    column("window", (i) => windows[i]!.index),
    ...write.partition(
      () => false,
      (i) => windows[i]!.start,
    ),
    column("start", (i) => windows[i]!.start),
    column("fresh", (i) => windows[i]!.fresh),
    column("end", (i) => windows[i]!.end),
    ...measured.measures.map((measure) => write.sum(measure, (i) => windows[i]!.sums[measure]!)),
    ...write.time("first_time", time("firstTime")),
    ...write.time("last_time", time("lastTime")),
    column("oversize", (i) => windows[i]!.oversize),
    ...(some?.id === undefined ? [] : [column("id", (i: number) => String(windows[i]!.id!))]),
  ];
}
