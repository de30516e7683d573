import { type Connection, type Engine, type Watch, concatenated, engineOf, watchOf } from "../engine/index.js";
import { WindowError } from "../error.js";
import { type ArrowColumns, Rows } from "../rows.js";
import { requireApart } from "./apart.js";
import { queryOf } from "./checks.js";
import { countedRows } from "./counted.js";
import { type TokensEstimate, estimateOf } from "./estimate.js";
import type { RowOrder } from "./order.js";
import { type RowsQuery, Selection } from "./query.js";
import { type Sent, type SentRows, sentOf, cutAsSent } from "./sent.js";
import { type Survey, survey } from "./survey.js";

/** What came of the query. */
export interface Fetched extends SentRows {
  /** What the measure `tokens` was estimated by, where it was; undefined where it was counted. */
  estimate?: TokensEstimate;
  /** The connection that was asked. */
  connection: Connection;
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
 * tells its rows apart. Rows that are said to be `inOrder` are never sorted.
 *
 * With `line`, `bytes` are those of each row as it is sent, measured in the same query; with `tokens` too, the lines
 * come with it, are counted, and leave. {@link Fetched.windows} keeps what is sent within its limits.
 *
 * With a signal or a callback, rows come batch by batch, which can be seen and ended, and takes
 * about twice as long; before it, the database is asked how many there are, and of what types. A partition or a
 * key of a type that Arrow has no exact key for, such as DATE or DOUBLE, is compared as text.
 *
 * @throws WindowError: `MISSING_COLUMN`, `QUERY_FAILED`, `BAD_OPTION`, `BUSY`, and what
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
  given: RowsQuery,
  watching?: Watch,
): Promise<Fetched> {
  const [query, watch] = [queryOf(given), watchOf(watching)];
  watch.signal?.throwIfAborted();
  const engine = engineOf(connection);
  const { line, names } = new Selection(query);
  await requireApart(engine, query.from, names);
  try {
    const sent = await sentOf(engine, query, line);
    const estimate = query.tokens && (await estimateOf(engine, query.from, line!, query.tokens));
    if (query.tokens && !estimate) return await countedRows(engine, query, sent!, query.tokens, watch);
    return { ...(await measuredRows(engine, query, sent, watch, estimate?.perByte)), ...(estimate && { estimate }) };
  } catch (error) {
    throw line ? await line.explained(error, engine) : error;
  }
}

async function measuredRows(engine: Engine, query: RowsQuery, sent: Sent | undefined, watch: Watch, perByte?: number): Promise<Fetched> {
  const isWatched = watch.signal !== undefined || watch.onProgress !== undefined;
  if (isWatched) return fetched(engine, query, sent, watch, perByte, await survey(engine, query, [], watch.signal));
  try {
    return await fetched(engine, query, sent, watch, perByte);
  } catch (error) {
    const isType = error instanceof WindowError && error.code === "UNSUPPORTED_TYPE";
    if (!isType || (query.partition ?? query.key) === undefined) throw error;
    const known = await survey(engine, query, []);
    if (known.asText.size === 0) throw error;
    return fetched(engine, query, sent, watch, perByte, known);
  }
}

async function fetched(engine: Engine, query: RowsQuery, sent: Sent | undefined, watch: Watch, perByte?: number, known?: Survey): Promise<Fetched> {
  const selection = new Selection(query, known?.asText, perByte);
  const { by, columns, flag } = selection;
  const fetch = async (order: RowOrder, flagged: boolean): Promise<Fetched | undefined> => {
    const sql = selection.sql(order, flagged);
    const ipc = await engine.arrow(sql, { ...watch, rows: known?.rows });
    if (flagged && !liesInOrder(ipc, flag)) return undefined;
    const rows = order.sorted || query.inOrder ? Rows.fromArrow(ipc, columns) : rowsInOrder(ipc, columns);
    if (!rows) return undefined;
    const bytes = ipc.reduce((sum, { length }) => sum + length, 0);
    return { ...cutAsSent(rows, sent), connection: engine, rows, order, sql, bytes, ...(query.include && { table: concatenated(ipc) }) };
  };
  const flagged = by.length > 0 && !selection.isByTime;
  // What is brought along is small, and has no place for a flag.
  const mustSort = flagged && query.include !== undefined;
  const asItLies = mustSort ? undefined : await fetch(selection.order(false), flagged);
  return asItLies ?? (await fetch(selection.order(true), false))!;
}

/** Whether each row but the first comes after the one before. */
function liesInOrder(ipc: Uint8Array[], flag: string): boolean {
  const rows = Rows.fromArrow(ipc, { measures: { [flag]: flag } });
  const outOfOrder = rows.length - rows.total(flag);
  rows.free();
  return outOfOrder <= 1;
}

/** The rows, unless their times decrease. */
function rowsInOrder(ipc: Uint8Array[], columns: ArrowColumns): Rows | undefined {
  try {
    return Rows.fromArrow(ipc, columns);
  } catch (error) {
    if (error instanceof WindowError && error.code === "UNSORTED") return undefined;
    throw error;
  }
}
