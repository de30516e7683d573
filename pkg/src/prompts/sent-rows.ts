import { requireRows, sentOf } from "../duckdb/checks.js";
import { type Sent, type SentRows, cutAsSent } from "../duckdb/sent.js";
import type { Rows } from "../rows.js";

/**
 * Windows that keep within their limits as they are sent, of rows that were measured already: those of a file that
 * says how many bytes and tokens its lines have. Rows without `sent` are cut as they are.
 *
 * @param rows with the measures `bytes` and, where it is limited, `tokens` of each line and its separator
 * @throws WindowError: `BAD_OPTION`
 */
export function sentRows(rows: Rows, sent: Sent | undefined): SentRows {
  return cutAsSent(requireRows(rows), sent === undefined ? undefined : sentOf(sent));
}
