// Node, Deno and Bun.
import * as windrow from "windrow";
import { conform } from "./conformance.js";

console.log(JSON.stringify(await conform(windrow)));
