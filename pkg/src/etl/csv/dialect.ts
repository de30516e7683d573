import { type Quoting, type Sample, recordsOf } from "./records.js";

/** The dialect of a CSV file. */
export interface Dialect extends Quoting {
  /** The number of lines before the header, or before the first record. */
  readonly skipped: number;
  /** Those lines, without one that declares the delimiter. */
  readonly titles: readonly string[];
  readonly hasHeader: boolean;
  /** The number of lines of the header, as its names may hold line breaks, with empty ones after it. */
  readonly headerLines: number;
  /**
   * Which end of the header lacks a field that all records have: R writes no name above the names of rows, and some
   * programs end each record with a delimiter, but not the header.
   */
  readonly lacks: "first" | "last" | undefined;
  /** Whether a quoted field continues after its closing quote, be it one of the header. */
  readonly isMisquoted: boolean;
  /** Whether there is more evidence for the header than its likeness to names. */
  readonly isSure: boolean;
  /** The first record: the header, if there is one. */
  readonly first: readonly string[];
  /** How many of the sampled records have the most common number of fields. */
  readonly regular: number;
  readonly records: number;
}

/** What the caller knows about a dialect. */
export interface Known {
  readonly delimiter?: string | undefined;
  readonly header?: boolean | undefined;
}

/** From those that are rare in texts to those that are common. */
const DELIMITERS = ["\t", "\x1f", "\x01", "|", ";", ",", "^", "~"];
const SAMPLED = 200;

/** Detects the dialect from the beginning of a file; undefined for a text that is not a table. */
export function dialectOf(text: string, isWhole: boolean, known: Known = {}): Dialect | undefined {
  const hint = /^sep=(.)\r*\n/i.exec(text);
  const body = hint ? text.slice(hint[0].length) : text;
  const given = known.delimiter ?? hint?.[1];
  const candidates = (given === undefined ? [...DELIMITERS, ""] : [given]).map((delimiter) => sampled(body, delimiter, isWhole));
  const found = candidates.filter(({ fields }) => fields > 1 || given !== undefined);
  // The delimiter that gives most records the same number of fields; the earlier one of two that are about equal.
  const best = found.reduce<Candidate | undefined>(
    (best, next) => (best && best.share >= next.share - 0.05 ? best : next),
    undefined,
  );
  const chosen = best ?? candidates.find(({ quoting }) => quoting.delimiter === "");
  if (!chosen || chosen.sample.records.length === 0) return undefined;
  return dialect(chosen, known, hint ? 1 : 0);
}

interface Candidate {
  quoting: Quoting;
  sample: Sample;
  /** The most common number of fields, and the share of records that have it. */
  fields: number;
  share: number;
}

function sampled(text: string, delimiter: string, isWhole: boolean): Candidate {
  let quoting: Quoting = { delimiter, quote: '"', escape: '"' };
  let sample = recordsOf(text, quoting, SAMPLED, isWhole);
  if (sample.hasBackslashes || sample.isMisquoted) {
    // MySQL writes a backslash before a quote; in tab-separated values, quotes are ordinary characters.
    const others: Quoting[] = [
      { delimiter, quote: '"', escape: "\\" },
      ...(delimiter === "\t" ? [{ delimiter, quote: "", escape: "" }] : []),
    ];
    for (const other of others) {
      const again = recordsOf(text, other, SAMPLED, isWhole);
      if (again.isMisquoted || (other.escape === "\\" && !sample.hasBackslashes)) continue;
      [quoting, sample] = [other, again];
      break;
    }
  }
  const counts = new Map<number, number>();
  for (const { length } of sample.records) counts.set(length, (counts.get(length) ?? 0) + 1);
  const [fields, most] = [...counts].reduce(
    (best, next) => (next[1] > best[1] || (next[1] === best[1] && next[0] > best[0]) ? next : best),
    [0, 0],
  );
  return { quoting, sample, fields, share: most / Math.max(1, sample.records.length) };
}

