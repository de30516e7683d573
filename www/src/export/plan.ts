import { tableFromIPC } from "@uwdata/flechette";
import { ParquetFile, type ParquetColumn } from "./parquet.js";
import type { ExportSource, Piece } from "./source.js";
import { isoTime } from "./times.js";

const whole = (data: string | Uint8Array, windows: number): Piece => ({ data, windows, share: 1 });

/** The plan alone as CSV, a line for each prompt: its rows as positions from 0, its sums and times. No text. */
export async function* planCsv({ plan, fetched, loaded }: ExportSource): AsyncGenerator<Piece, void, void> {
  const { start, fresh, end, oversize, firstTime, lastTime, length } = plan;
  const { measures, timeUnit = "us" } = fetched.rows;
  const sums = measures.map((name) => plan.sum(name));
  const times = [firstTime, lastTime].filter((column) => column !== undefined);
  const names = [
    "prompt",
    "start",
    "fresh",
    "end",
    "oversize",
    ...measures.map((name) => `sum_${name}`),
    ...["first_time", "last_time"].slice(0, times.length),
  ];
  const lines = [names.map((name) => (/[",\r\n]/.test(name) ? `"${name.replaceAll('"', '""')}"` : name)).join(",")];
  const zone = loaded.zone === undefined ? "" : "Z";
  for (let i = 0; i < length; i++) {
    const values = [
      i + 1,
      start[i],
      fresh[i],
      end[i],
      oversize[i],
      ...sums.map((sum) => sum[i]),
      ...times.map((time) => isoTime(time[i]!, timeUnit, zone) ?? ""),
    ];
    lines.push(values.join(","));
  }
  yield whole(`${lines.join("\n")}\n`, length);
}

/** The same as a stream of Arrow IPC, with the columns of `Plan.toArrow`. */
export async function* planArrow({ plan }: ExportSource): AsyncGenerator<Piece, void, void> {
  yield whole(plan.toArrow(), plan.length);
}

/** The same as Parquet, with the columns of `Plan.toArrow`; a 64-bit id is text. */
export async function* planParquet({ plan, fetched }: ExportSource): AsyncGenerator<Piece, void, void> {
  const table = tableFromIPC(plan.toArrow(), { useBigInt: true });
  const columns = table.schema.fields.map(({ name }): ParquetColumn & { values: unknown[] } => {
    const column = table.getChild(name)!;
    if (/_time$|^opens$|^closes$/.test(name)) {
      const exact = { first_time: plan.firstTime, last_time: plan.lastTime, opens: plan.opens, closes: plan.closes }[name]!;
      return { name, sql: "", is: "time", values: Array.from(exact, microsOf(fetched.rows.timeUnit)) };
    }
    const values = Array.from(column.toArray() as ArrayLike<unknown>);
    if (name === "oversize") return { name, sql: "", is: "truth", values };
    const isWhole =
      name !== "id" && values.every((value) => value === null || typeof value === "number" || typeof value === "bigint");
    if (isWhole)
      return { name, sql: "", is: "integer", values: values.map((value) => (value === null ? null : BigInt(value as number))) };
    return { name, sql: "", is: "text", values: values.map((value) => (value === null ? null : String(value))) };
  });
  const file = await ParquetFile.begin(columns);
  if (plan.length > 0) yield whole(file.group(columns.map(({ values }) => values)), plan.length);
  yield whole(file.end(), plan.length);
}

function microsOf(unit: "s" | "ms" | "us" | "ns" | undefined): (time: bigint) => bigint {
  if (unit === "ns") return (time) => time / 1_000n;
  const factor = { s: 1_000_000n, ms: 1_000n, us: 1n }[unit ?? "us"];
  return (time) => time * factor;
}
