import { TextColumn, TextColumns, distinctNames } from "../columnar.js";
import { JsonError, Lexer } from "./lexer.js";
import type { PathNode } from "./paths.js";
import { TEXT_NAME, isWrapper } from "../../guess.js";
import { LONGEST_SAMPLE } from "../samples.js";
import { isRoleName, isWrappedRole, isWrappedTime } from "../roles.js";

/** The column of the parent row's number, in tables of nested rows. */
export const PARENT = "#parent";
/** The column of a row's name, for a path that ends with `*`. */
export const NAME = "#name";

const [QUOTE, COMMA, MINUS] = [0x22, 0x2c, 0x2d];
const [BRACE, BRACKET, END_BRACE, END_BRACKET] = [0x7b, 0x5b, 0x7d, 0x5d];
// Without `ignoreBOM`, the decoder would drop U+FEFF at the beginning of a text.
const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
/** The rows to read between two looks at the clock. */
const ROWS = 256;

/** Rows of objects, as columns. */
export class JsonTable {
  readonly columns = new TextColumns();
  /** The number of values that should have been objects. */
  others = 0;
  readonly samples: string[] = [];
  /** The number of parts of texts that are no text, by their type. */
  readonly otherParts = new Map<string, number>();
  /** The columns in the order of the last object's names, which the next object most likely shares. */
  readonly #expected: { name: Uint8Array; column: TextColumn }[] = [];
  readonly #fields: Set<string> | undefined;
  /** The columns that were asked about by {@link isOpened}, so that a name is judged once and not in each row. */
  readonly #opened = new Map<TextColumn, boolean>();

  /** The columns of a row that is an array; undefined where rows are objects. */
  #places: TextColumn[] | undefined;
  /** The number of arrays before the first row. */
  #skipped = 0;

  /** @param fields the wanted names; all unless given */
  constructor(fields?: readonly string[]) {
    if (fields) this.#fields = new Set(fields);
  }

  /** A table whose rows are arrays; without names, the first array may hold them. */
  static ofArrays(names: readonly string[] | undefined, hasHeader: boolean): JsonTable {
    const table = new JsonTable();
    table.#places = [];
    if (names) table.name(names);
    else if (hasHeader) table.#skipped = 1;
    return table;
  }

  get isOfArrays(): boolean {
    return this.#places !== undefined;
  }

  /** Whether the next array holds the names of columns. */
  takesNames(): boolean {
    return this.#skipped > 0 && this.#skipped-- > 0;
  }

  /** Names the columns of rows that are arrays. */
  name(names: readonly string[]): void {
    this.#places = distinctNames(names).map((name) => this.columns.column(name));
  }

  /** The column of the value at a place of an array. */
  place(nth: number): TextColumn {
    const places = this.#places!;
    return (places[nth] ??= this.columns.column(`column ${nth + 1}`));
  }

  /**
   * Whether the members of a column's objects become columns: only where all columns are wanted, of authors, of texts, and
   * of objects that hold the record.
   */
  isOpened(column: TextColumn): boolean {
    let isOpened = this.#opened.get(column);
    if (isOpened === undefined) {
      isOpened = this.#fields === undefined && (isRoleName(column.name) || isWrapper(column.name));
      this.#opened.set(column, isOpened);
    }
    return isOpened;
  }

  /** The column of the name between `start` and `end`; undefined where it is not wanted. */
  column(bytes: Uint8Array, start: number, end: number, nth: number, hasEscapes: boolean): TextColumn | undefined {
    const expected = this.#expected[nth];
    if (expected && !hasEscapes && isSame(expected.name, bytes, start, end)) return expected.column;
    const name = textOf(bytes, start, end, hasEscapes);
    if (this.#fields && !this.#fields.has(name)) return undefined;
    const column = this.columns.column(name);
    if (!hasEscapes) this.#expected[nth] = { name: bytes.slice(start, end), column };
    return column;
  }
}

/** Reads the objects at given paths of a JSON value into tables. */
export class JsonReader {
  readonly lexer: Lexer;
  readonly #tables: ReadonlyMap<string, JsonTable>;

