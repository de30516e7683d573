// `windrow/worker`, in browsers through a bundler, and in Deno and Bun.
import * as entry from "windrow/worker";
import { conform } from "./worker-conformance.js";

globalThis.result = conform(entry);
if (globalThis.process) globalThis.result.then((result) => console.log(JSON.stringify(result)));
