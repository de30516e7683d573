import * as windrow from "./node_modules/windrow/dist/index.js";
import { conform } from "./conformance.js";

conform(windrow).then((result) => postMessage(result));
