import { WindowError } from "../error.js";
import { encodingOf } from "./encoding.js";
import type { Format, Head } from "./format.js";
import { whatChatIs } from "./unreadable.js";

/** Common files that no format reads: how they begin, what they are, and what to do. */
const KNOWN: readonly [begins: string | RegExp, what: string, instead: string][] = [
  ["SQLite format 3\0", "an SQLite database", "write the table of messages as CSV or Parquet"],
  [/^[^]{8}DUCK/, "a DuckDB database", "write the table of messages as Parquet: COPY messages TO 'messages.parquet'"],
  ["FEA1", "Feather of version 1, which is older than Arrow's files", "write it once more, as Feather of version 2 or Parquet"],
  ["PARE", "an encrypted Parquet file", "decrypt it first"],
  ["\xd0\xcf\x11\xe0", "an Excel workbook, or another file of Microsoft Office", "save the sheet as CSV"],
  ["\x1f\x8b", "compressed by gzip twice", "gunzip it first"],
  ["BZh", "compressed by bzip2", "bunzip2 it first"],
  ["\xfd7zXZ\0", "compressed by xz", "unxz it first"],
  ["\x04\x22\x4d\x18", "compressed by lz4", "unlz4 it first"],
  ["7z\xbc\xaf\x27\x1c", "a 7z archive", "unpack it first"],
  ["Rar!", "a RAR archive", "unpack it first"],
  [/^[^]{257}ustar/, "a tar archive", "unpack it, and give the files that hold messages"],
  [/^(\xff\xfe\0\0|\0\0\xfe\xff)/, "text in UTF-32", "write it as UTF-8"],
  ["%PDF", "a PDF", "export the messages as text or as a table"],
  ["ORC", "ORC", "write it as Parquet"],
  ["Obj\x01", "Avro", "write it as Parquet"],
  [/^(\x89PNG|\xff\xd8\xff|GIF8|RIFF)/, "a picture or a recording", "give the text of the messages"],
];

/** How many bytes tell what a file is. */
const LONGEST_BEGINNING = 512;

/** Entries that only archives of office programs have. */
const OFFICE: readonly [entry: RegExp, what: string][] = [
  [/^xl\//, "an Excel workbook (.xlsx)"],
  [/^word\//, "a Word document (.docx)"],
  [/^content\.xml$/, "a document of LibreOffice"],
];

/** The error for a file that no format recognises: what it is, if known, and what to give. */
export function unknown(head: Head, formats: readonly Format[]): WindowError {
  const known = whatIs(head);
  if (known) return new WindowError("UNKNOWN_FORMAT", `${head.name} is ${known}`);
  const what = isText(head) ? "no messages were found in it" : "the file is not text";
  return new WindowError("UNKNOWN_FORMAT", `${what}; ${instead(formats)}`);
}

/** What an unsupported file is, and what to do, if known. */
export function whatIs(head: Head): string | undefined {
  const { bytes, entries } = head;
  const office = entries && OFFICE.find(([entry]) => entries.some(({ name }) => entry.test(name)));
  if (office) return `${office[1]}; save it as CSV`;
  const chat = whatChatIs(head);
  if (chat) return chat;
  const begin = String.fromCharCode(...bytes.subarray(0, LONGEST_BEGINNING));
  if (/^\s*\[\s*("|-?\d[\d.eE+-]*\s*[,\]]|(true|false|null)\b)/.test(head.text))
    return "JSON, but an array of no objects; give an array of objects, or one object a line";
  const found = KNOWN.find(([begins]) => (typeof begins === "string" ? begin.startsWith(begins) : begins.test(begin)));
  return found && `${found[1]}; ${found[2]}`;
}

/** How many formats of chats a sentence names. */
const FEW = 4;

/** The formats of chats and tables that can be given. */
export function instead(formats: readonly Format[]): string {
  const [chats, tables] = [formats.filter(({ gives }) => gives === "messages"), formats.filter(({ gives }) => gives === "table")];
  const names = [...new Set(chats.map(({ name }) => name))];
  const chat = names.length > FEW ? `chat export in one of the ${names.length} formats that are read` : names.join(", ");
  const last = [...new Set(tables.map(({ name }) => name))].join(", ");
  return `give a ${chat}${last && `, or a table as ${last}`}`;
}

function isText({ bytes }: Head): boolean {
  return encodingOf(bytes) !== "utf-8" || !bytes.subarray(0, 1 << 12).includes(0);
}
