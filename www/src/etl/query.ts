import type { Connection } from "windrow/duckdb";

/** Runs SQL that gives no rows, until it has ended or is aborted. */
export async function execute(
  connection: Connection,
  sql: string,
  signal?: AbortSignal,
): Promise<void> {
  signal?.throwIfAborted();
  let ended = false;
  try {
    let header = await connection.useUnsafe((bindings, id) => bindings.startPendingQuery(id, sql, true));
    while (header === null) {
      signal?.throwIfAborted();
      header = await connection.useUnsafe((bindings, id) => bindings.pollPendingQuery(id));
    }
    for (;;) {
      const batch = await connection.useUnsafe((bindings, id) => bindings.fetchQueryResults(id));
      if (batch?.length === 0) break;
    }
    ended = true;
  } finally {
    if (!ended) await connection.useUnsafe((bindings, id) => bindings.cancelPendingQuery(id));
  }
}
