import { type ArrowColumn, batchMessage, schemaMessage } from "../engine/arrow/write.js";
import { END_OF_STREAM, concatenated, identifier } from "../engine/index.js";
import { LIMITS, requireSize } from "../limits.js";
import { badOption, unreadable } from "../options.js";
import { isWellFormed, wellFormed } from "../surrogates.js";
import { grown } from "./grown.js";

/**
 * Collects values as columns of text, each in one growing buffer in Arrow's layout. Parsers write values directly; no
 * object is kept for a row.
 */
export class TextColumns {
  readonly #columns = new Map<string, TextColumn>();
  rows = 0;

  /** @param names columns that exist even without a value */
  constructor(names: readonly string[] = []) {
    for (const name of names) this.column(name);
  }

  get names(): string[] {
    return [...this.#columns.keys()];
  }

  /** The column of a name, created on first use. */
  column(name: string): TextColumn {
    let column = this.#columns.get(name);
    if (!column) this.#columns.set(name, (column = new TextColumn(name)));
    return column;
  }

  /** Writes a value of a row. Rows of a column must be written in order. */
  set(name: string, row: number, value: unknown): void {
    if (value !== null && value !== undefined) this.column(name).set(row, value);
  }

  /** Writes an object's properties as the next row. */
  add(record: object): void {
    for (const name in record) this.set(name, this.rows, (record as Record<string, unknown>)[name]);
    this.rows++;
  }

  /** The names of columns with values that were replaced by a later one of the same row, and how many. */
  replaced(): [name: string, count: number][] {
    return [...this.#columns.values()].filter(({ replaced }) => replaced > 0).map(({ name, replaced }) => [name, replaced]);
  }

  /** The names of columns with texts that had half of a surrogate pair, and how many. */
  halved(): [name: string, count: number][] {
    return [...this.#columns.values()].filter(({ halved }) => halved > 0).map(({ name, halved }) => [name, halved]);
  }

  /** Removes the rows from `rows` on. */
  truncate(rows: number): void {
    for (const column of this.#columns.values()) column.truncate(rows);
    this.rows = rows;
  }

  /** The columns in Arrow's layout, by distinct names. @internal */
  toArrow(): [name: string, column: ArrowColumn][] {
    return this.#named().map(([name, column]) => [name, column.toArrow(this.rows)]);
  }

  /** The columns as an Arrow IPC stream. */
  toIpc(): Uint8Array {
    const columns = this.toArrow();
    const schema = schemaMessage(columns.map(([name]) => ({ name, type: { kind: "utf8" } })));
    const batch = batchMessage(
      this.rows,
      columns.map(([, column]) => column),
    );
    return concatenated([schema, ...batch, END_OF_STREAM]);
  }

  /** SELECT expressions that cast each column to the type detected in it. */
  select(): string {
    const typed = this.#named().map(([name, { type }]) => `${identifier(name)}::${type} AS ${identifier(name)}`);
    return typed.join(", ");
  }

  /** The columns' names in SQL, made distinct. */
  get sqlNames(): string[] {
    return this.#named().map(([name]) => name);
  }

  /** The columns, by distinct names. */
  #named(): [string, TextColumn][] {
    const columns = [...this.#columns.values()];
    return distinctNames(columns.map(({ name }) => name)).map((name, i) => [name, columns[i]!]);
  }
}

/** Makes names distinct for SQL, which ignores case, has no empty names and no half of a surrogate pair, and reserves `rowid` for the row's number. */
export function distinctNames(names: readonly string[]): string[] {
  const taken = new Set(["rowid"]);
  /** The next suffix to try for a name that is taken. Otherwise, many equal names would take quadratic time. */
  const numbers = new Map<string, number>();
  return names.map((name) => {
    const base = wellFormed(name).replaceAll("\0", "") || "unnamed";
    const lower = base.toLowerCase();
    let free = base;
    if (taken.has(lower)) {
      let number = numbers.get(lower) ?? 2;
      do free = `${base} ${number++}`;
      while (taken.has(free.toLowerCase()));
      numbers.set(lower, number);
    }
    taken.add(free.toLowerCase());
    return free;
  });
}

const encoder = new TextEncoder();
/** The range of Arrow's offsets. */
const MOST_BYTES = LIMITS.column.most;
/** The most digits that always fit into a BIGINT and a HUGEINT. */
const [BIGINT_DIGITS, HUGEINT_DIGITS] = [18, 38];
/** The most digits that a DOUBLE keeps exactly. */
const DOUBLE_DIGITS = 15;
/** An integer in JSON's syntax: a text such as "007" is not one. */
const INTEGER = /^-?(0|[1-9]\d*)$/;

/** A column of texts; a row without a value is null. */
export class TextColumn {
  readonly name: string;
  /** How many values were replaced by a later one of the same row. */
  replaced = 0;
  /** How many texts had half of a surrogate pair, which becomes U+FFFD. */
  halved = 0;
  #bytes = new Uint8Array(1 << 10);
  #length = 0;
  /** The start of each text, known up to `#rows`. */
  #offsets = new Int32Array(1 << 8);
  #valid = new Uint8Array(1 << 5);
  #rows = 0;
  /** The number of rows that are not null. */
  #values = 0;
  #isNumber = true;
  #isInteger = true;
  /** The most digits of a number. */
  #digits = 0;

  constructor(name: string) {
    this.name = name;
  }

  /** The SQL type that holds all values exactly. */
  get type(): string {
    if (!this.#isNumber || this.#values === 0) return "VARCHAR";
    if (this.#isInteger && this.#digits <= HUGEINT_DIGITS) return this.#digits <= BIGINT_DIGITS ? "BIGINT" : "HUGEINT";
    return this.#digits <= DOUBLE_DIGITS ? "DOUBLE" : "VARCHAR";
  }

  /** The values' bytes, without separators between them. */
  get bytes(): Uint8Array {
    return this.#bytes.subarray(0, this.#length);
  }

  /** Writes a value of any type; objects and arrays are written as JSON. Replaces an earlier value of the same row. */
  set(row: number, value: unknown): void {
    const text = textOf(this.name, row, value);
    if (typeof value === "number" || typeof value === "bigint") this.#number(text);
    else this.#isNumber = false;
    if (!isWellFormed(text)) this.halved++;
    const start = this.#begin(row, 3 * text.length);
    this.#end(row, start + encoder.encodeInto(text, this.#bytes.subarray(start)).written);
  }

  /** Writes a text in UTF-8. */
  setUtf8(row: number, from: Uint8Array, start: number, end: number): void {
    this.#isNumber = false;
    this.#copy(row, from, start, end);
  }

  /** Writes a number in JSON's syntax. */
  setNumber(row: number, from: Uint8Array, start: number, end: number): void {
    if (this.#isNumber) {
      let integer = true;
      let digits = 0;
      for (let i = start; i < end; i++) {
        const byte = from[i]!;
        if (byte >= 0x30 && byte <= 0x39) digits++;
        else if (byte !== 0x2d || i > start) integer = false;
      }
      this.#isInteger &&= integer;
      if (digits > this.#digits) this.#digits = digits;
    }
    this.#copy(row, from, start, end);
  }

  /** @internal */
  truncate(rows: number): void {
    if (this.#rows <= rows) return;
    for (let row = rows; row < this.#rows; row++) {
      const bit = 1 << (row & 7);
      if (this.#valid[row >> 3]! & bit) this.#values--;
      this.#valid[row >> 3]! &= ~bit;
    }
    [this.#rows, this.#length] = [rows, this.#offsets[rows]!];
  }

  /** @internal */
  toArrow(rows: number): ArrowColumn {
    this.#fill(rows);
    const offsets = new Uint8Array(this.#offsets.buffer, 0, 4 * (rows + 1));
    const validity = this.#valid.subarray(0, (rows + 7) >> 3);
    return { nulls: rows - this.#values, validity, buffers: [offsets, this.#bytes.subarray(0, this.#length)] };
  }

  #number(text: string): void {
    this.#isInteger &&= INTEGER.test(text);
    this.#digits = Math.max(this.#digits, text.replace(/\D/g, "").length);
  }

  #copy(row: number, from: Uint8Array, start: number, end: number): void {
    const at = this.#begin(row, end - start);
    // For a few bytes, a loop is faster than a call.
    if (end - start < 32) for (let i = start, to = at; i < end; i++) this.#bytes[to++] = from[i]!;
    else this.#bytes.set(from.subarray(start, end), at);
    this.#end(row, at + end - start);
  }

  /** Makes room for a value, and returns its position. */
  #begin(row: number, most: number): number {
    if (row < this.#rows) {
      this.#length = this.#offsets[row]!;
      this.replaced++;
    } else {
      this.#fill(row);
      this.#values++;
    }
    const needed = this.#length + most;
    if (needed > MOST_BYTES) requireSize("column", `column ${this.name}`, needed);
    if (needed > this.#bytes.length) {
      this.#bytes = grown(this.#bytes, new Uint8Array(Math.min(MOST_BYTES, Math.max(needed, 2 * this.#bytes.length))));
    }
    return this.#length;
  }

  #end(row: number, length: number): void {
    this.#length = length;
    this.#valid[row >> 3]! |= 1 << (row & 7);
    this.#rows = row + 1;
    this.#offsets[row + 1] = length;
  }

  /** Fills rows up to `row` with nulls, and makes room for that row. */
  #fill(row: number): void {
    if (row + 2 > this.#offsets.length) {
      this.#offsets = grown(this.#offsets, new Int32Array(2 * (row + 2)));
      this.#valid = grown(this.#valid, new Uint8Array((row >> 2) + 2));
    }
    this.#offsets.fill(this.#length, this.#rows + 1, row + 1);
    this.#rows = row;
  }
}

function textOf(column: string, row: number, value: unknown): string {
  try {
    const text = typeof value === "object" ? JSON.stringify(value) : String(value);
    if (typeof text === "string") return text;
  } catch (cause) {
    throw unreadable(`column ${column} at row ${row}`, cause);
  }
  throw badOption(`column ${column} at row ${row}`, value, "a value that JSON can write");
}