function dialect({ quoting, sample, fields, share }: Candidate, known: Known, hinted: number): Dialect {
  const { records, lines } = sample;
  // Titles are above a table, and have fewer fields.
  const lacks = known.header === false ? undefined : lacking(records, fields);
  const first = lacks ? 0 : firstOf(records, fields);
  const header = known.header ?? isHeader(records[first]!);
  return {
    ...quoting,
    skipped: hinted + lines[first]!,
    titles: records.slice(0, first).map((record) => record.join(quoting.delimiter)),
    hasHeader: header,
    headerLines: (lines[first + 1] ?? lines[first]! + 1) - lines[first]!,
    lacks,
    isMisquoted: sample.isMisquoted,
    isSure: known.header !== undefined || !header || namesColumns(records, first),
    first: lacks === "first" ? ["", ...records[0]!] : lacks === "last" ? [...records[0]!, ""] : records[first]!,
    regular: Math.round(share * records.length),
    records: records.length,
  };
}

type Records = readonly (readonly string[])[];

/** How many records may be titles. */
const MOST_TITLES = 10;

/** The header, or the first record: what stands above it is titles, in fewer fields than the table has. */
function firstOf(records: Records, fields: number): number {
  const full = records.findIndex((record) => record.length === fields);
  const isTitle = (record: readonly string[]) => filled(record) < Math.max(2, fields);
  if (full > 0) return full <= MOST_TITLES && records.slice(0, full).every(isTitle) ? full : 0;
  // Spreadsheets fill titles up with empty fields.
  const padded = records.slice(0, MOST_TITLES + 1).findIndex((record) => filled(record) > 1);
  const isHead = padded > 0 && filled(records[padded]!) === fields && isHeader(records[padded]!) && namesColumns(records, padded);
  return isHead && records.slice(0, padded).every(([first, ...rest]) => filled(rest) === 0 || first === undefined) ? padded : 0;
}

/** Whether the header has one field less than all other records, and where. */
function lacking([head, ...others]: Records, fields: number): Dialect["lacks"] {
  if (!head || head.length !== fields - 1 || others.length === 0 || !others.every(({ length }) => length === fields))
    return undefined;
  if (filled(head) < head.length || !isHeader(head)) return undefined;
  if (others.every((record) => record.at(-1) === "")) return namesColumns([head, ...others], 0) ? "last" : undefined;
  return namesColumns([head, ...others.map((record) => record.slice(1))], 0) ? "first" : undefined;
}

/** Whether a record is told to be names by more than its looks: some are known, or what stands below is values. */
function namesColumns(records: Records, header: number): boolean {
  const following = records.slice(header + 1, header + 21);
  return records[header]!.some((name, i) => KNOWN_NAME.test(name.trim()) || following.some((record) => isValue(record[i] ?? "")));
}

/** Whether the first of some records holds the names of columns. */
export const namesFirst = (records: Records): boolean => isHeader(records[0]!) && namesColumns(records, 0);

const filled = (record: readonly string[]) => record.filter((field) => field.trim() !== "").length;

/** Common names of columns in tables of messages. */
const KNOWN_NAME =
  /^(id|ts|time|timestamp|date|datetime|body|text|message|msg|content|author|from|sender|user|name|chat|channel|thread|conversation)$/i;
const LONGEST_NAME = 100;

/** Whether a record looks like names, and unlike the values of messages. */
function isHeader(record: readonly string[]): boolean {
  return filled(record) > 0 && record.every((field) => field.length <= LONGEST_NAME && !isValue(field) && !/\n/.test(field));
}

/** Whether a field is a number, or begins with a date or a clock, as no column's name does. */
function isValue(field: string): boolean {
  const text = field.trim();
  return (
    /^[-+]?\d[\d.,\s]*([eE][-+]?\d+)?$/.test(text) ||
    /^\[?\d{1,4}[-./]\s?\d{1,2}[-./]\s?\d{1,4}/.test(text) ||
    /^\[?\d{1,2}:\d{2}/.test(text) ||
    /^[-+]?\d[\d ]{4,}/.test(text)
  );
}

/**
 * Whether a text is certainly a table: all records have the same number of fields, and the first one holds names.
 *
 * @param isWhole whether the text is the whole file: otherwise the record after the header may be cut off
 */
export function isTable({ hasHeader, isSure, regular, records, first, titles }: Dialect, isWhole: boolean): boolean {
  return hasHeader && isSure && first.length > 1 && (records > 1 || !isWhole) && regular === records && titles.length === 0;
}
