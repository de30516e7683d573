// Code that a user's strict compiler has to accept, and code that it has to refuse.
import { type Plan, Rows, type Spec, Stream, WindowError, init, initSync } from "windrow";
import * as inline from "windrow/inline";
import module from "windrow/windrow.wasm";
import { startWorker } from "windrow/worker";
import "windrow/worker/script";
import * as slim from "windrow/slim";
import { fetchRows } from "windrow/duckdb";
import { loadMessages } from "windrow/etl";
import { promptsOf } from "windrow/prompts";
import { tokenCounter } from "windrow/tokens";
import { type PlanDetail, type WindrowPreview } from "windrow/element";
import named from "windrow/windrow.debug.wasm";

await init();
await init(new URL("https://example.com/windrow.wasm"));
await init(fetch("/windrow.wasm"));
await inline.init();
await slim.init();
await init(named);
console.log(fetchRows, loadMessages, promptsOf, tokenCounter);
initSync(module);

const rows: Rows = Rows.fromColumns({ time: BigInt64Array.of(0n), measures: { bytes: [1, 2], tokens: new Uint32Array(2) } });
const spec: Spec = { max: { bytes: 32_000, tokens: 8_000, duration: "2d" }, gap: { hours: 6 }, overlap: 0.2, cut: "quiet" };
const plan: Plan = rows.windows(spec);
const start: Uint32Array = plan.start;
const times: BigInt64Array | undefined = plan.firstTime;
for (const { index, oversize } of plan) console.log(index.toFixed(), oversize === true, start, times);
new inline.Stream(spec) satisfies Stream;

try {
  plan.sum("bytes") satisfies Float64Array;
} catch (error) {
  if (error instanceof WindowError && error.code === "MISSING_COLUMN") console.log(error.message);
}

const worker = await startWorker({ source: "/windrow.wasm" });
const remote = await worker.fromArrow(new Uint8Array(), { time: "ts" }, { transfer: [new ArrayBuffer(8)] });
(await remote.windows(spec)).start satisfies Uint32Array;

const preview: WindrowPreview = document.querySelector("windrow-preview")!;
preview.addEventListener("plan", ({ detail }) => detail satisfies PlanDetail);

// @ts-expect-error there is no such cut
rows.windows({ cut: "loud" });
// @ts-expect-error times are 64 bits wide
Rows.fromColumns({ time: [1, 2] });
// @ts-expect-error handles are not for users
plan.resident;
