import type { Plan } from "windrow";
import { identifier, insertPlan, readWindows } from "windrow/duckdb";
import type { Takeaway } from "windrow/element";
import type { Database } from "./database.js";
import type { Messages } from "./load.js";
import { parquetOf, writable } from "./messages-parquet.js";
import { planParquet } from "./parquet.js";

const WINDOWS = "windows taken away";

/** The files that the element does not make itself. */
export function takeaways(database: Database, { loaded: { table, all } }: Messages): Takeaway[] {
  const { connection } = database;
  /** The messages of all windows, as Arrow: three queries, whatever the number of windows. */
  const windowed = async (plan: Plan, from: string | { sql: string } = table) => {
    await insertPlan(connection, plan, { table: WINDOWS, replace: true });
    return readWindows(connection, { order: { from, by: [], sorted: false } }, { windows: WINDOWS, columns: all.map(({ name }) => name) });
  };
  return [
    { label: "Plan, Parquet", file: "plan.parquet", make: planParquet },
    { label: "Messages, Arrow", file: "messages.arrow", of: "messages", make: ({ plan }) => windowed(plan) },
    {
      label: "Messages, Parquet",
      file: "messages.parquet",
      of: "messages",
      async make({ plan }) {
        const selected = all.map(({ name, type }) => `${writable(identifier(name), type)} AS ${identifier(name)}`);
        return parquetOf(await windowed(plan, { sql: `SELECT ${selected.join(", ")} FROM ${identifier(table)}` }));
      },
    },
  ];
}
