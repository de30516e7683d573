import { columnNames, readArrow } from "../../engine/arrow/read.js";
import { batchMessage, footerMessages, schemaMessage } from "../../engine/arrow/write.js";
import { END_OF_STREAM, concatenated } from "../../engine/index.js";
import { WindowError } from "../../error.js";
import { Rows } from "../../rows.js";
import { checked } from "../arrow/checked.js";
import { flatten } from "../arrow/flatten.js";
import { type Stage, format } from "../format.js";
import { wholeFile } from "../whole.js";

const MAGIC = "ARROW1";
/** The fewest bytes that the metadata of a schema takes. */
const LEAST = 16;
/** What ends a file: the length of its footer, and the mark once more. */
const TAIL = 10;

/** Arrow IPC, as a file (Feather) or as a stream. */
export const arrow = format<string>({
  name: "Arrow",
  gives: "table",
  program: "DuckDB, Polars, pandas, R and other data frames",
  exporting: "write the table as an Arrow IPC file (Feather, version 2) or stream",
  detect: ({ bytes }) => startsWith(bytes, MAGIC) || (startsWith(bytes, "\xff\xff\xff\xff") && bytes[7] === 0),
  async extract({ blob, name }, stage) {
    const bytes = await wholeFile(name, blob);
    // It reads what is damaged without harm, where others do not end.
    Rows.fromArrow(bytes, {}).free();
    const stream = streamOf(bytes);
    const flat = flatStream(stream, stage);
    if (flat) return stage.insert(flat);
    for (const name of new Set(columnNames(stream) ?? [])) validate(bytes, name);
    return flatten(stream, stage);
  },
  transform: (table) => `FROM ${table}`,
});

/** What a column may be read as, so that each of its values, and each place that one is at, is looked at. */
const USES = [
  (name: string) => ({ key: name }),
  (name: string) => ({ measures: { value: name } }),
  (name: string) => ({ time: name }),
];

/**
 * Looks through a column by windrow's own reader, which stops at what is damaged, where others give other values or
 * do not end. A type that it does not know is left to them.
 *
 * @throws WindowError: `CORRUPT_ARROW`
 */
function validate(bytes: Uint8Array, name: string): void {
  for (const use of USES) {
    try {
      Rows.fromArrow(bytes, use(name)).free();
      return;
    } catch (error) {
      const code = error instanceof WindowError ? error.code : undefined;
      if (code === "CORRUPT_ARROW" || code === "OUT_OF_MEMORY" || code === undefined) throw error;
      if (code !== "UNSUPPORTED_TYPE") return; // it was read, and is no measure or no order
    }
  }
}

/**
 * The stream once more, if the database takes it as it is: its types are simple, and its names differ. What it is made
 * of was looked through: DuckDB-WASM believes every offset.
 */
function flatStream(stream: Uint8Array, stage: Stage): Uint8Array | undefined {
  // Before version 0.15, nothing stood before a message.
  if (stream[0] !== 0xff) return undefined;
  let read: ReturnType<typeof readArrow>;
  try {
    read = readArrow(stream);
  } catch (error) {
    if (error instanceof WindowError && error.code === "UNSUPPORTED_TYPE") return undefined;
    throw error;
  }
  const { fields, batches } = read;
  const names = new Set(fields.map(({ name }) => name.toLowerCase()));
  if (names.size < fields.length || names.has("rowid") || names.has("") || fields.length === 0) return undefined;
  if (fields.some(({ type }) => /^(decimal|fixed|binary|null|time)$/.test(type.kind))) return undefined;
  const messages = batches.flatMap(({ length, columns }) =>
    batchMessage(
      length,
      columns.map((column, i) => checked(column, fields[i]!, length)),
    ),
  );
  for (const { name, type } of fields) if (type.kind === "timestamp" && type.zone !== undefined) stage.instants.add(name);
  return concatenated([schemaMessage(fields), ...messages, END_OF_STREAM]);
}

/** A file is a stream between two marks, with a footer; a database takes streams only, and only with an end. */
function streamOf(bytes: Uint8Array): Uint8Array {
  if (!startsWith(bytes, MAGIC) || bytes.length <= 8 + TAIL) return concatenated([bytes, END_OF_STREAM]);
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  const end = bytes.length - TAIL - Math.max(0, view.getInt32(bytes.length - TAIL, true));
  const stream = bytes.subarray(8, end);
  // JavaScript's Arrow writes the schema into the footer alone, and Polars begins with a message that none can read.
  const first = stream.length < 4 ? 0 : view.getInt32(8, true);
  const isWhole = first === -1 ? columnNames(stream) !== undefined : first >= LEAST;
  return concatenated([...(isWhole ? [stream] : messagesOf(bytes, bytes.subarray(end, bytes.length - TAIL))), END_OF_STREAM]);
}

function messagesOf(file: Uint8Array, footer: Uint8Array): Uint8Array[] {
  try {
    return footerMessages(file, footer);
  } catch (cause) {
    throw new WindowError("CORRUPT_ARROW", `the Arrow bytes are damaged: ${(cause as Error).message}; write them again`, {
      cause,
    });
  }
}

function startsWith(bytes: Uint8Array, text: string): boolean {
  return [...text].every((character, i) => bytes[i] === character.charCodeAt(0));
}
