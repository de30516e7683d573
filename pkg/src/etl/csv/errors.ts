import { lineOfRecord } from "../../duckdb/csv-text.js";
import { WindowError } from "../../error.js";
import type { Source } from "../format.js";

/** Whether DuckDB's error is about the number of fields of a record. */
export const isRagged = (cause: unknown): boolean => cause instanceof Error && /Expected Number of Columns/.test(cause.message);

/** A fault that another attempt can avoid, or the error to throw. */
export type CsvFault = "line-ends" | "encoding" | "too-long" | WindowError;

/** The largest file, in bytes, that is searched for the line of an error. */
export const MOST_BYTES = 2 ** 29;
const REASON = /^(Expected Number of Columns.*|Value with unterminated quote.*|Error when converting.*)/m;

/** DuckDB's error for a CSV file, classified. */
export async function csvError(cause: unknown, { blob, name }: Source, bytes: Uint8Array | undefined): Promise<CsvFault | Error> {
  const message = cause instanceof Error ? cause.message : String(cause);
  // The second is what DuckDB says where one record is longer than its buffer.
  if (/Maximum line size|does not support a full read/.test(message)) return "too-long";
  // DuckDB does not recognise line ends of another kind than the first.
  if (!bytes && /unterminated quote/.test(message)) return "line-ends";
  if (/unicode|not utf-8 encoded/i.test(message)) return "encoding";
  if (/state machine/.test(message))
    return bytes
      ? new WindowError("BAD_CSV", `${name} cannot be read: it is not CSV as RFC 4180 has it`, { cause })
      : "line-ends";
  const record = /CSV Error on Line: (\d+)/.exec(message)?.[1];
  if (record === undefined) return cause as Error;
  const all = bytes ?? (blob.size <= MOST_BYTES ? new Uint8Array(await blob.arrayBuffer()) : undefined);
  const line = all ? lineOfRecord(all, Number(record)) : Number(record);
  const reason = (REASON.exec(message)?.[1] ?? "it is not CSV as RFC 4180 has it").replace(/\.$/, "");
  return new WindowError(
    "BAD_CSV",
    `${name} cannot be read at line ${line}: ${reason}; mend that line, or say how the file is written with delimiter and header`,
    { cause },
  );
}
