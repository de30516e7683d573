import * as windrow from "./node_modules/windrow/dist/index.js";
import { conform } from "./conformance.js";

const result = conform(windrow);
self.addEventListener("message", ({ source }) => result.then((result) => source.postMessage(result)));
