import { startWorker } from "windrow/worker";

async function windows() {
  const windrow = await startWorker();
  const rows = await windrow.fromColumns({ measures: { bytes: [700, 900, 300] } });
  const { length } = await rows.windows({ max: { bytes: 1_000 } });
  windrow.terminate();
  return `${length} windows`;
}

windows().then(console.log);
