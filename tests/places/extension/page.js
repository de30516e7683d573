import { init, Rows } from "./windrow/dist/index.js";
import { startWorker } from "./windrow/dist/worker/index.js";

await init();
const columns = { measures: { bytes: [700, 900, 300] } };
const own = Rows.fromColumns(columns).windows({ max: { bytes: 1_000 } }).length;
const windrow = await startWorker();
const remote = (await (await windrow.fromColumns(columns)).windows({ max: { bytes: 1_000 } })).length;
const background = await chrome.runtime.sendMessage("windows");
document.title = `${[own, remote, background]} windows`;
