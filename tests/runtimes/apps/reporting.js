// For a browser without a driver: runs both suites and sends their results to the server.
import * as windrow from "./node_modules/windrow/dist/index.js";
import * as entry from "./node_modules/windrow/dist/worker/index.js";
import { conform } from "./conformance.js";
import { conform as conformInWorker } from "./worker-conformance.js";

const told = (result) => fetch("./result", { method: "POST", body: JSON.stringify(result) });
Promise.all([conform(windrow), conformInWorker(entry)]).then(told, (error) => told({ error: String(error) }));
