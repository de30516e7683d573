import { type Connection, type Engine, concatenated } from "../engine/index.js";
import type { Rows } from "../rows.js";
import type { TokensEstimate } from "./estimate.js";
import type { RowOrder } from "./order.js";
import type { RowsQuery } from "./query.js";
import { type Sent, type SentRows, cutAsSent } from "./sent.js";

/** The result of a fetch. */
export interface Fetched extends SentRows {
  /** The basis of the estimated measure `tokens`; undefined where tokens were counted. */
  estimate?: TokensEstimate;
  /** The connection of the fetch. */
  connection: Connection;
  /** The rows, in the order of the query. */
  rows: Rows;
  /** The order of the rows, for {@link readWindows}. */
  order: RowOrder;
  /** The query that was run; the second one, where the rows had to be sorted. */
  sql: string;
  /** Bytes received from the database for that query. */
  bytes: number;
  /**
   * With `include`: all fetched columns, in the order of the rows, as Arrow IPC bytes. Any Arrow reader decodes them,
   * such as apache-arrow's `tableFromIPC`.
   */
  table?: Uint8Array;
}

/** What a query has brought: rows, and the Arrow IPC bytes that they were read from. */
interface Brought extends Pick<Fetched, "rows" | "order" | "sql" | "bytes"> {
  readonly ipc: readonly Uint8Array[];
}

export function fetchedOf(connection: Engine, query: RowsQuery, sent: Sent | undefined, { ipc, ...brought }: Brought): Fetched {
  return { ...cutAsSent(brought.rows, sent), connection, ...brought, ...(query.include && { table: concatenated(ipc) }) };
}
