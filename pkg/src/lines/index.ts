/** Rows as a template writes them: the same text in JavaScript and in SQL. */
export { WIDEST_TIMESTAMP, microsOf, timestampText } from "./civil.js";
export { type LineColumn, type LineColumns, type LineOptions, lineBytes, renderLine, utf8Length } from "./render.js";
export { templateSql, textSql } from "./sql.js";
export { strftime, widestTime } from "./strftime.js";
export {
  type Placeholder,
  type Template,
  defaultTemplate,
  missingColumn,
  parseTemplate,
  placeholders,
  requireColumns,
  templateOf,
} from "./template.js";
export { type Around, type Extent, type Facts, Frame, type TextCounter, countedBy, maxOf, sentSpec, specOf } from "./sending.js";
