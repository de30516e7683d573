// Plans with every column and type that windrow writes, for other readers of Arrow.
import { createHash } from "node:crypto";
import { Rows } from "windrow";

const COUNT = 1000;
const of = (make) => Array.from({ length: COUNT }, (_, row) => make(row));

/** Each plan's columns, and the bytes that it writes. */
export function writtenPlans() {
  const rows = (columns) => {
    const time = BigInt64Array.from(of((row) => 1_700_000_000_000_000n + BigInt(row) * 1_000_000n));
    const measures = { bytes: of((row) => row % 160), "tök 😀": of(() => 2) };
    return Rows.fromColumns({ time, timeZone: "Europe/Berlin", measures, key: of((row) => `k${row}`), ...columns });
  };
  const spec = { max: { bytes: 2000 }, overlap: 0.2 };
  const plans = {
    "text partitions": rows({ partition: of((row) => (row < 100 ? null : row < 500 ? "chat é" : "b")) }).windows(spec),
    "integer partitions": rows({ partition: of((row) => BigInt(row >> 8) - 1n) }).windows(spec),
    milliseconds: rows({ timeUnit: "ms", timeZone: undefined }).windows(spec),
    "no times": Rows.fromColumns({ measures: { bytes: [1, 9, 1] } }).windows({ max: { bytes: 5 } }),
    "no windows": Rows.fromColumns({ measures: { bytes: [] } }).windows({ max: { bytes: 5 } }),
    "a clock": rows({}).hops({ every: "1m", span: "90s" }),
  };
  return Object.entries(plans).map(([name, plan]) => ({ name, columns: columnsOf(plan), bytes: plan.toArrow() }));
}

/** A digest of each plan's bytes, by the name of the plan. */
export function digestsOf(plans) {
  const digest = (bytes) => createHash("sha256").update(bytes).digest("hex");
  return Object.fromEntries(plans.map(({ name, bytes }) => [name, digest(bytes)]));
}

function columnsOf(plan) {
  const { start, fresh, end, oversize, firstTime, lastTime, opens, closes, id } = plan;
  const columns = { start, fresh, end, oversize, sum_bytes: plan.sum("bytes") };
  const more = { first_time: firstTime, last_time: lastTime, opens, closes, id };
  for (const [name, values] of Object.entries(more)) if (values) columns[name] = values;
  return Object.fromEntries(Object.entries(columns).map(([name, values]) => [name, Array.from(values, String)]));
}
