import { identifier } from "windrow/duckdb";
import type { MessageColumn, MessageProvider } from "windrow/element";
import type { Database } from "./database.js";
import type { Messages } from "./load.js";

/** Reads messages from their table, by one query whatever the number of rows. */
export function messageProvider(database: Database, { loaded }: Messages): MessageProvider {
  const { table, columns, all } = loaded;
  return async ({ start, end }) => {
    const asked = all.map(({ name }) => `${identifier(name)}::VARCHAR`);
    const values = await database.readColumns(
      `SELECT ${asked.join(", ")} FROM ${identifier(table)} WHERE rowid >= ${start} AND rowid < ${end} ORDER BY rowid`,
    );
    return all.map(({ name }, i): MessageColumn => {
      const role = name === columns.text ? "text" : name === columns.time ? "time" : undefined;
      return { name, role, values: values[i] as MessageColumn["values"] };
    });
  };
}
