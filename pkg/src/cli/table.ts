import { Rows } from "../rows.js";
import { Growable } from "./growable.js";
import type { Columns } from "./roles.js";
import { toBigInt64 } from "./times.js";

/** What a file holds, in the order in which windows are cut. */
export interface Table {
  rows: Rows;
  /** The name of each partition, and of which one each row is. */
  partitions: { names: string[]; codes: Int32Array } | undefined;
  /** All texts, the separator after each; row `i` begins at `offsets[i]`. */
  texts: { bytes: Uint8Array; offsets: Float64Array } | undefined;
  /** Whether times are of a zone. */
  zoned: boolean;
  /** Whether rows had to be put in order. */
  sorted: boolean;
}

/**
 * Puts what was read in order, by partition as these first appear, then time, then place in the
 * file; unless it lies in that order, or is to stay as it is. Rows know their partitions by name
 * where they are `named`, which costs a string a row, or else by number.
 */
export function tableOf(
  columns: Columns,
  { sort, separator, named }: { sort: boolean; separator: Uint8Array; named: boolean },
): Table {
  const order = sort ? orderOf(columns) : undefined;
  const arranged = <T extends Int32Array | Uint32Array | Float64Array | BigInt64Array>(values: T): T =>
    order
      ? (values.constructor as unknown as { from(of: Uint32Array, map: (row: number) => T[number]): T }).from(
          order,
          (row) => values[row]!,
        )
      : values;
  const { text, time, partition, key } = columns;
  const codes = partition && arranged(partition.codes.values);
  const measures = Object.fromEntries(
    Object.entries(columns.measures).map(([name, { values }]) => [name, arranged(values.values)]),
  );
  const rows = Rows.fromColumns({
    length: columns.length,
    time: time && toBigInt64(arranged(time.values)),
    timeUnit: time?.step,
    timeZone: time?.zone,
    measures: { ...(text && { bytes: arranged(text.lengths.values) }), ...measures },
    partition: named && partition ? Array.from(codes!, (code) => partition.names[code]!) : codes,
    key: key?.inOrder(order),
  });
  return {
    rows,
    partitions: partition && { names: partition.names, codes: codes! },
    texts: text?.texts && joined(text.texts, text.lengths.values, order, separator),
    zoned: time?.zone !== undefined,
    sorted: order !== undefined,
  };
}

/** The rows in order; undefined where they are. */
function orderOf({ length, time, partition }: Columns): Uint32Array | undefined {
  const times = time?.values;
  const codes = partition?.codes.values;
  const later = (a: number, b: number) => (times && times[a]! !== times[b]! ? (times[a]! < times[b]! ? -1 : 1) : 0);
  const before = (a: number, b: number) => (codes ? codes[a]! - codes[b]! : 0) || later(a, b);
  let row = 1;
  while (row < length && before(row - 1, row) <= 0) row++;
  if (row >= length) return undefined;
  return Uint32Array.from({ length }, (_, row) => row).sort((a, b) => before(a, b) || a - b);
}

/** The texts in order, so that those of a window lie side by side. */
function joined(
  texts: Uint8Array,
  lengths: Uint32Array,
  order: Uint32Array | undefined,
  separator: Uint8Array,
) {
  const { length } = lengths;
  const starts = new Float64Array(length + 1);
  for (let row = 0; row < length; row++) starts[row + 1] = starts[row]! + lengths[row]!;
  if (!order && separator.length === 0) return { bytes: texts, offsets: starts };
  const bytes = new Growable<Uint8Array>(new Uint8Array(texts.length + length * separator.length));
  const offsets = new Float64Array(length + 1);
  for (let place = 0; place < length; place++) {
    const row = order ? order[place]! : place;
    bytes.append(texts, starts[row]!, starts[row + 1]!);
    bytes.append(separator, 0, separator.length);
    offsets[place + 1] = bytes.length;
  }
  return { bytes: bytes.values, offsets };
}
