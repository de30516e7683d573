import { WindowError } from "../error.js";
import { type ArrowColumns, Rows, concatenated } from "../rows.js";
import { type Connection, type Watch, messages, runQuery } from "./connection.js";
import { enums } from "./enums.js";
import type { RowOrder } from "./order.js";
import { type RowsQuery, Selection } from "./query.js";

/** What came of the query. */
export interface Fetched {
  /** The rows, in the order of the query. */
  rows: Rows;
  /** That order, for {@link readWindows}. */
  order: RowOrder;
  /** The query; where the order had to be asked for again, the second. */
  sql: string;
  /** How many bytes came from the database, for that query. */
  bytes: number;
  /**
   * With `include`: all columns that were fetched, rows in the same order, as Arrow IPC bytes, which
   * any reader of Arrow decodes, such as apache-arrow's `tableFromIPC`.
   */
  table?: Uint8Array;
}

/**
 * Fetches the columns that windows are computed from, in *one* query, whatever the number of
 * windows: narrow, measured inside the database, undecoded. The texts stay where they are.
 *
 * Rows come by partition, time and `orderBy`, as far as these are given; ties as inserted. Nothing is
 * sorted where they lie in that order already, which is verified; where they do not, a second query
 * sorts them. What a query or a view gives in another order the next time needs an `orderBy` that
 * tells its rows apart.
 *
 * With a signal or a callback, rows come batch by batch, which can be seen and ended, and takes
 * about twice as long; a question of the types of columns comes before it.
 *
 * @throws WindowError: `MISSING_COLUMN`, `QUERY_FAILED`, `BAD_OPTION`, and what
 *   {@link Rows.fromArrow} throws; the signal's reason
 */
export function fetchRows(
  connection: Connection,
  query: RowsQuery & { include: readonly string[] },
  watch?: Watch,
): Promise<Fetched & { table: Uint8Array }>;
export function fetchRows(connection: Connection, query: RowsQuery, watch?: Watch): Promise<Fetched>;
export async function fetchRows(
  connection: Connection,
  query: RowsQuery,
  watch: Watch = {},
): Promise<Fetched> {
  watch.signal?.throwIfAborted();
  const streamed = watch.signal !== undefined || watch.onProgress !== undefined;
  const selection = new Selection(query, streamed ? await enums(connection, query) : undefined);
  const { by, columns, flag } = selection;
  const fetch = async (order: RowOrder, flagged: boolean): Promise<Fetched | undefined> => {
    const sql = selection.sql(order, flagged);
    const ipc = await ipcOf(connection, sql, watch);
    if (flagged && !liesInOrder(ipc, flag)) return undefined;
    const rows = order.sorted ? Rows.fromArrow(ipc, columns) : rowsInOrder(ipc, columns);
    return rows && { rows, order, sql, bytes: ipc.length, ...(query.include && { table: ipc }) };
  };
  const flagged = by.length > 0 && !selection.isByTime;
  // What is brought along is small, and has no place for a flag.
  const mustSort = flagged && query.include !== undefined;
  const asItLies = mustSort ? undefined : await fetch(selection.order(false), flagged);
  return asItLies ?? (await fetch(selection.order(true), false))!;
}

/** What ends an Arrow IPC stream. */
const END_OF_STREAM = Uint8Array.of(0xff, 0xff, 0xff, 0xff, 0, 0, 0, 0);

async function ipcOf(connection: Connection, sql: string, watch: Watch): Promise<Uint8Array> {
  if (!watch.signal && !watch.onProgress) return runQuery(connection, sql);
  const chunks: Uint8Array[] = [];
  for await (const message of messages(connection, sql, watch)) chunks.push(message);
  return concatenated([...chunks, END_OF_STREAM]);
}

/** Whether each row but the first comes after the one before. */
function liesInOrder(ipc: Uint8Array, flag: string): boolean {
  const rows = Rows.fromArrow(ipc, { measures: { [flag]: flag } });
  const outOfOrder = rows.length - rows.total(flag);
  rows.free();
  return outOfOrder <= 1;
}

/** The rows, unless their times decrease. */
function rowsInOrder(ipc: Uint8Array, columns: ArrowColumns): Rows | undefined {
  try {
    return Rows.fromArrow(ipc, columns);
  } catch (error) {
    if (error instanceof WindowError && error.code === "UNSORTED") return undefined;
    throw error;
  }
}
