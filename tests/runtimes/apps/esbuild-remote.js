// esbuild builds a worker's script only as an entry.
import * as entry from "windrow/worker";
import source from "windrow/windrow.wasm";
import { conform } from "./worker-conformance.js";

globalThis.result = conform(entry, () => ({
  worker: new Worker(new URL("./script.js", import.meta.url), { type: "module" }),
  source: new URL(source, import.meta.url),
}));
