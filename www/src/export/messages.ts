import {
  type Column,
  columnFromArray,
  type Table,
  tableFromColumns,
  tableFromIPC,
  tableToIPC,
  Type,
  uint32,
} from "@uwdata/flechette";
import { engineOf, identifier, selectRows } from "windrow/duckdb";
import { joined } from "./bytes.js";
import { ParquetFile, writable } from "./parquet.js";
import type { ExportOptions, ExportSource, Piece } from "./source.js";

/** Options of a part of the messages, to see how large they are. */
interface Some extends ExportOptions {
  /** Only so many rows, from the first. */
  rows?: number | undefined;
}

/** What ends a stream of Arrow IPC. */
const END_OF_STREAM = new Uint8Array([255, 255, 255, 255, 0, 0, 0, 0]);
/** How many rows make a row group of Parquet: they are JavaScript values at a time, and the page stands still meanwhile. */
const GROUP = 4_096;

/**
 * Every message once, as CSV with a header: the number of the prompt in which it is new, counted from 1, that of the
 * last prompt that repeats it, and all columns of the table. A missing text is empty, an empty one is `""`.
 */
export async function* messagesCsv(source: ExportSource, options: Some = {}): AsyncGenerator<Piece, void, void> {
  const { all } = source.loaded;
  const header = [...promptColumns(source), ...all.map(({ name }) => name)];
  yield { data: `${header.map(csvText).join(",")}\n`, windows: 0, share: 0 };
  const fields = all.map(({ name, type }) => {
    const value = identifier(name);
    if (BARE.test(type)) return `coalesce(${value}::VARCHAR, '')`;
    return `coalesce('"' || replace(${value}::VARCHAR, '"', '""') || '"', '')`;
  });
  const numbers = promptColumns(source).map((name) => `coalesce(${identifier(name)}::VARCHAR, '')`);
  const line = [...numbers, ...fields].join(" || ',' || ");
  for await (const { table, windows, share } of messages(
    source,
    (rows) => `SELECT ${line} || chr(10) AS line FROM (${rows})`,
    options,
  )) {
    for (const { values, offsets, length } of (table?.getChildAt(0)?.data ?? []) as unknown as TextBatch[]) {
      yield { data: values.subarray(offsets[0]!, offsets[length]!), windows, share };
    }
  }
}

/** The same as a stream of Arrow IPC, as the database makes it. */
export async function* messagesArrow(source: ExportSource, options: Some = {}): AsyncGenerator<Piece, void, void> {
  for await (const { bytes, windows, share } of messages(source, (rows) => rows, options)) yield { data: bytes, windows, share };
  yield { data: END_OF_STREAM, windows: source.plan.length, share: 1 };
}

/** The same as Parquet, compressed by Snappy. What Parquet has no simple type for is text. */
export async function* messagesParquet(source: ExportSource, options: Some = {}): AsyncGenerator<Piece, void, void> {
  const { all } = source.loaded;
  const columns = [
    ...promptColumns(source).map((name) => ({ name, type: "UINTEGER" })),
    ...all.map(({ name, type }) => ({ name, type })),
  ].map(({ name, type }) => ({ name, ...writable(identifier(name), type) }));
  const select = `SELECT ${columns.map(({ name, sql }) => `${sql} AS ${identifier(name)}`).join(", ")}`;
  const file = await ParquetFile.begin(columns);
  let group: Uint8Array[] = [];
  let [length, last] = [0, { windows: 0, share: 0 }];
  const written = () => {
    const table = tableFromIPC(group, { useBigInt: true });
    [group, length] = [group.slice(0, 1), 0];
    return file.group(columns.map((_, i) => valuesOf(table.getChildAt(i)!)));
  };
  for await (const { bytes, table, windows, share } of messages(source, (rows) => `${select} FROM (${rows})`, options)) {
    group.push(bytes);
    [length, last] = [length + (table?.numRows ?? 0), { windows, share }];
    if (length >= GROUP) yield { data: written(), ...last };
  }
  if (length > 0) yield { data: written(), ...last };
  yield { data: file.end(), ...last, share: 1 };
}

