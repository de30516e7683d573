// Without a bundler, all of it from one file.
import * as windrow from "./node_modules/windrow/dist/index.inline.js";
import { conform } from "./conformance.js";

globalThis.result = conform(windrow);
