import { type Column, tableFromIPC } from "@uwdata/flechette";
import { Rows } from "windrow/slim";
import type { Sent } from "windrow/duckdb";
import { type SentRows, defaultTemplate, sentRows } from "windrow/prompts";
import { type ReadFile, beside, inflated } from "./files.js";

/** The encoding that the sample's tokens are counted by. */
export const ENCODING = "o200k_base";

/** What the sample's columns are called, in its CSV as in the database. */
export const ROLES = { time: "ts", author: "author", text: "body", kind: "kind" } as const;
/** Those that stand in a line. */
const { kind: _, ...WRITTEN } = ROLES;

/** The sample as it can be planned and shown before there is a database. */
export interface Sample extends SentRows {
  /** The file that it is of. */
  readonly name: string;
  /** The rows, with the measures `bytes` and `tokens` of their lines, and their times in microseconds. */
  readonly rows: Rows;
  /** How they were measured: by the default template, with nothing around the lines. */
  readonly sent: Sent;
  readonly length: number;
  /** The times, in microseconds since 1970. */
  readonly time: BigInt64Array;
  author(row: number): string;
  kind(row: number): "message" | "system";
  /** A text; null where it is missing, undefined where it has not been fetched: see {@link Sample.fetchTexts}. */
  text(row: number): string | null | undefined;
  /** Up to which row texts are there. */
  readonly shown: number;
  /** Fetches the texts of all rows, about half a megabyte, once. */
  fetchTexts(): Promise<void>;
}

/**
 * Opens the sample: about 100 kB, and no query. The WebAssembly must have been loaded with `init()`.
 *
 * @param read where the files come from: beside the page unless given
 */
export async function openSample(read: ReadFile = beside): Promise<Sample> {
  const columns = tableFromIPC(await inflated(await read("sample.arrow.gz")), { useBigInt: true });
  const [pause, author, bytes, tokens, first] = ["pause", "author", "bytes", "tokens", "text"].map((name) =>
    columns.getChild(name)!,
  );
  const time = timesOf(pause!);
  const shown = textsIn(first!);
  let all: Column<string | null> | undefined;
  let fetching: Promise<void> | undefined;
  const rows = Rows.fromColumns({
    time,
    measures: { bytes: bytes!.toArray() as Uint32Array, tokens: tokens!.toArray() as Uint32Array },
  });
  const sent: Sent = { ...WRITTEN, line: defaultTemplate(ROLES), separator: "\n" };
  return {
    ...sentRows(rows, sent),
    name: "sample.csv",
    rows,
    sent,
    length: time.length,
    time,
    author: (row) => author!.at(row) as string,
    kind: (row) => (author!.at(row) === "system" ? "system" : "message"),
    text: (row) => (all ? all.at(row) : row < shown ? (first!.at(row) as string | null) : undefined),
    get shown() {
      return all ? time.length : shown;
    },
    fetchTexts: () =>
      (fetching ??= read("sample-texts.arrow.gz")
        .then(inflated)
        .then(
          (ipc) => void (all = tableFromIPC(ipc).getChild("text")!),
          (error) => {
            fetching = undefined; // may be tried again
            throw error;
          },
        )),
  };
}

function timesOf(pauses: Column<unknown>): BigInt64Array {
  const seconds = pauses.toArray() as Uint32Array;
  const times = new BigInt64Array(seconds.length);
  // Two words each, the lower first as in WebAssembly: a BigInt each would take ten times as long.
  const words = new Uint32Array(times.buffer);
  let time = 0;
  for (let row = 0; row < times.length; row++) {
    time += seconds[row]! * 1e6;
    words[2 * row] = time % 2 ** 32;
    words[2 * row + 1] = time / 2 ** 32;
  }
  return times;
}

/** How many rows at the beginning have their text. */
function textsIn(texts: Column<unknown>): number {
  let rows = texts.length;
  while (rows > 0 && texts.at(rows - 1) === null) rows--;
  return rows;
}
