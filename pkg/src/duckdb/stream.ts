import { type Connection, type Watch, WATCH, engineOf } from "../engine/index.js";
import { WindowError } from "../error.js";
import { badOption, optionsOf, wholeOf } from "../options.js";
import { Rows } from "../rows.js";
import { requireApart } from "./apart.js";
import { queryOf } from "./checks.js";
import { type RowsQuery, Selection } from "./query.js";
import { survey } from "./survey.js";

/** How to fetch batch by batch. */
export interface StreamWatch extends Watch {
  /** About how many bytes a batch is read from: 1 MiB unless given. */
  batchBytes?: number | undefined;
}

/**
 * Fetches what {@link fetchRows} fetches, batch by batch, each to be pushed into a `Stream` and
 * freed: what is kept is about one batch, here, and in the database as well where the rows lie in
 * order. Whether they do, how many there are and of what type a partition and a key are is asked first: two
 * queries, whatever the number of windows.
 *
 * The connection is the stream's until it has ended; leaving the loop early ends it, as the signal
 * does.
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
    throw new WindowError("BAD_OPTION", "tokens are not counted batch by batch; fetch the rows with fetchRows, or bring a column of tokens as a measure");
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
