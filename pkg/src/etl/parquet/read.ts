import type { FileMetaData, SchemaElement } from "hyparquet";
import { identifier } from "../../engine/index.js";
import { WindowError } from "../../error.js";
import { TextColumns } from "../columnar.js";
import { isUtf8 } from "../encoding.js";
import type { Source, Stage } from "../format.js";
import { peer } from "../peer.js";
import { type Decompressors, checkPages } from "./pages.js";
import { type ParquetType, typeOf, undecoded } from "./types.js";

/** Leaves times and similar types as the numbers that the file stores. */
const PARSERS = Object.fromEntries(
  [
    "timestampFromMilliseconds",
    "timestampFromMicroseconds",
    "timestampFromNanoseconds",
    "dateFromDays",
    "stringFromBytes",
    "jsonFromBytes",
    "uuidFromBytes",
  ].map((name) => [name, (value: unknown) => value]),
);

/**
 * Reads a Parquet file with hyparquet, for a database that cannot read it; returns the table's name, quoted for SQL.
 */
export async function readParquet(source: Source, stage: Stage): Promise<string> {
  const { parquetMetadataAsync, parquetRead, parquetSchema } = await peer("hyparquet", "Parquet", () => import("hyparquet"));
  const decompressors = emptyToo(
    (await peer("hyparquet-compressors", "Parquet", () => import("hyparquet-compressors"))).compressors,
  );
  const { blob, name } = source;
  const file = { byteLength: blob.size, slice: (start: number, end = blob.size) => sliced(blob, start, end) };
  try {
    const metadata = await parquetMetadataAsync(file);
    const { names, types, nullable, left } = columnsOf(parquetSchema(metadata).children);
    if (left.length > 0)
      stage.report({
        what: "columns that are nested, or of a type that is not read here, and left out",
        count: left.length,
        samples: left.slice(0, 3),
      });
    metadata.schema.forEach(undecoded);
    const columns = new TextColumns(names);
    for (const group of metadata.row_groups) {
      for (const { meta_data: column } of group.columns) {
        const [name] = column?.path_in_schema ?? [];
        if (!column || !types.has(name!)) continue;
        const start = Number(column.dictionary_page_offset || column.data_page_offset);
        const chunk = new Uint8Array(await sliced(blob, start, start + Number(column.total_compressed_size)));
        checkPages(chunk, column, nullable.has(name!), decompressors);
      }
      const rowEnd = columns.rows + Number(group.num_rows);
      await readGroup(columns, types, rowEnd, (onChunk) =>
        parquetRead({
          file,
          metadata,
          columns: names,
          rowStart: columns.rows,
          rowEnd,
          onChunk,
          compressors: decompressors,
          utf8: false,
          parsers: PARSERS,
        }),
      );
      await stage.progress(rowEnd / rowsOf(metadata));
    }
    return await typed(stage, columns, names, types);
  } catch (cause) {
    stage.signal.throwIfAborted();
    if (cause instanceof WindowError) throw cause;
    const reason = (cause as Error).message.replace(/^parquet(?: file)?:? /, "");
    throw new WindowError(
      "BAD_PARQUET",
      `${name} cannot be read as Parquet: ${reason}; it may be cut short or encrypted, so write it once more`,
      { cause },
    );
  }
}

/** Damaged metadata may hold any range, and some end the process in Node's Blob. */
function sliced(blob: Blob, start: number, end: number): Promise<ArrayBuffer> {
  if (start >= 0 && start <= end && end <= blob.size) return blob.slice(start, end).arrayBuffer();
  throw new Error(`bytes ${start} to ${end} are not in the file, which has ${blob.size}`);
}

/** Decompressors that return no bytes for a length of 0. LZ4's throws there: on the empty dictionary of a column without values. */
function emptyToo(decompressors: Decompressors): Decompressors {
  const of = ([codec, decompress]: [string, Decompressors[string]]) => [
    codec,
    (bytes: Uint8Array, length: number) => (length === 0 ? new Uint8Array() : decompress!(bytes, length)),
  ];
  return Object.fromEntries(Object.entries(decompressors).map(of)) as Decompressors;
}

const rowsOf = (metadata: FileMetaData) => Math.max(1, Number(metadata.num_rows));

function columnsOf(fields: readonly { element: SchemaElement; children: readonly unknown[] }[]): {
  names: string[];
  types: Map<string, ParquetType>;
  nullable: Set<string>;
  left: string[];
} {
  const [types, nullable, left] = [new Map<string, ParquetType>(), new Set<string>(), [] as string[]];
  for (const { element, children } of fields) {
    const type = children.length === 0 && element.repetition_type !== "REPEATED" ? typeOf(element) : undefined;
    if (!type || types.has(element.name)) {
      left.push(element.name);
      continue;
    }
    types.set(element.name, type);
    if (element.repetition_type !== "REQUIRED") nullable.add(element.name);
  }
  return { names: [...types.keys()], types, nullable, left };
}

type OnChunk = (chunk: { columnName: string; columnData: ArrayLike<unknown> }) => void;

async function readGroup(
  columns: TextColumns,
  types: ReadonlyMap<string, ParquetType>,
  rowEnd: number,
  read: (onChunk: OnChunk) => Promise<unknown>,
): Promise<void> {
  const next = new Map([...types.keys()].map((name) => [name, columns.rows]));
  if (rowEnd > columns.rows && next.size > 0) {
    const faults: unknown[] = [];
    await read(({ columnName, columnData }) => {
      const [column, type, at] = [columns.column(columnName), types.get(columnName)!, next.get(columnName)!];
      try {
        for (let i = 0; i < columnData.length; i++) {
          const value = columnData[i];
          if (value !== null && value !== undefined) type.write(column, at + i, value);
        }
      } catch (error) {
        faults.push(error); // what is thrown here, hyparquet leaves to nobody
      }
      next.set(columnName, at + columnData.length);
    });
    if (faults.length > 0) throw faults[0];
  }
  for (const [name, end] of next) {
    if (end !== rowEnd && next.size > 0) throw new Error(`column ${name} ends at row ${end} of ${rowEnd}`);
  }
  columns.rows = rowEnd;
}

async function typed(
  stage: Stage,
  columns: TextColumns,
  names: readonly string[],
  types: ReadonlyMap<string, ParquetType>,
): Promise<string> {
  if (names.length === 0)
    throw new WindowError("NO_MESSAGES", "the file has no column of single values; write its texts as a column of their own");
  for (const [name, { isText }] of types) {
    if (isText && !isUtf8(columns.column(name).bytes)) {
      throw new WindowError(
        "BAD_PARQUET",
        `column ${name} holds bytes that are not UTF-8; write its texts as UTF-8, or the column as binary`,
      );
    }
  }
  const table = await stage.insert(columns);
  const free = stage.names(names);
  const inserted = columns.sqlNames;
  const selected = names.map((name, i) => `${types.get(name)!.sql(identifier(inserted[i]!))} AS ${identifier(free[i]!)}`);
  names.forEach((name, i) => types.get(name)!.isInstant && stage.instants.add(free[i]!));
  return stage.create(`SELECT ${selected.join(", ")} FROM ${table}`);
}
