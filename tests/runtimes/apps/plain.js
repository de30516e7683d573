// Without a bundler.
import * as windrow from "./node_modules/windrow/dist/index.js";
import { conform } from "./conformance.js";

globalThis.result = conform(windrow);