  constructor(bytes: Uint8Array, tables: ReadonlyMap<string, JsonTable>) {
    [this.lexer, this.#tables] = [new Lexer(bytes), tables];
  }

  /** Reads the next value; yields from time to time. */
  *read(node: PathNode, parent?: number, name?: string): Generator<void, void, void> {
    const { lexer } = this;
    const byte = lexer.peek();
    if (byte === BRACKET && node.items) {
      const { items } = node;
      lexer.at++;
      if (lexer.take(END_BRACKET)) return;
      const table = items.table === undefined ? undefined : this.#tables.get(items.table)!;
      const isLeaf = table !== undefined && isLeafOf(items);
      let rows = 0;
      do {
        if (isLeaf) this.#row(table, parent);
        else yield* this.read(items, parent);
        if (++rows % ROWS === 0) yield;
      } while (lexer.take(COMMA));
      return lexer.expect(END_BRACKET);
    }
    const table = node.table === undefined ? undefined : this.#tables.get(node.table)!;
    if (table && (isLeafOf(node) || byte !== BRACE)) return this.#row(table, parent, name);
    if (byte !== BRACE) return lexer.value();
    lexer.at++;
    const row = table ? begin(table, parent, name) : parent;
    if (lexer.take(END_BRACE)) return;
    let nth = 0;
    do {
      lexer.key();
      const { keyStart, keyEnd, hasEscapes } = lexer;
      const key = textOf(lexer.bytes, keyStart, keyEnd, hasEscapes);
      const below = node.names.get(key) ?? node.any;
      if (below) yield* this.read(below, row, key);
      else if (table) this.#value(table, table.column(lexer.bytes, keyStart, keyEnd, nth++, hasEscapes), row!);
      else lexer.value();
    } while (lexer.take(COMMA));
    lexer.expect(END_BRACE);
  }

  /** Reads an object that holds no rows of other tables; counts any other value. */
  #row(table: JsonTable, parent: number | undefined, name?: string): void {
    const { lexer } = this;
    const { bytes } = lexer;
    if (table.isOfArrays && lexer.peek() === BRACKET) return this.#items(table);
    if (lexer.peek() !== BRACE) {
      const start = lexer.at;
      lexer.value();
      if (table.others++ < 3)
        table.samples.push(decoder.decode(bytes.subarray(start, Math.min(lexer.at, start + LONGEST_SAMPLE))));
      return;
    }
    lexer.at++;
    const row = begin(table, parent, name);
    if (lexer.take(END_BRACE)) return;
    let nth = 0;
    do {
      lexer.key();
      const { keyStart, keyEnd, hasEscapes } = lexer;
      this.#value(table, table.column(bytes, keyStart, keyEnd, nth++, hasEscapes), row);
    } while (lexer.take(COMMA));
    lexer.expect(END_BRACE);
  }

  /** Reads an array that is a row, or the names of the columns. */
  #items(table: JsonTable): void {
    const { lexer } = this;
    const start = lexer.at;
    if (table.takesNames()) {
      lexer.value();
      return table.name((JSON.parse(decoder.decode(lexer.bytes.subarray(start, lexer.at))) as unknown[]).map(String));
    }
    lexer.at++;
    const row = table.columns.rows++;
    if (lexer.take(END_BRACKET)) return;
    let nth = 0;
    do this.#value(table, table.place(nth++), row);
    while (lexer.take(COMMA));
    lexer.expect(END_BRACKET);
  }

  /** Reads an object of columns, each an object of its values by row: `{"text":{"0":"Hi"}}`. */
  *columns(table: JsonTable): Generator<void, void, void> {
    const { lexer } = this;
    const { bytes } = lexer;
    // The names of rows are those of the first column.
    const rows = new Lexer(bytes);
    let first: number | undefined;
    lexer.expect(BRACE);
    do {
      lexer.key();
      const column = table.columns.column(textOf(bytes, lexer.keyStart, lexer.keyEnd, lexer.hasEscapes));
      lexer.expect(BRACE);
      first ??= lexer.at;
      rows.at = first;
      let row = 0;
      do {
        lexer.key();
        rows.key();
        if (!isSame(bytes.subarray(rows.keyStart, rows.keyEnd), bytes, lexer.keyStart, lexer.keyEnd))
          throw new JsonError("a column has other rows than the first one", lexer.keyStart);
        this.#value(table, column, row++);
        rows.value();
        rows.take(COMMA);
        if (row % ROWS === 0) yield;
      } while (lexer.take(COMMA));
      lexer.expect(END_BRACE);
      rows.expect(END_BRACE);
      table.columns.rows = row;
    } while (lexer.take(COMMA));
    lexer.expect(END_BRACE);
  }

