const { init, Rows } = require("windrow");
const { fetchRows } = require("windrow/duckdb");
const { renderLine } = require("windrow/prompts");
const { tokenCounter } = require("windrow/tokens");

test("windows", async () => {
  await init();
  expect(Rows.fromColumns({ measures: { bytes: [700, 900, 300] } }).windows({ max: { bytes: 1_000 } }).length).toBe(3);
  for (const entry of [fetchRows, renderLine, tokenCounter]) expect(typeof entry).toBe("function");
});