/** The values of a column; texts exactly, of which Flechette would drop a byte order mark. */
function valuesOf(column: Column<unknown>): unknown[] {
  if (column.type.typeId !== Type.Utf8) return Array.from(column.toArray() as ArrayLike<unknown>);
  const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
  return (column.data as unknown as TextBatch[]).flatMap((batch) =>
    Array.from({ length: batch.length }, (_, row) =>
      batch.nullCount > 0 && !batch.isValid(row)
        ? null
        : decoder.decode(batch.values.subarray(batch.offsets[row]!, batch.offsets[row + 1]!)),
    ),
  );
}

/** What is written into CSV without quotes. */
const BARE = /^(?:U?(?:TINY|SMALL|BIG|HUGE)?INT(?:EGER)?|DOUBLE|FLOAT|DECIMAL.*|BOOLEAN|TIMESTAMP.*|DATE|TIME)$/;

const csvText = (text: string) => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

interface TextBatch {
  values: Uint8Array;
  offsets: Int32Array;
  length: number;
  nullCount: number;
  isValid(row: number): boolean;
}

/** The columns that tell of prompts, by names that no column of the table has. */
function promptColumns({ loaded }: ExportSource): [fresh: string, last: string] {
  const taken = new Set(loaded.all.map(({ name }) => name.toLowerCase()));
  const free = (name: string) => {
    while (taken.has(name)) name += "_";
    return name;
  };
  return [free("prompt"), free("last_prompt")];
}

let made = 0;

/** A message of a result: the schema first, without a table, then batches. */
interface Message {
  bytes: Uint8Array;
  table: Table | undefined;
  windows: number;
  share: number;
}

/** The messages of a query over the rows with the numbers of their prompts. */
async function* messages(
  source: ExportSource,
  query: (rows: string) => string,
  { signal, rows = source.fetched.rows.length }: Some,
): AsyncGenerator<Message, void, void> {
  const { fetched, loaded } = source;
  const engine = engineOf(fetched.connection);
  const numbers = numbersOf(source);
  const [fresh, last] = promptColumns(source);
  const table = `windrow's prompts ${++made}`;
  await engine.insert(table, numbers.ipc, { replace: true });
  try {
    const names = loaded.all.map(({ name }) => name);
    // One beside the other, without a join or a sort: both are in order.
    const numbered = `SELECT nullif(n.fresh, 0) AS ${identifier(fresh)}, nullif(n.last, 0) AS ${identifier(last)}, r.*
      FROM ${identifier(table)} AS n POSITIONAL JOIN (${selectRows(fetched.order, names)}) AS r LIMIT ${rows}`;
    let [done, schema]: [number, Uint8Array | undefined] = [0, undefined];
    for await (const message of engine.batches(query(numbered), { signal, rows })) {
      const bytes = joined(message);
      const table = schema && tableFromIPC([schema, bytes]);
      schema ??= bytes;
      done += table?.numRows ?? 0;
      yield { bytes, table, windows: done === 0 ? 0 : numbers.fresh[done - 1]!, share: rows === 0 ? 1 : done / rows };
    }
  } finally {
    await engine.drop(table);
  }
}

/** Two 1-based window numbers for each row: the window where it is new, and the last window that holds it; 0 for none. */
function numbersOf({ fetched, plan }: ExportSource): { fresh: Uint32Array; ipc: Uint8Array } {
  const [fresh, last] = [new Uint32Array(fetched.rows.length), new Uint32Array(fetched.rows.length)];
  const { start: starts, fresh: freshes, end: ends } = plan;
  for (let window = 0; window < plan.length; window++) {
    fresh.fill(window + 1, freshes[window]!, ends[window]!);
    last.fill(window + 1, starts[window]!, ends[window]!);
  }
  const columns = { fresh: columnFromArray(fresh, uint32()), last: columnFromArray(last, uint32()) };
  return { fresh, ipc: tableToIPC(tableFromColumns(columns), { format: "stream" })! };
}
