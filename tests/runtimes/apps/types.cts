// What a strict compiler has to take where modules are CommonJS.
import windrow = require("windrow");
import { fetchRows } from "windrow/duckdb";
import { Rows } from "windrow/inline";
import { promptsOf } from "windrow/prompts";
import { tokenCounter } from "windrow/tokens";

const rows: windrow.Rows = Rows.fromColumns({ measures: { bytes: [1, 2] } });
rows.windows({ max: { bytes: 32_000 } }) satisfies windrow.Plan;
console.log(windrow.init(), fetchRows, promptsOf, tokenCounter);
// What has no CommonJS of its own, and the same classes.
import("windrow/worker").then(({ startWorker }) => startWorker());
import("windrow").then((module) => module.Rows.fromColumns({}) satisfies Rows);

// @ts-expect-error there is no such cut
rows.windows({ cut: "loud" });
