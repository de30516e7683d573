import { WindowError } from "../error.js";
import { type Check, callback, listOf, readOptions, shown, text, unreadable } from "../options.js";
import { type Format, parseFormat } from "./strftime.js";

/** A place in a template where a column's value is written. */
export interface Placeholder {
  /** The column's name, or one of `time`, `author`, `text` and `chat`. */
  readonly name: string;
  /** How to write it, where it is a time. */
  readonly format?: Format;
  /** As it stands in the template, for errors. */
  readonly written: string;
  /** Which character of the template it begins at, counted from 1. */
  readonly place: number;
}

/**
 * How a row is written for a model: text with placeholders. `{column}` is the column's value, `{column:FORMAT}` a
 * time as DuckDB's strftime writes it; a name with a colon, a brace or a quote in it stands in double quotes. `{{`
 * and `}}` are braces. A null is written as nothing.
 */
export interface Template {
  /** The template as it was given. */
  readonly source: string;
  /** Texts and placeholders, in their order. */
  readonly parts: readonly (string | Placeholder)[];
}

const PART = /(?<brace>\{\{|\}\})|\{(?:"(?<quoted>(?:[^"]|"")+)"|(?<name>[^{}:"]+))(?::(?<format>[^{}]*))?\}|(?<text>[^{}]+)|(?<bad>[^])/gu;

/**
 * Reads a template.
 *
 * @throws WindowError: `BAD_TEMPLATE`, with the place of what is wrong
 */
export function parseTemplate(source: string): Template {
  if (typeof source !== "string") {
    throw new WindowError("BAD_TEMPLATE", `the template is ${shown(source)}; give a text such as "{author}: {text}"`);
  }
  const parts: (string | Placeholder)[] = [];
  let text = "";
  const endText = () => {
    if (text !== "") parts.push(wellFormed(text));
    text = "";
  };
  for (const match of source.matchAll(PART)) {
    const { brace, quoted, name = quoted?.replaceAll('""', '"'), format, text: some, bad } = match.groups!;
    if (bad !== undefined) throw badBrace(source, match.index!, bad);
    if (name === undefined) {
      text += some ?? brace![0];
      continue;
    }
    endText();
    const [written, place] = [match[0], placeOf(source, match.index!)];
    const parsed = format === undefined ? undefined : parseFormat(format);
    if (typeof parsed === "string") {
      throw new WindowError("BAD_TEMPLATE", `the format of ${written} at character ${place} of the template ${parsed}`);
    }
    parts.push({ name, written, place, ...(parsed && { format: parsed.map((part) => (typeof part === "string" ? wellFormed(part) : part)) }) });
  }
  endText();
  const template = { source, parts };
  read.add(template);
  return template;
}

/** What {@link parseTemplate} gave; it is not read again, as it is once for each row. */
const read = new WeakSet<object>();

/**
 * A template that is read already, or is to be.
 *
 * @throws WindowError: `BAD_TEMPLATE`
 */
export function templateOf(given: string | Template): Template {
  if (typeof given !== "object" || given === null) return parseTemplate(given);
  if (read.has(given)) return given;
  let source: unknown;
  try {
    ({ source } = given); // of one that was kept as plain data, its text says all
  } catch {
    // A getter or a proxy of someone's.
  }
  if (typeof source === "string") return parseTemplate(source);
  throw new WindowError("BAD_TEMPLATE", 'the template is an object that parseTemplate() did not give; give a text such as "{author}: {text}"');
}

/**
 * The placeholders of a template.
 *
 * @throws WindowError: `BAD_TEMPLATE`
 */
export function placeholders(template: string | Template): Placeholder[] {
  return templateOf(template).parts.filter((part) => typeof part !== "string");
}

/** A text as UTF-8 can hold it: a surrogate that is alone becomes U+FFFD, as engines and encoders make of it. */
export function wellFormed(text: string): string {
  return text.replace(/\p{Surrogate}/gu, "\ufffd");
}

function placeOf(source: string, index: number): number {
  return Array.from(source.slice(0, index)).length + 1;
}

function badBrace(source: string, index: number, brace: string): WindowError {
  const at = `the ${brace} at character ${placeOf(source, index)} of the template ${shown(source)}`;
  const instead =
    brace === "}"
      ? "ends no placeholder; write }} for a brace"
      : "begins no placeholder such as {text} or {time:%H:%M}; write {{ for a brace";
  return new WindowError("BAD_TEMPLATE", `${at} ${instead}`);
}

/** That a placeholder has no column. */
export function missingColumn({ written, place }: Placeholder, names: readonly string[]): WindowError {
  const there = names.length > 0 ? `there is ${names.join(", ")}` : "there is no column";
  return new WindowError("MISSING_COLUMN", `${written} at character ${place} of the template has no column; ${there}`);
}

/**
 * Refuses a template with a placeholder that means none of these columns, whose capitals do not count, as in SQL.
 *
 * @param columnOf the column that a placeholder's name means
 * @throws WindowError: `MISSING_COLUMN`
 */
export function requireColumns(template: Template, columns: readonly string[], columnOf: (name: string) => string = (name) => name): void {
  const names = listOf("columns", columns, text as Check<string>, '["text"]');
  const there = new Set(names.map((name) => name.toLowerCase()));
  const column = namingOf(columnOf);
  const missing = placeholders(template).find(({ name }) => !there.has(column(name).toLowerCase()));
  if (missing) throw missingColumn(missing, names);
}

/**
 * A function of the caller's from names to columns.
 *
 * @throws WindowError: `BAD_OPTION` where it is none, throws, or gives what is no text
 */
export function namingOf(columnOf: unknown): (name: string) => string {
  const call = callback("columnOf", columnOf) as (name: string) => unknown;
  return (name) => {
    let column: unknown;
    try {
      column = call(name);
    } catch (cause) {
      throw unreadable("what columnOf gives", cause);
    }
    return text(`columnOf(${shown(name)})`, column);
  };
}

/** How a row is written where nothing is said: with time and author where there are both. */
export function defaultTemplate(given: { time?: unknown; author?: unknown }): string {
  const has: { time?: unknown; author?: unknown } = {};
  readOptions(given, "what there is", '{ time: "ts", author: "sender" }', (option, value) => {
    if (option === "time" || option === "author") has[option] = value;
  });
  if (has.author === undefined) return "{text}";
  return has.time === undefined ? "{author}: {text}" : "[{time:%Y-%m-%d %H:%M}] {author}: {text}";
}
