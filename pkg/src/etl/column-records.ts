import { identifier } from "../engine/index.js";
import { LIMITS } from "../limits.js";
import type { TextColumns } from "./columnar.js";
import { readDelimited } from "./delimited.js";

const [LINE_FEED, RETURN] = [0x0a, 0x0d];

/** Records, and SQL that reads them from a file of them. */
export interface ColumnRecords {
  readonly bytes: Uint8Array;
  select(file: string): string;
}

/**
 * Columns as records for {@link readDelimited}, which native DuckDB reads several times faster than it takes values one
 * by one. Undefined where the texts use too many control characters, or a record is longer than the limit.
 */
export function columnRecords(columns: TextColumns): ColumnRecords | undefined {
  const { rows } = columns;
  const all = columns.toArrow().map(([name, { nulls, validity, buffers }]) => {
    const [offsets, bytes] = buffers as [Uint8Array, Uint8Array];
    return { name, nulls, validity, bytes, ends: new Int32Array(offsets.buffer, offsets.byteOffset, rows + 1) };
  });
  // An empty line is no record, and an empty file is no table.
  if (all.length < 2 || rows === 0) return undefined;
  const absent: number[] = [];
  for (let byte = 1; byte < 0x20 && absent.length < 4; byte++) {
    if (byte !== LINE_FEED && byte !== RETURN && !all.some(({ bytes }) => bytes.includes(byte))) absent.push(byte);
  }
  if (absent.length < 4) return undefined;
  const [delimiter, feed, turn, nothing] = absent as [number, number, number, number];
  const size = all.reduce((size, { bytes }) => size + bytes.length + 2 * rows, 0);
  if (size > LIMITS.file.most) return undefined;
  const written = new Uint8Array(size);
  let [at, longest] = [0, 1];
  for (let row = 0; row < rows; row++) {
    const start = at;
    for (let i = 0; i < all.length; i++) {
      const { bytes, ends, validity, nulls } = all[i]!;
      if (nulls > 0 && !(validity![row >> 3]! & (1 << (row & 7)))) written[at++] = nothing;
      else
        for (let from = ends[row]!; from < ends[row + 1]!; from++) {
          const byte = bytes[from]!;
          written[at++] = byte === LINE_FEED ? feed : byte === RETURN ? turn : byte;
        }
      written[at++] = delimiter;
    }
    // The last delimiter ends the record.
    written[at - 1] = LINE_FEED;
    longest = Math.max(longest, at - start);
  }
  if (longest > LIMITS.record.most) return undefined;
  const types = Object.fromEntries(all.map(({ name }) => [name, "VARCHAR"]));
  const values = all.map(({ name, bytes }) => {
    const column = identifier(name);
    const replaced = [
      [LINE_FEED, feed],
      [RETURN, turn],
    ].reduce((sql, [byte, other]) => (bytes.includes(byte!) ? `replace(${sql}, chr(${other}), chr(${byte}))` : sql), column);
    return replaced === column ? column : `${replaced} AS ${column}`;
  });
  return {
    bytes: written.subarray(0, at),
    select: (file) => `SELECT ${values.join(", ")} FROM ${readDelimited(file, delimiter, types, longest, nothing)}`,
  };
}
