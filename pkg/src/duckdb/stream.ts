import { Rows } from "../rows.js";
import { type Connection, type Watch, messages, runQuery } from "./connection.js";
import { enums } from "./enums.js";
import { follows } from "./order.js";
import { type RowsQuery, Selection } from "./query.js";
import { source } from "./sql.js";

/** How to fetch batch by batch. */
export interface StreamWatch extends Watch {
  /** About how many bytes a batch is read from: 1 MiB unless given. */
  batchBytes?: number | undefined;
}

/**
 * Fetches what {@link fetchRows} fetches, batch by batch, each to be pushed into a `Stream` and
 * freed: what is kept is about one batch, here, and in the database as well where the rows lie in
 * order. Whether they do is asked first, and of what type a partition and a key are: three queries,
 * whatever the number of windows.
 *
 * The connection is the stream's until it has ended; leaving the loop early ends it, as the signal
 * does.
 *
 * @throws WindowError: what {@link fetchRows} throws; the signal's reason
 */
export async function* streamRows(
  connection: Connection,
  query: Omit<RowsQuery, "include">,
  { batchBytes = 1 << 20, ...watch }: StreamWatch = {},
): AsyncGenerator<Rows, void, void> {
  watch.signal?.throwIfAborted();
  const selection = new Selection(query, await enums(connection, query));
  const order = selection.order(!(await liesInOrder(connection, selection)));
  let schema: Uint8Array | undefined;
  let chunks: Uint8Array[] = [];
  let bytes = 0;
  const batch = () => {
    const rows = Rows.fromArrow(chunks, selection.columns);
    [chunks, bytes] = [[schema!], 0];
    return rows;
  };
  for await (const message of messages(connection, selection.sql(order), watch)) {
    chunks.push(message);
    if (schema === undefined) schema = message;
    else bytes += message.length;
    if (bytes >= batchBytes) yield batch();
  }
  if (bytes > 0) yield batch();
}

/** Whether rows lie in their order, found out in constant memory. */
async function liesInOrder(connection: Connection, selection: Selection): Promise<boolean> {
  const { by } = selection;
  if (by.length === 0) return true;
  const { from } = selection.order(false);
  const flags = `SELECT ${follows(by)} AS follows FROM ${source(from)}`;
  const sql = `SELECT (count(*) - count_if(follows = 1))::UBIGINT AS others FROM (${flags})`;
  const rows = Rows.fromArrow(await runQuery(connection, sql), { measures: { others: "others" } });
  const others = rows.total("others");
  rows.free();
  return others <= 1;
}
