import { identifier } from "../engine/index.js";
import { badOption } from "../options.js";
import { columnNames, orderOf } from "./checks.js";
import { type RowOrder, orderBy } from "./order.js";
import { column, source } from "./source.js";

/**
 * A SELECT of some columns of the rows as they were fetched, in their order: the row at position `i` of a plan comes
 * as its `i`-th, counted from 0.
 *
 * @param columns names of columns of the table that the rows came from
 * @throws WindowError: `BAD_OPTION`
 */
export function selectRows(order: RowOrder, columns: readonly string[]): string {
  const fetched = orderOf(order);
  const names = columnNames("columns", columns);
  if (names.length === 0) throw badOption("columns", columns, 'the names of some, such as ["id"]');
  return `SELECT ${names.map((name) => `${column(name)} AS ${identifier(name)}`).join(", ")} FROM ${source(fetched.from)}${orderBy(fetched)}`;
}
