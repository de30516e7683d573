import * as entry from "./node_modules/windrow/dist/worker/index.js";
import { conform } from "./worker-conformance.js";

globalThis.result = conform(entry);
