import type { Rows } from "windrow";
import { fetchRows, identifier } from "windrow/duckdb";
import { type ColumnChoice, type Loaded, loadMessages, type Source } from "windrow/etl";
import type { Database } from "./database.js";

/** Messages in a table where a row's position is its rowid, and what windows need of them. */
export interface Messages {
  loaded: Loaded;
  rows: Rows;
  /** How many queries were asked from when the table was in order. */
  queries: number;
  fetchMs: number;
}

/** How to watch a load, and how to end it. */
export interface Watch {
  signal: AbortSignal;
  onProgress(done: number): void;
}

let tables = 0;

/** Makes a table of a file, and fetches what windows are computed from. */
export async function load(database: Database, source: Source, columns: ColumnChoice, watch: Watch): Promise<Messages> {
  // A table of its own, so that rows of the plan that is still shown can be read meanwhile.
  const loaded = await loadMessages(database.connection, source, { ...watch, table: `messages ${++tables}`, columns });
  try {
    const [before, start] = [database.queries, performance.now()];
    const { time, text, chat, id, measures } = loaded.columns;
    // Names that have a meaning already get another one.
    const named = measures.map((name) => [/^(bytes|rows|duration)$/i.test(name) ? `${name} column` : name, name]);
    const { rows } = await fetchRows(database.connection, {
      from: loaded.table, time, text, partition: chat, key: id, measures: Object.fromEntries(named),
    });
    return { loaded, rows, queries: database.queries - before, fetchMs: performance.now() - start };
  } catch (error) {
    await drop(database, loaded.table);
    throw error;
  }
}

/** Gives the memory of messages back. */
export async function release(database: Database, { rows, loaded }: Messages): Promise<void> {
  rows.free();
  await drop(database, loaded.table);
}

async function drop(database: Database, table: string): Promise<void> {
  await database.run(`DROP TABLE IF EXISTS ${identifier(table)}`);
}
