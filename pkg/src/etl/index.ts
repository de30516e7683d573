/**
 * From files to a table of messages: {@link loadMessages}, with one module for each format. See docs/etl.md for how to
 * write one.
 *
 * @packageDocumentation
 */
export { identifier, literal } from "../engine/index.js";
export { TextColumns } from "./columnar.js";
export {
  format,
  MESSAGE_COLUMNS,
  PROBLEM,
  type ColumnChoice,
  type Entry,
  type Format,
  type Guess,
  type Head,
  type Problem,
  type ReadOptions,
  type Source,
  type Stage,
} from "./format.js";
export { formats } from "./formats/index.js";
export { formatsAsMarkdown, formatsAsText } from "./formats/listed.js";
export { readJson, readJsonBytes, jsonBytes, type JsonPaths } from "./json/file.js";
export { JsonTable, NAME, PARENT } from "./json/read.js";
export { extractLines } from "./lines.js";
export { loadMessages, type LoadOptions } from "./load.js";
export type { Column, Loaded, Roles } from "./loaded.js";
export { problemText } from "./problems.js";
export type { Found, Shape, ShapeOf } from "./shape.js";
