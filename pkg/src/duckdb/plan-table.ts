import { type Connection, type TableName, engineOf, tableNameOf } from "../engine/index.js";
import { badOption, flag, has, optionsOf } from "../options.js";
import type { Plan } from "../plan.js";

/** Where to store a plan. */
export interface PlanTable {
  /** The table to create, also as `[schema, name]`. */
  table: TableName;
  /** Whether to replace a table of that name; otherwise an existing table is an error. */
  replace?: boolean | undefined;
}

/**
 * Stores a plan in the database as a table with the columns of {@link Plan.toArrow}, a row for each window, in *one*
 * insert. Replacing a table takes one more query.
 *
 * @throws WindowError: `TABLE_EXISTS`, `QUERY_FAILED`, `BAD_OPTION`
 */
export async function insertPlan(connection: Connection, plan: Pick<Plan, "toArrow">, given: PlanTable): Promise<void> {
  const engine = engineOf(connection);
  const { table, replace = false } = optionsOf(given, "where to put the plan", '{ table: "windows" }', {
    table: tableNameOf,
    replace: flag,
  });
  if (table === undefined) throw badOption("table", table, "the name of a table");
  if (!has(plan, "toArrow")) throw badOption("the plan", plan, "one of rows.windows() or rows.hops()");
  await engine.insert(table, await plan.toArrow(), { replace });
}
