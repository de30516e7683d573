import * as windrow from "windrow";
import { conform } from "./conformance.js";

conform(windrow).then((result) => postMessage(result));
