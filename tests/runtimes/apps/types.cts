// Code that a strict compiler has to accept in CommonJS modules.
import windrow = require("windrow");
import { fetchRows } from "windrow/duckdb";
import { Rows } from "windrow/inline";
import { promptsOf } from "windrow/prompts";
import { tokenCounter } from "windrow/tokens";

const rows: windrow.Rows = Rows.fromColumns({ measures: { bytes: [1, 2] } });
rows.windows({ max: { bytes: 32_000 } }) satisfies windrow.Plan;
console.log(windrow.init(), fetchRows, promptsOf, tokenCounter);
// Entries without CommonJS of their own, with the same classes.
import("windrow/worker").then(({ startWorker }) => startWorker());
import("windrow").then((module) => module.Rows.fromColumns({}) satisfies Rows);

// @ts-expect-error there is no such cut
rows.windows({ cut: "loud" });
