import { WindowError } from "../error.js";
import { badOption, isArray, listOf, shown } from "../options.js";

/**
 * A name of a column or table that can be nothing else, whatever is in it.
 *
 * @throws WindowError: `BAD_OPTION` for what no SQL can name: nothing, or a NUL
 */
export function identifier(name: string): string {
  if (typeof name !== "string" || name === "" || name.includes("\0")) {
    throw new WindowError("BAD_OPTION", `no SQL can name ${shown(name)}; rename it`);
  }
  return `"${name.replaceAll('"', '""')}"`;
}

/**
 * A string that can be nothing else, whatever is in it.
 *
 * @throws WindowError: `BAD_OPTION` for one with a NUL, which would end the query
 */
export function literal(text: string): string {
  if (typeof text !== "string") throw badOption("the literal", text, "a text");
  if (text.includes("\0")) {
    throw new WindowError("BAD_OPTION", `no SQL can hold the NUL in ${shown(text)}; leave it out`);
  }
  return `'${text.replaceAll("'", "''")}'`;
}

/** The name of a table or view, alone or after those of its catalog and schema. */
export type TableName = string | readonly string[];

/** A {@link TableName} as SQL writes it. */
export function tableName(name: TableName): string {
  const names = isArray(name) ? listOf("table", name, (_, each) => each as string, '["schema", "name"]') : [name as string];
  if (names.length === 0 || names.length > 3) throw badOption("table", name, "the name of a table, [schema, name] or [catalog, schema, name]");
  return names.map(identifier).join(".");
}
