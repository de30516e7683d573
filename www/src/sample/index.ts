/** The sample: planned from narrow columns at once, and put into the database once there is one. */
export type { SampleTable } from "./database.js";
export type { ReadFile } from "./files.js";
export { ENCODING, openSample, ROLES, type Sample } from "./sample.js";
