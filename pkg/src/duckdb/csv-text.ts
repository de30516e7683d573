const QUOTE = 0x22;
const LINE_FEED = 0x0a;
const RETURN = 0x0d;

/** The delimiter and the column names of a CSV file. */
export interface Header {
  delimiter: string;
  columns: string[];
}

/** Reads the first record. The delimiter is the one that splits it into the most fields. */
export function readHeader(csv: Uint8Array): Header {
  const [start, end] = [hasByteOrderMark(csv) ? 3 : 0, recordEnd(csv, 0)];
  const record = new TextDecoder().decode(csv.subarray(start, end));
  const candidates = [",", ";", "\t", "|"].map((delimiter) => ({
    delimiter,
    columns: fields(record, delimiter),
  }));
  return candidates.reduce((best, next) => (next.columns.length > best.columns.length ? next : best));
}

/** The line of a record. Lines and DuckDB's record numbers both count from 1. */
export function lineOfRecord(csv: Uint8Array, record: number): number {
  let [at, line] = [0, 1];
  for (let passed = 1; passed < record && at < csv.length; passed++) {
    const end = recordEnd(csv, at);
    for (let i = at; i < end; i++) if (csv[i] === LINE_FEED) line++;
    at = end;
    if (csv[at] === RETURN) at++;
    if (csv[at] === LINE_FEED) at++;
    line++;
  }
  return line;
}

/** The end of the record that begins at `at`: its first line break outside quotes. */
function recordEnd(csv: Uint8Array, at: number): number {
  let quoted = false;
  for (let i = at; i < csv.length; i++) {
    const byte = csv[i];
    if (byte === QUOTE) quoted = !quoted;
    else if (!quoted && (byte === LINE_FEED || byte === RETURN)) return i;
  }
  return csv.length;
}

function fields(record: string, delimiter: string): string[] {
  const fields: string[] = [];
  let [start, quoted] = [0, false];
  for (let i = 0; i <= record.length; i++) {
    if (record[i] === '"') quoted = !quoted;
    if (i === record.length || (!quoted && record[i] === delimiter)) {
      fields.push(unquoted(record.slice(start, i)));
      start = i + 1;
    }
  }
  return fields;
}

function unquoted(field: string): string {
  return /^".*"$/s.test(field) ? field.slice(1, -1).replaceAll('""', '"') : field;
}

function hasByteOrderMark(csv: Uint8Array): boolean {
  return csv[0] === 0xef && csv[1] === 0xbb && csv[2] === 0xbf;
}
