import { type Connection, type Watch, WATCH, engineOf } from "../engine/index.js";
import { WindowError } from "../error.js";
import { badOption, optionsOf, wholeOf } from "../options.js";
import { Rows } from "../rows.js";
import { requireApart } from "./apart.js";
import { queryOf } from "./checks.js";
import { type RowsQuery, Selection } from "./query.js";
import { survey } from "./survey.js";

/** Options of a stream from the database. */
export interface StreamWatch extends Watch {
  /** Bytes to read for a batch, about; 1 MiB unless given. */
  batchBytes?: number | undefined;
}

/**
 * Streams what {@link fetchRows} fetches, batch by batch. Push each batch into a `Stream`, and free it. This process holds
 * about one batch; so does the database if the rows are stored in order. It runs two queries for any number of windows:
 * the first returns the order, the number of rows, and the types of partition and key.
 *
 * The connection is busy until the stream has ended. Leaving the loop early ends it, and so does the signal.
 *
 * @throws WindowError: what {@link fetchRows} throws; the signal's reason
 */
export async function* streamRows(
  connection: Connection,
  given: Omit<RowsQuery, "include" | "tokens">,
  watching?: StreamWatch,
): AsyncGenerator<Rows, void, void> {
  const query = queryOf(given);
  const { batchBytes = 1 << 20, ...watch } = streamWatchOf(watching);
  watch.signal?.throwIfAborted();
  const engine = engineOf(connection);
  const { by, names } = new Selection(query);
  if (query.tokens !== undefined) {
    throw new WindowError(
      "BAD_OPTION",
      "tokens are not counted batch by batch; fetch the rows with fetchRows, or bring a column of tokens as a measure",
    );
  }
  await requireApart(engine, query.from, names);
  const { rows, inOrder, asText } = await survey(engine, query, by, watch.signal);
  const selection = new Selection(query, asText);
  const sql = selection.sql(selection.order(!inOrder));
  let schema: Uint8Array[] | undefined;
  let chunks: Uint8Array[] = [];
  let bytes = 0;
  const batch = () => {
    const rows = Rows.fromArrow(chunks, selection.columns);
    [chunks, bytes] = [[...schema!], 0];
    return rows;
  };
  for await (const message of engine.batches(sql, { ...watch, rows })) {
    chunks.push(...message);
    if (schema === undefined) schema = message;
    else bytes += message.reduce((sum, { length }) => sum + length, 0);
    if (bytes >= batchBytes) yield batch();
  }
  if (bytes > 0) yield batch();
}

function streamWatchOf(given: StreamWatch | undefined): StreamWatch {
  if (given === undefined) return {};
  return optionsOf(given, "watch", "{ signal }", {
    ...WATCH,
    batchBytes: (option, value) => wholeOf(value, 1, () => badOption(option, value, "a number of bytes")),
  });
}
