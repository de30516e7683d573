import type { Plan, Rows } from "windrow";

/** A plan as Parquet: a row for each window; times are whole numbers in the unit that their name ends with. */
export async function planParquet({ plan, rows }: { plan: Plan; rows: Rows }): Promise<Uint8Array> {
  // Only who wants Parquet waits for it.
  const { parquetWriteBuffer } = await import("hyparquet-writer");
  const { start, fresh, end, oversize, firstTime, lastTime } = plan;
  const integers = (name: string, values: Uint32Array) => ({ name, data: BigInt64Array.from(values, BigInt), type: "INT64" as const });
  const times = (name: string, values: BigInt64Array | undefined) =>
    values ? [{ name, data: values, type: "INT64" as const }] : [];
  const columnData = [
    integers("start", start),
    integers("fresh", fresh),
    integers("end", end),
    ...rows.measures.map((name) => ({ name: `sum_${name}`, data: plan.sum(name), type: "DOUBLE" as const })),
    ...times(`first_time_${rows.timeUnit}`, firstTime),
    ...times(`last_time_${rows.timeUnit}`, lastTime),
    { name: "oversize", data: Array.from(oversize, Boolean), type: "BOOLEAN" as const },
  ];
  return new Uint8Array(parquetWriteBuffer({ columnData }));
}
