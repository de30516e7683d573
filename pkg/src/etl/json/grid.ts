import { TEXT_NAME } from "../../guess.js";
import { namesFirst } from "../csv/dialect.js";
import { JsonError, Lexer } from "./lexer.js";

const [QUOTE, COMMA, COLON] = [0x22, 0x2c, 0x3a];
const [BRACE, BRACKET, END_BRACE] = [0x7b, 0x5b, 0x7d];
const decoder = new TextDecoder();
/** Where programs write the names of columns beside the rows: pandas, ClickHouse and others. */
export const NAMES = /^(columns|cols|fields|headers?|names|meta)$/i;
/** The longest names of columns, in bytes. */
const LONGEST_NAMES = 1 << 16;

/** A table that is written without an object for each row. */
export type Grid =
  /** Arrays of values at a path. */
  | { readonly kind: "rows"; readonly path: string; readonly names: readonly string[] | undefined; readonly hasHeader: boolean }
  /** An object for each column, of its values by row. */
  | { readonly kind: "columns" };

/** The grid that a file holds, if it holds one. Of arrays alone, the first one may hold the names of columns. */
export function gridOf(bytes: Uint8Array, header: boolean | undefined): Grid | undefined {
  try {
    const lexer = new Lexer(bytes);
    return lexer.peek() === BRACE ? gridIn(lexer) : arrays(lexer, header);
  } catch (error) {
    // What is wrong is told where the file is read.
    if (error instanceof JsonError || error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** Arrays within an array, or one after another. */
function arrays(lexer: Lexer, header: boolean | undefined): Grid | undefined {
  const { bytes } = lexer;
  lexer.expect(BRACKET);
  const isWithin = lexer.peek() === BRACKET;
  if (!isWithin) lexer.at = bytes.indexOf(BRACKET);
  const records: string[][] = [];
  do {
    if (lexer.peek() !== BRACKET) break;
    const start = lexer.at;
    lexer.value();
    const values = JSON.parse(decoder.decode(bytes.subarray(start, lexer.at))) as unknown[];
    if (values.some((value) => typeof value === "object" && value !== null)) return undefined;
    records.push(values.map(String));
  } while (records.length < 20 && (isWithin ? lexer.take(COMMA) : lexer.peek() !== undefined));
  // One array alone is a list of values.
  if (records.length === 0 || (!isWithin && records.length < 2)) return undefined;
  return { kind: "rows", path: isWithin ? "[]" : "", names: undefined, hasHeader: header ?? namesFirst(records) };
}

/** Arrays beside the names of their columns, or an object for each column. */
function gridIn(lexer: Lexer): Grid | undefined {
  const { bytes } = lexer;
  let names: string[] | undefined;
  let path: string | undefined;
  const columns: string[] = [];
  let [members, row]: [number, string | undefined] = [0, undefined];
  lexer.expect(BRACE);
  if (lexer.take(END_BRACE)) return undefined;
  do {
    lexer.key();
    const name = decoder.decode(bytes.subarray(lexer.keyStart, lexer.keyEnd));
    const start = (lexer.peek(), lexer.at);
    members++;
    if (bytes[start] === BRACE) {
      const first = firstMember(bytes, start);
      row ??= first;
      if (first !== undefined && first === row) columns.push(name);
    }
    lexer.value();
    if (bytes[start] !== BRACKET) continue;
    if (NAMES.test(name) && lexer.at - start < LONGEST_NAMES) names ??= namesIn(decoder.decode(bytes.subarray(start, lexer.at)));
    else if (within(bytes, start) === BRACKET) path ??= `${name}[]`;
  } while (lexer.take(COMMA));
  lexer.expect(END_BRACE);
  if (path !== undefined && names && !/[.[\]*\\]/.test(path.slice(0, -2))) return { kind: "rows", path, names, hasHeader: false };
  const isColumns = columns.length === members && members > 1 && columns.some((name) => TEXT_NAME.test(name));
  return isColumns && lexer.peek() === undefined ? { kind: "columns" } : undefined;
}

/** The first byte within an array or an object. */
function within(bytes: Uint8Array, start: number): number | undefined {
  const lexer = new Lexer(bytes);
  lexer.at = start + 1;
  return lexer.peek();
}

/** The name of an object's first member, if it is a single value. */
function firstMember(bytes: Uint8Array, start: number): string | undefined {
  const lexer = new Lexer(bytes);
  lexer.at = start + 1;
  if (lexer.peek() !== QUOTE) return undefined;
  const at = lexer.at + 1;
  lexer.string();
  const name = decoder.decode(bytes.subarray(at, lexer.at - 1));
  lexer.expect(COLON);
  const value = lexer.peek();
  return value === BRACE || value === BRACKET ? undefined : name;
}

/** The names in an array: texts, or objects with a name. */
function namesIn(json: string): string[] | undefined {
  const names = (JSON.parse(json) as unknown[]).map((item) =>
    typeof item === "object" && item !== null ? (item as { name?: unknown }).name : item,
  );
  return names.every((name) => typeof name === "string") && names.length > 0 ? names : undefined;
}
