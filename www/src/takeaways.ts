import { insertPlan, readWindows } from "windrow/duckdb";
import type { Takeaway } from "windrow/element";
import type { Database } from "./database.js";
import type { Messages } from "./load.js";
import { planParquet } from "./parquet.js";

const WINDOWS = "windows taken away";

/** The files that the element does not make itself. */
export function takeaways({ connection }: Database, { table, columns }: Messages): Takeaway[] {
  const order = { from: table, by: [], sorted: false };
  return [
    { label: "Plan, Parquet", file: "plan.parquet", make: planParquet },
    {
      label: "Messages, Arrow",
      file: "messages.arrow",
      // Three queries, whatever the number of windows.
      async make({ plan }) {
        await insertPlan(connection, plan, { table: WINDOWS, replace: true });
        return readWindows(connection, { order }, { windows: WINDOWS, columns });
      },
    },
  ];
}
