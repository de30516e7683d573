// What brings files into the database, in this process.
export { formats, loadMessages } from "windrow/etl";

/** A file as someone would choose it. */
export const source = (name, ...parts) => ({ name, blob: new Blob(parts) });
