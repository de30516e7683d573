import { EgregoraPlan, type Plan, type Rows, type SealedWindow, type Spec, Stream } from "windrow";
import type { Fetched } from "windrow/duckdb";
import { type Facts, Frame, parseTemplate, placeholders, sentSpec } from "windrow/prompts";
import type { PlanOptions } from "../options.js";
import type { SendingOptions } from "../sending-options.js";
import { fromMicros } from "../write/times.js";
import type { Measured } from "./measured.js";
import { type PlanColumn, planColumns, sealedColumns } from "./plan-columns.js";

/** Windows in order, with all columns of the output except the texts. */
export interface Windows {
  readonly length: number;
  readonly start: ArrayLike<number>;
  readonly end: ArrayLike<number>;
  readonly columns: readonly PlanColumn[];
  /** The texts before and after a window's lines. */
  around(window: number): [before: string, after: string];
}

/** Rows to push into a stream at once, unless told. */
const BATCH_ROWS = 10 * 20_480;

/** Whether windows can be computed without all rows in memory. */
export function canStream(asked: PlanOptions, { before = "", after = "" }: SendingOptions): boolean {
  const tellsNumber = [before, after].some((text) => placeholders(parseTemplate(text)).some(({ name }) => name === "of"));
  return "windows" in asked && asked.windows.cut !== "even" && !tellsNumber;
}

/** Windows, batch by batch, as they are sealed. Memory use is about one batch and one window. */
export async function* streamed(
  measured: Measured,
  asked: PlanOptions,
  batchRows = BATCH_ROWS,
): AsyncGenerator<Windows, void, void> {
  if (!("windows" in asked)) return;
  const { around, length, partitions } = measured;
  let stream: Stream | undefined;
  let unit: Rows["timeUnit"];
  const batch = (windows: SealedWindow[]): Windows => {
    const factsOf = (i: number): Omit<Facts, "of"> => {
      const { index, start, end, firstTime: first, lastTime: last } = windows[i]!;
      return { n: index + 1, rows: end - start, first, last, chat: partitions?.at(start) };
    };
    const around = framed(measured, unit, (i) => ({ of: 0, ...factsOf(i) }));
    return {
      length: windows.length,
      start: windows.map(({ start }) => start),
      end: windows.map(({ end }) => end),
      columns: sealedColumns(windows, measured, unit, around),
      around,
    };
  };
  for (let at = 0; at === 0 || at < measured.rowids; at += batchRows) {
    using rows = (await measured.fetch(at, at + batchRows)).rows;
    unit ??= rows.timeUnit;
    stream ??= new Stream(sentSpec(specOf(asked.windows, unit), around, { rows: length, chats: partitions?.names }));
    yield batch(stream.push(rows));
  }
  if (stream) yield batch(stream.finish());
}

/** All windows at once. */
export function planOf({ rows, windows }: Fetched, asked: PlanOptions): Plan | EgregoraPlan {
  if ("windows" in asked) return windows(specOf(asked.windows, rows.timeUnit));
  if ("hops" in asked) {
    const { origin, ...hops } = asked.hops;
    return rows.hops({ ...hops, origin: typeof origin === "bigint" ? fromMicros(origin, rows.timeUnit ?? "us") : origin });
  }
  return rows.egregora(asked.egregora);
}

export function windowsOf(plan: Plan | EgregoraPlan, measured: Measured, unit: Rows["timeUnit"]): Windows {
  const { length, start, end } = plan;
  const [firstTime, lastTime] = plan instanceof EgregoraPlan ? [plan.startTime, plan.endTime] : [plan.firstTime, plan.lastTime];
  const around = framed(measured, unit, (i) => {
    const isEmpty = start[i] === end[i];
    return {
      n: i + 1,
      of: length,
      rows: end[i]! - start[i]!,
      ...(!isEmpty && { first: firstTime?.[i], last: lastTime?.[i], chat: measured.partitions?.at(start[i]!) }),
    };
  });
  return { length, start, end, columns: planColumns(plan, measured, unit, around), around };
}

/** A selection of the windows. */
export function chosen({ start, end, columns, around }: Windows, kept: readonly number[]): Windows {
  return {
    length: kept.length,
    start: kept.map((i) => start[i]!),
    end: kept.map((i) => end[i]!),
    columns: columns.map(({ name, at }) => ({ name, at: (i) => at(kept[i]!) })),
    around: (i) => around(kept[i]!),
  };
}

/** The texts before and after the lines of a window. */
export type AroundLines = Windows["around"];

function framed(
  { around: { before = "", after = "" } }: Measured,
  unit: Rows["timeUnit"],
  factsOf: (window: number) => Facts,
): AroundLines {
  if (before === "" && after === "") return () => ["", ""];
  const frame = new Frame({ before, after });
  return (i) => frame.render(factsOf(i), unit ?? "us");
}

type TimedSpec = Extract<PlanOptions, { windows: unknown }>["windows"];

function specOf({ edges, ...spec }: TimedSpec, unit: Rows["timeUnit"]): Spec {
  return { ...spec, edges: edges?.map((micros) => fromMicros(micros, unit ?? "us")) };
}
