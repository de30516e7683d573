// esbuild includes a file only if it is imported.
import * as windrow from "windrow/slim";
import wasm from "windrow/windrow.wasm";
import { conform } from "./conformance.js";

globalThis.result = conform(windrow, new URL(wasm, import.meta.url));
