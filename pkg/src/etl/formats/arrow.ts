import { Rows } from "../../rows.js";
import { END_OF_STREAM, concatenated } from "../../engine/index.js";
import { format } from "../format.js";

const MAGIC = "ARROW1";

/** Arrow IPC, as a file (Feather) or as a stream. */
export const arrow = format<string>({
  name: "Arrow",
  gives: "table",
  program: "DuckDB, Polars, pandas, R and other data frames",
  exporting: "write the table as an Arrow IPC file (Feather, version 2) or stream",
  detect: ({ bytes }) => startsWith(bytes, MAGIC) || (startsWith(bytes, "\xff\xff\xff\xff") && bytes[7] === 0),
  async extract({ blob }, stage) {
    const bytes = new Uint8Array(await blob.arrayBuffer());
    // It reads what is damaged without harm; DuckDB does not tell.
    Rows.fromArrow(bytes, {}).free();
    return stage.insert(streamOf(bytes));
  },
  transform: (table) => `FROM ${table}`,
});

/** A file is a stream between two marks, with a footer; DuckDB takes streams only, and only with an end. */
function streamOf(bytes: Uint8Array): Uint8Array {
  let stream = bytes;
  if (startsWith(bytes, MAGIC)) {
    const footer = new DataView(bytes.buffer, bytes.byteOffset).getInt32(bytes.length - 10, true);
    stream = bytes.subarray(8, bytes.length - 10 - footer);
  }
  return concatenated([stream, END_OF_STREAM]);
}

function startsWith(bytes: Uint8Array, text: string): boolean {
  return [...text].every((character, i) => bytes[i] === character.charCodeAt(0));
}
