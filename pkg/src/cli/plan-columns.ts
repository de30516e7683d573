import { EgregoraPlan } from "../egregora.js";
import type { Plan } from "../plan.js";
import type { Table } from "./table.js";
import { writeTime } from "./times.js";

/** A column of a plan, as it is written; `toArrow` gives those of windows the same names. */
export interface PlanColumn {
  name: string;
  /** A string where JSON writes one. */
  at(window: number): number | boolean | string | null;
}

/** All columns of a plan, but for the texts. */
export function planColumns(plan: Plan | EgregoraPlan, table: Table): PlanColumn[] {
  const numbers = (name: string, values: Uint32Array | Float64Array): PlanColumn => ({
    name,
    at: (i) => values[i]!,
  });
  const times = (name: string, values: BigInt64Array | undefined): PlanColumn[] => {
    const unit = table.rows.timeUnit ?? "us";
    return values ? [{ name, at: (i) => writeTime(values[i]!, unit, table.zoned) }] : [];
  };
  const { start, end } = plan;
  const window: PlanColumn = { name: "window", at: (i) => i };
  const { partitions } = table;
  const partition: PlanColumn[] = partitions
    ? [
        {
          name: "partition",
          at: (i) => (end[i]! > start[i]! ? partitions.names[partitions.codes[start[i]!]!]! : null),
        },
      ]
    : [];
  if (plan instanceof EgregoraPlan) {
    return [
      window,
      numbers("start", start),
      numbers("end", end),
      ...times("start_time", plan.startTime),
      ...times("end_time", plan.endTime),
    ];
  }
  const { oversize, id } = plan;
  return [
    window,
    ...partition,
    numbers("start", start),
    numbers("fresh", plan.fresh),
    numbers("end", end),
    ...table.rows.measures.map((measure) => numbers(`sum_${measure}`, plan.sum(measure))),
    ...times("first_time", plan.firstTime),
    ...times("last_time", plan.lastTime),
    ...times("opens", plan.opens),
    ...times("closes", plan.closes),
    { name: "oversize", at: (i) => oversize[i] === 1 },
    ...(id ? [{ name: "id", at: (i: number) => String(id[i]!) }] : []),
  ];
}
