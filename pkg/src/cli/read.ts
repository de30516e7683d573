import { WindowError } from "../error.js";
import { readArrow } from "./arrow.js";
import { readCsv } from "./csv.js";
import { readJson, readJsonLines } from "./json.js";
import type { InputFormat } from "./options.js";
import { readParquet } from "./parquet.js";
import type { Columns, Wishes } from "./roles.js";
import type { Source } from "./source.js";

/** Reads a file of any format that is known, told by its first bytes unless it is said. */
export async function read(
  source: Source,
  input: InputFormat | undefined,
  delimiter: string | undefined,
  wishes: Wishes,
): Promise<Columns> {
  switch (input ?? sniffed(await source.peek())) {
    case "parquet":
      return readParquet(source, wishes);
    case "arrow":
      return readArrow(source, wishes);
    case "json":
      return readJson(source, wishes);
    case "jsonl":
      return readJsonLines(source, wishes);
    case "tsv":
      return readCsv(source, delimiter ?? "\t", wishes);
    case "csv":
      return readCsv(source, delimiter, wishes);
  }
}

function sniffed(head: Buffer): InputFormat {
  const magic = head.toString("latin1", 0, 6);
  if (magic.startsWith("PAR1")) return "parquet";
  if (magic === "ARROW1" || magic.startsWith("\xff\xff\xff\xff")) return "arrow";
  if (
    magic.startsWith("\x1f\x8b") ||
    magic.startsWith("\x28\xb5\x2f\xfd") ||
    magic.startsWith("PK\x03\x04")
  ) {
    throw new WindowError(
      "BAD_FILE",
      "the file is compressed; unpack it first, such as gunzip -c FILE | windrow -",
    );
  }
  if (magic.startsWith("\xff\xfe") || magic.startsWith("\xfe\xff")) {
    throw new WindowError("BAD_FILE", "the file is UTF-16; save it as UTF-8, or convert it with iconv");
  }
  const [first] = /[^\s]/.exec(head.toString("utf8", 0, 4_096).replace(/^\ufeff/, "")) ?? [];
  return first === "[" ? "json" : first === "{" ? "jsonl" : "csv";
}
