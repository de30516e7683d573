/**
 * How rows are written for a model: templates, lines, and prompts that keep within their limits.
 *
 * @packageDocumentation
 */
export {
  Frame,
  defaultTemplate,
  lineBytes,
  parseTemplate,
  placeholders,
  renderLine,
  requireColumns,
  sentSpec,
  templateSql,
} from "../lines/index.js";
export type {
  Around,
  Extent,
  Facts,
  LineColumn,
  LineColumns,
  LineOptions,
  Placeholder,
  Template,
  TextCounter,
} from "../lines/index.js";
export { promptsOf, type Prompt, type PromptsOptions, type Windows } from "./of.js";
export { toBatch, type BatchFormat, type BatchOptions, type BatchPiece } from "./batch/index.js";
export type { Sent, SentRows } from "../duckdb/sent.js";
export { sentRows } from "./sent-rows.js";
