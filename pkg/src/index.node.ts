/** The entry under the name that it had for Node, for programs that import this file by its path. */
export * from "./index.js";
