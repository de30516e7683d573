import { WindowError } from "../error.js";
import { badOption, isArray, listOf, shown } from "../options.js";

/**
 * Quotes a name of a column or table, whatever characters it holds.
 *
 * @throws WindowError: `BAD_OPTION` for a name that SQL cannot have: an empty one, or one with a NUL
 */
export function identifier(name: string): string {
  if (typeof name !== "string" || name === "" || name.includes("\0")) {
    throw new WindowError("BAD_OPTION", `no SQL can name ${shown(name)}; rename it`);
  }
  return `"${name.replaceAll('"', '""')}"`;
}

/**
 * Quotes a string, whatever characters it holds.
 *
 * @throws WindowError: `BAD_OPTION` for a string with a NUL, which would end the query
 */
export function literal(text: string): string {
  if (typeof text !== "string") throw badOption("the literal", text, "a text");
  if (text.includes("\0")) {
    throw new WindowError("BAD_OPTION", `no SQL can hold the NUL in ${shown(text)}; leave it out`);
  }
  return `'${text.replaceAll("'", "''")}'`;
}

/** The name of a table or view, alone or after its catalog and schema. */
export type TableName = string | readonly string[];

/** A {@link TableName} as SQL. */
export function tableName(name: TableName): string {
  const names = isArray(name) ? listOf("table", name, (_, each) => each as string, '["schema", "name"]') : [name as string];
  if (names.length === 0 || names.length > 3)
    throw badOption("table", name, "the name of a table, [schema, name] or [catalog, schema, name]");
  return names.map(identifier).join(".");
}
