const { init, Rows } = require("windrow");

init().then(() =>
  console.log(`${Rows.fromColumns({ measures: { bytes: [700, 900, 300] } }).windows({ max: { bytes: 1_000 } }).length} windows`),
);
