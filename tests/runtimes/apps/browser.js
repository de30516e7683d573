// The entry of a bundle.
import * as windrow from "windrow";
import { conform } from "./conformance.js";

globalThis.result = conform(windrow);
