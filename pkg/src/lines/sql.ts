import { literal } from "../engine/sql.js";
import { formatText } from "./strftime.js";
import { type Template, namingOf, templateOf } from "./template.js";

/**
 * A template as an SQL expression with the same text as {@link renderLine}, never null. A TIMESTAMP WITH TIME ZONE is
 * written in the zone of the connection.
 *
 * @param columnOf the SQL of a name's column
 */
export function templateSql(template: Template, columnOf: (name: string) => string): string {
  const { parts } = templateOf(template);
  const sqlOf = namingOf(columnOf);
  const texts = parts.map((part) => {
    if (typeof part === "string") return textSql(part);
    const column = sqlOf(part.name);
    // The cast accepts what strftime alone does not: a text and, without ICU, a time with a zone.
    return part.format ? `strftime(${column}::TIMESTAMP, ${textSql(formatText(part.format))})` : `${column}::VARCHAR`;
  });
  return `concat('', ${texts.join(", ") || "''"})`;
}

/** A text as an SQL expression. A NUL cannot be quoted. */
export function textSql(text: string): string {
  if (!text.includes("\0")) return literal(text);
  return `(${text.split("\0").map(literal).join(" || chr(0) || ")})`;
}
