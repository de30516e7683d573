import { init, Rows } from "windrow";
import { fetchRows } from "windrow/duckdb";
import { loadMessages } from "windrow/etl";
import { renderLine } from "windrow/prompts";
import { tokenCounter } from "windrow/tokens";
import { startWorker } from "windrow/worker";

test("windows", async () => {
  await init();
  expect(Rows.fromColumns({ measures: { bytes: [700, 900, 300] } }).windows({ max: { bytes: 1_000 } }).length).toBe(3);
  for (const entry of [fetchRows, loadMessages, renderLine, tokenCounter, startWorker]) expect(typeof entry).toBe("function");
});
