import * as windrow from "windrow/slim";
import { conform } from "./conformance.js";

globalThis.result = conform(windrow);
