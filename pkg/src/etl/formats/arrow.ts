import { Rows } from "../../rows.js";
import { identifier } from "../../duckdb/sql.js";
import { format } from "../format.js";
import { execute } from "../query.js";

const MAGIC = "ARROW1";
const END_OF_STREAM = Uint8Array.of(0xff, 0xff, 0xff, 0xff, 0, 0, 0, 0);

/** Arrow IPC, as a file (Feather) or as a stream. */
export const arrow = format<void>({
  name: "Arrow",
  detect: ({ bytes }) => startsWith(bytes, MAGIC) || (startsWith(bytes, "\xff\xff\xff\xff") && bytes[7] === 0),
  async extract({ blob }, stage) {
    const bytes = new Uint8Array(await blob.arrayBuffer());
    // It reads what is damaged without harm; DuckDB does not tell.
    Rows.fromArrow(bytes, {}).free();
    await execute(stage.connection, `DROP TABLE IF EXISTS ${identifier(stage.table)}`, stage.signal);
    await stage.insert(stage.table, streamOf(bytes));
    const exists = `SELECT 1 FROM ${identifier(stage.table)} LIMIT 0`;
    await execute(stage.connection, exists, stage.signal).catch((cause: unknown) => {
      throw new Error("the database does not take this kind of Arrow; write it as Parquet or CSV", { cause });
    });
  },
});

/** A file is a stream between two marks, with a footer; DuckDB takes streams only, and only with an end. */
function streamOf(bytes: Uint8Array): Uint8Array {
  let stream = bytes;
  if (startsWith(bytes, MAGIC)) {
    const footer = new DataView(bytes.buffer, bytes.byteOffset).getInt32(bytes.length - 10, true);
    stream = bytes.subarray(8, bytes.length - 10 - footer);
  }
  const ended = new Uint8Array(stream.length + END_OF_STREAM.length);
  ended.set(stream);
  ended.set(END_OF_STREAM, stream.length);
  return ended;
}

function startsWith(bytes: Uint8Array, text: string): boolean {
  return [...text].every((character, i) => bytes[i] === character.charCodeAt(0));
}
