// Node's fetch does not take the file URLs that modules have there, so it reads the file itself.
import { readFile } from "node:fs/promises";
import { setDefaultSource } from "./init.js";

setDefaultSource((url) => readFile(url));

export * from "./index.js";
