import { type Connection, type Engine, type Watch, engineOf, watchOf } from "../engine/index.js";
import { WindowError } from "../error.js";
import { type ArrowColumns, Rows } from "../rows.js";
import { requireApart } from "./apart.js";
import { queryOf } from "./checks.js";
import { countedRows } from "./counted.js";
import { estimateOf } from "./estimate.js";
import { type Fetched, fetchedOf } from "./fetched.js";
import type { RowOrder } from "./order.js";
import { type RowsQuery, Selection } from "./query.js";
import { type Sent, sentOf } from "./sent.js";
import { type Survey, survey } from "./survey.js";

/**
 * Fetches the columns that windows are computed from. *One* query suffices for any number of windows. Texts stay in the
 * database, which measures them.
 *
 * Rows come ordered by partition, time and `orderBy`, as far as these are given; ties come as inserted. windrow checks
 * whether the rows are in that order already, and runs a second query that sorts them only if not. A query or a view
 * whose order changes from run to run needs an `orderBy` that leaves no ties. Rows declared `inOrder` are never sorted.
 *
 * With `line`, `bytes` is the size of each row as it is sent, measured in the same query. With `tokens`, the lines are
 * fetched too, counted, and freed. {@link Fetched.windows} keeps what is sent within the limits.
 *
 * With a signal or a callback, rows come batch by batch, so that the query can be watched and aborted. This takes about
 * twice as long, and a query before it returns the number of rows and the column types. A partition or key whose type
 * has no exact Arrow key, such as DATE or DOUBLE, is compared as text.
 *
 * @throws WindowError: `MISSING_COLUMN`, `QUERY_FAILED`, `BAD_OPTION`, `BUSY`, and what {@link Rows.fromArrow} throws;
 *   the signal's reason
 */
export function fetchRows(
  connection: Connection,
  query: RowsQuery & { include: readonly string[] },
  watch?: Watch,
): Promise<Fetched & { table: Uint8Array }>;
export function fetchRows(connection: Connection, query: RowsQuery, watch?: Watch): Promise<Fetched>;
export async function fetchRows(connection: Connection, given: RowsQuery, watching?: Watch): Promise<Fetched> {
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

async function measuredRows(
  engine: Engine,
  query: RowsQuery,
  sent: Sent | undefined,
  watch: Watch,
  perByte?: number,
): Promise<Fetched> {
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

async function fetched(
  engine: Engine,
  query: RowsQuery,
  sent: Sent | undefined,
  watch: Watch,
  perByte?: number,
  known?: Survey,
): Promise<Fetched> {
  const selection = new Selection(query, known?.asText, perByte);
  const { by, columns, flag } = selection;
  const fetch = async (order: RowOrder, flagged: boolean): Promise<Fetched | undefined> => {
    const sql = selection.sql(order, flagged);
    const ipc = await engine.arrow(sql, { ...watch, rows: known?.rows });
    if (flagged && !liesInOrder(ipc, flag)) return undefined;
    const rows = order.sorted || query.inOrder ? Rows.fromArrow(ipc, columns) : rowsInOrder(ipc, columns);
    if (!rows) return undefined;
    const bytes = ipc.reduce((sum, { length }) => sum + length, 0);
    return fetchedOf(engine, query, sent, { rows, order, sql, bytes, ipc });
  };
  const flagged = by.length > 0 && !selection.isByTime;
  // Included columns are for small data, and their table has no room for the flag's column.
  const mustSort = flagged && query.include !== undefined;
  const asItLies = mustSort ? undefined : await fetch(selection.order(false), flagged);
  return asItLies ?? (await fetch(selection.order(true), false))!;
}

/** Whether each row but the first follows the one before it. */
function liesInOrder(ipc: Uint8Array[], flag: string): boolean {
  const rows = Rows.fromArrow(ipc, { measures: { [flag]: flag } });
  const outOfOrder = rows.length - rows.total(flag);
  rows.free();
  return outOfOrder <= 1;
}

/** The rows; undefined if their times decrease. */
function rowsInOrder(ipc: Uint8Array[], columns: ArrowColumns): Rows | undefined {
  try {
    return Rows.fromArrow(ipc, columns);
  } catch (error) {
    if (error instanceof WindowError && error.code === "UNSORTED") return undefined;
    throw error;
  }
}
