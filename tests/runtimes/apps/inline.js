import * as windrow from "windrow/inline";
import { conform } from "./conformance.js";

globalThis.result = conform(windrow);
if (globalThis.process) console.log(JSON.stringify(await globalThis.result));
