/** Rows as a template writes them: the same text in JavaScript and in SQL. */
export { type LineColumn, type LineColumns, type LineOptions, lineBytes, renderLine, utf8Length } from "./render.js";
export { templateSql, textSql } from "./sql.js";
export { type Placeholder, type Template, defaultTemplate, parseTemplate, placeholders, requireColumns } from "./template.js";
export { type Around, type Extent, type Facts, Frame, type TextCounter, countedBy, maxOf, sentSpec, specOf } from "./sending.js";
