// What a bundler takes as its entry.
import * as windrow from "windrow";
import { conform } from "./conformance.js";

globalThis.result = conform(windrow);
