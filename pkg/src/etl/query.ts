import type { Connection } from "../duckdb/connection.js";

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
  } catch (error) {
    throw csvError(error) ?? error;
  } finally {
    if (!ended) await connection.useUnsafe((bindings, id) => bindings.cancelPendingQuery(id));
  }
}

/** What is wrong in a CSV file, without the options that DuckDB lists. */
function csvError(cause: unknown): Error | undefined {
  const message = cause instanceof Error ? cause.message : String(cause);
  const record = /CSV Error on Line: (\d+)/.exec(message)?.[1];
  if (record === undefined) return undefined;
  const reason = /^(Expected Number of Columns.*|Value with unterminated quote.*|Invalid unicode.*|Maximum line size.*)/m.exec(message);
  const told = reason?.[1] ?? "it is not CSV as RFC 4180 has it";
  return new Error(`the file cannot be read at record ${record}: ${told}`, { cause });
}
