import { identifier } from "windrow/duckdb";
import type { MessageColumn, MessageProvider } from "windrow/element";
import type { Database } from "./database.js";
import type { Messages } from "./load.js";

/** Reads messages from their table, by one query whatever the number of rows. */
export function messageProvider(database: Database, messages: Messages): MessageProvider {
  const { table, columns, choice } = messages;
  return async ({ start, end }) => {
    const asked = columns.map((name) => `${identifier(name)}::VARCHAR`);
    const values = await database.readColumns(
      `SELECT ${asked.join(", ")} FROM ${identifier(table)} WHERE rowid >= ${start} AND rowid < ${end} ORDER BY rowid`,
    );
    return columns.map((name, i): MessageColumn => {
      const role = name === choice.text ? "text" : name === choice.time ? "time" : undefined;
      return { name, role, values: values[i] as MessageColumn["values"] };
    });
  };
}
