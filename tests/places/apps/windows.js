import { init, Rows } from "windrow";

/** What every place has to find. */
export async function windows() {
  await init();
  const plan = Rows.fromColumns({ measures: { bytes: [700, 900, 300] } }).windows({ max: { bytes: 1_000 } });
  return `${plan.length} windows`;
}
