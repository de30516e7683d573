/**
 * How rows are written for a model: templates, lines, and prompts that keep within their limits.
 *
 * @packageDocumentation
 */
export { defaultTemplate, lineBytes, parseTemplate, renderLine, templateSql } from "../lines/index.js";
export type { LineColumn, LineColumns, LineOptions, Placeholder, Template } from "../lines/index.js";
