/**
 * The first script: it asks for all that the first plan is made of at once, and starts the page when that is there, so
 * that the sample is laid out and painted once.
 */
import { init } from "windrow/slim";
import { fetchEarly } from "./sample/files.js";
import { kept } from "./session/kept.js";

const early = Promise.allSettled([init(), fetchEarly("sample.arrow.gz"), kept]);
// A process's first formats take a browser some 40 ms: now it waits, and later the page would.
new Intl.NumberFormat("en-US", { style: "currency", currency: "USD" }).format(0);
new Intl.DateTimeFormat("en-GB", { weekday: "long", timeZone: "UTC" }).format(0);
// What fails here is asked for again where it is needed, and told there.
await early;
await import("./main.js");