  /**
   * Skips an object; those of its members that are a name or a text become columns, such as `author.name`. So do the time
   * and the chat of a record within it.
   */
  #members(table: JsonTable, path: string, row: number, depth = 1): void {
    const { lexer } = this;
    lexer.at++;
    if (lexer.take(END_BRACE)) return;
    do {
      lexer.key();
      const { keyStart, keyEnd, hasEscapes } = lexer;
      const byte = lexer.peek();
      const isIn = byte === BRACE && depth < DEEPEST_MEMBER;
      const name = `${path}.${textOf(lexer.bytes, keyStart, keyEnd, hasEscapes)}`;
      if (byte === BRACE ? isWrappedTime(name) : isWrappedRole(name) || (byte === QUOTE && isRoleName(name)))
        this.#value(table, table.columns.column(name), row);
      else if (isIn) this.#members(table, name, row, depth + 1);
      else lexer.value();
    } while (lexer.take(COMMA));
    lexer.expect(END_BRACE);
  }

  /**
   * Reads a list of parts, as messages to language models have them: `[{"type":"text","text":"Hi"}]`. Its texts make one,
   * a line each; a part of another kind stands in it as its type. Undefined for any other list.
   */
  #parts(table: JsonTable): string | undefined {
    const { lexer } = this;
    const [parts, others]: string[][] = [[], []];
    let isParts = true;
    lexer.at++;
    if (lexer.take(END_BRACKET)) return undefined;
    do {
      const { text, type } = this.#part();
      isParts &&= (text ?? type) !== undefined;
      if (text === undefined) others!.push(type!);
      parts!.push(text ?? `[${type}]`);
    } while (lexer.take(COMMA));
    lexer.expect(END_BRACKET);
    if (!isParts || others!.length === parts!.length) return undefined;
    for (const type of others!) table.otherParts.set(type, (table.otherParts.get(type) ?? 0) + 1);
    return parts!.join("\n");
  }

  /** The text of a part, which is a text or an object with one, and its type; neither for anything else. */
  #part(): { text?: string; type?: string } {
    const { lexer } = this;
    const byte = lexer.peek();
    if (byte === QUOTE) return { text: this.#string() };
    if (byte !== BRACE) {
      lexer.value();
      return {};
    }
    const part: { text?: string; type?: string } = {};
    lexer.at++;
    if (lexer.take(END_BRACE)) return part;
    do {
      lexer.key();
      const { keyStart, keyEnd, hasEscapes } = lexer;
      const isString = lexer.peek() === QUOTE;
      const key = isString ? textOf(lexer.bytes, keyStart, keyEnd, hasEscapes) : "";
      if (key === "text" || key === "type") part[key] = this.#string();
      else lexer.value();
    } while (lexer.take(COMMA));
    lexer.expect(END_BRACE);
    return part;
  }

  #string(): string {
    const { lexer } = this;
    const start = lexer.at;
    lexer.string();
    return textOf(lexer.bytes, start + 1, lexer.at - 1, lexer.hasEscapes);
  }

  #value(table: JsonTable, column: TextColumn | undefined, row: number): void {
    const { lexer } = this;
    const { bytes } = lexer;
    const byte = lexer.peek();
    const start = lexer.at;
    if (byte === QUOTE) {
      lexer.string();
      if (!column) return;
      if (!lexer.hasEscapes) return column.setUtf8(row, bytes, start + 1, lexer.at - 1);
      return column.set(row, unescaped(bytes, start, lexer.at));
    }
    const isOpened = (byte === BRACE || byte === BRACKET) && column && table.isOpened(column);
    if (isOpened && byte === BRACKET && TEXT_NAME.test(column.name)) {
      const text = this.#parts(table);
      if (text !== undefined) return column.set(row, text);
    } else if (isOpened && byte === BRACE) this.#members(table, column.name, row);
    else lexer.value();
    if (!column || byte === 0x6e) return; // null
    if (byte === BRACE || byte === BRACKET) {
      const text = compact(bytes, start, lexer.at);
      const plain = byte === BRACE && PLAIN.has(text[2]!) ? plainValue(text) : undefined;
      if (plain === undefined) column.setUtf8(row, text, 0, text.length);
      else column.set(row, plain);
    } else if (byte === MINUS || (byte! >= 0x30 && byte! <= 0x39)) column.setNumber(row, bytes, start, lexer.at);
    else column.setUtf8(row, bytes, start, lexer.at);
  }
}

