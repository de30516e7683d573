import { EgregoraPlan, type Plan, type Rows, type SealedWindow, type Spec, Stream } from "windrow";
import type { PlanOptions } from "../options.js";
import { fromMicros } from "../write/times.js";
import type { Measured } from "./measured.js";
import { type PlanColumn, planColumns, sealedColumns } from "./plan-columns.js";

/** Windows in order, with all that is written of each but its text. */
export interface Windows {
  readonly length: number;
  readonly start: ArrayLike<number>;
  readonly end: ArrayLike<number>;
  readonly columns: readonly PlanColumn[];
}

/** How many rows are pushed into a stream at once. */
const BATCH_ROWS = 10 * 20_480;

/** Whether windows can be told without all rows in memory. */
export function canStream(asked: PlanOptions): boolean {
  return "windows" in asked && asked.windows.cut !== "even";
}

/** Windows as they are sealed, batch by batch; what is kept is about one batch and one window. */
export async function* streamed(measured: Measured, asked: PlanOptions): AsyncGenerator<Windows, void, void> {
  if (!("windows" in asked)) return;
  let stream: Stream | undefined;
  let unit: Rows["timeUnit"];
  const batch = (windows: SealedWindow[]): Windows => ({
    length: windows.length,
    start: windows.map(({ start }) => start),
    end: windows.map(({ end }) => end),
    columns: sealedColumns(windows, measured, unit),
  });
  for (let at = 0; at === 0 || at < measured.rowids; at += BATCH_ROWS) {
    using rows = await measured.rows(at, at + BATCH_ROWS);
    unit ??= rows.timeUnit;
    stream ??= new Stream(specOf(asked.windows, measured, unit));
    yield batch(stream.push(rows));
  }
  if (stream) yield batch(stream.finish());
}

/** All windows at once. */
export function planOf(rows: Rows, asked: PlanOptions, measured: Measured): Plan | EgregoraPlan {
  if ("windows" in asked) return rows.windows(specOf(asked.windows, measured, rows.timeUnit));
  if ("hops" in asked) {
    const { origin, ...hops } = asked.hops;
    return rows.hops({ ...hops, origin: typeof origin === "bigint" ? fromMicros(origin, rows.timeUnit ?? "us") : origin });
  }
  return rows.egregora(asked.egregora);
}

export function windowsOf(plan: Plan | EgregoraPlan, measured: Measured, unit: Rows["timeUnit"]): Windows {
  return { length: plan.length, start: plan.start, end: plan.end, columns: planColumns(plan, measured, unit) };
}

type TimedSpec = Extract<PlanOptions, { windows: unknown }>["windows"];

/** A row is measured with the separator that follows it, of which the last is not sent: the limit has it on top. */
function specOf({ edges, ...spec }: TimedSpec, { unsent }: Measured, unit: Rows["timeUnit"]): Spec {
  const bytes = spec.max?.["bytes"];
  const max = typeof bytes === "number" && bytes > 0 ? { ...spec.max, bytes: bytes + unsent } : spec.max;
  return { ...spec, max, edges: edges?.map((micros) => fromMicros(micros, unit ?? "us")) };
}
