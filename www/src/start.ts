/**
 * The first script: it asks for all that the first plan is made of at once, and starts the page when that is there, so
 * that the sample is laid out and painted once.
 */
import { init } from "windrow/slim";
import { fetchEarly } from "./sample/files.js";
import { kept } from "./session/kept.js";

// What fails here is asked for again where it is needed, and told there.
await Promise.allSettled([init(), fetchEarly("sample.arrow.gz"), kept]);
await import("./main.js");