/** How deep members are looked for, as in `from.user.displayName`. */
const DEEPEST_MEMBER = 3;

function begin({ columns }: JsonTable, parent: number | undefined, name: string | undefined): number {
  const row = columns.rows++;
  if (parent !== undefined) columns.set(PARENT, row, parent);
  if (name !== undefined) columns.set(NAME, row, name);
  return row;
}

function isLeafOf({ names, any }: PathNode): boolean {
  return names.size === 0 && any === undefined;
}

function isSame(name: Uint8Array, bytes: Uint8Array, start: number, end: number): boolean {
  if (name.length !== end - start) return false;
  for (let i = 0; i < name.length; i++) if (name[i] !== bytes[start + i]) return false;
  return true;
}

function textOf(bytes: Uint8Array, start: number, end: number, hasEscapes: boolean): string {
  return hasEscapes ? unescaped(bytes, start - 1, end + 1) : decoder.decode(bytes.subarray(start, end));
}

/**
 * The text of a string with its escapes decoded; `start` and `end` include the quotes. A lone surrogate becomes U+FFFD.
 */
function unescaped(bytes: Uint8Array, start: number, end: number): string {
  const text = decoder.decode(bytes.subarray(start, end));
  try {
    return JSON.parse(text) as string;
  } catch {
    throw new JsonError("a text has an escape that JSON does not have", start);
  }
}

/** How the first name of an object begins that stands for a value: with `$`, `_` or `s`. */
const PLAIN = new Set([0x24, 0x5f, 0x73]);

/** What MongoDB writes for a value that JSON has no type for: `{"$date":"2024-01-15T10:00:00Z"}`, `{"$numberLong":"1"}`. */
const EXTENDED =
  /^\{"\$(?:number(?:Int|Long)":"(-?\d+)"|date":(?:(-?\d+)|\{"\$numberLong":"(-?\d+)"\})|(?:oid|uuid|symbol|date|number(?:Int|Long|Double|Decimal))":"([^"\\]*)")\}$/;

/** What Firestore and Protocol Buffers write for a time. */
const SECONDS = /^\{"_?seconds":"?(-?\d{1,11})"?(?:,"_?nano(?:second)?s":"?(\d{1,9})"?)?\}$/;

/** The value within MongoDB's Extended JSON: a text, such as of a time, or a whole number; undefined for any other object. */
function plainValue(object: Uint8Array): string | bigint | undefined {
  // The longest decimal has less than 50 characters.
  if (object.length >= 100) return undefined;
  const json = decoder.decode(object);
  const [, seconds, nanos = "0"] = SECONDS.exec(json) ?? [];
  if (seconds !== undefined) {
    const second = new Date(Number(seconds) * 1_000).toISOString().slice(0, 19);
    return `${second}.${nanos.padStart(9, "0")}Z`;
  }
  const match = EXTENDED.exec(json);
  if (!match) return undefined;
  const [, whole, millis, long, text] = match;
  if (whole !== undefined) return BigInt(whole);
  if (text !== undefined) return text;
  const time = new Date(Number(millis ?? long));
  return Number.isNaN(time.getTime()) ? undefined : time.toISOString();
}

/** A value without white space between its tokens. */
function compact(bytes: Uint8Array, start: number, end: number): Uint8Array {
  const compacted = new Uint8Array(end - start);
  let [length, quoted] = [0, false];
  for (let i = start; i < end; i++) {
    const byte = bytes[i]!;
    if (!quoted && (byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09)) continue;
    compacted[length++] = byte;
    if (byte === 0x5c) compacted[length++] = bytes[++i]!;
    else if (byte === QUOTE) quoted = !quoted;
  }
  return compacted.subarray(0, length);
}
