// Plans against their rivals, in a page.
import { Rows, init } from "windrow";
import { arquero } from "./arquero.js";
import { measure } from "./windows.js";

/** Rivals that make a table first are left out from so many rows on. */
globalThis.measure = async (sizes, many) => {
  await init();
  return sizes.flatMap((size) => measure(Rows, size, size < many ? { arquero } : {}));
};

globalThis.ready = true;
