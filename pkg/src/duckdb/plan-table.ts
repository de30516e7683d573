import type { Plan } from "../plan.js";
import { WindowError } from "../error.js";
import { type Connection, queryError, runQuery } from "./connection.js";
import { type TableName, identifier, tableName } from "./sql.js";

/** Where to put a plan. */
export interface PlanTable {
  /** The table to make, also as `[schema, name]`. */
  table: TableName;
  /** Whether a table of that name is to be replaced; unless this is said, it is an error. */
  replace?: boolean | undefined;
}

/**
 * Gives a plan to the database as a table, with the columns of {@link Plan.toArrow}: a row for each
 * window, in *one* insert. To replace a table takes another query.
 *
 * @throws WindowError: `TABLE_EXISTS`, `QUERY_FAILED`, `BAD_OPTION`
 */
export async function insertPlan(
  connection: Connection,
  plan: Pick<Plan, "toArrow">,
  { table, replace = false }: PlanTable,
): Promise<void> {
  const path = [table].flat();
  path.forEach(identifier); // the insert would take what no query could name
  const [name, schema, more] = path.reverse();
  if (name === undefined || more !== undefined) {
    throw new WindowError("BAD_OPTION", "table is no name; give one, or [schema, name]");
  }
  if (replace) await runQuery(connection, `DROP TABLE IF EXISTS ${tableName(table)}`);
  // These bytes are a copy, which an asynchronous connection may detach, and their end is marked,
  // without which the database would say that all is well, and insert nothing.
  const ipc = plan.toArrow();
  const into = { name, create: true, ...(schema !== undefined && { schema }) };
  try {
    await connection.useUnsafe((bindings, id) => bindings.insertArrowFromIPCStream(id, ipc, into));
  } catch (cause) {
    throw insertError(name, cause);
  }
}

function insertError(name: string, cause: unknown): WindowError {
  const error = queryError(cause);
  if (!/already exists/.test(error.message)) return error;
  const sentence = `there is a table ${name} already; give another name, or replace: true`;
  return new WindowError("TABLE_EXISTS", sentence, { cause });
}
