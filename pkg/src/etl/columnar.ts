import { END_OF_STREAM, concatenated, identifier } from "../engine/index.js";
import { type ArrowColumn, batchMessage, schemaMessage } from "../engine/arrow/write.js";
import { WindowError } from "../error.js";

/**
 * Gathers values as columns of text, each in one growing buffer, as Arrow has them: what a parser gives
 * is written there at once, and no object is kept for a row.
 */
export class TextColumns {
  readonly #columns = new Map<string, TextColumn>();
  rows = 0;

  get names(): string[] {
    return [...this.#columns.keys()];
  }

  /** Writes a value of a row; the rows of a column come in order. */
  set(name: string, row: number, value: unknown): void {
    if (value === null || value === undefined) return;
    let column = this.#columns.get(name);
    if (!column) this.#columns.set(name, (column = new TextColumn()));
    column.set(row, value);
  }

  /** Writes all values of an object as the next row. */
  add(record: object): void {
    for (const name in record) this.set(name, this.rows, (record as Record<string, unknown>)[name]);
    this.rows++;
  }

  /** An Arrow IPC stream. */
  toIpc(): Uint8Array {
    const columns = this.#named();
    const schema = schemaMessage(columns.map(([name]) => ({ name, type: { kind: "utf8" } })));
    const batch = batchMessage(this.rows, columns.map(([, column]) => column.toArrow(this.rows)));
    return concatenated([schema, ...batch, END_OF_STREAM]);
  }

  /** What reads the columns as what was found in them, in SQL. */
  select(): string {
    const typed = this.#named().map(([name, { type }]) => `${identifier(name)}::${type} AS ${identifier(name)}`);
    return typed.join(", ");
  }

  /** The columns by names that SQL can tell apart, which does not look at capitals. */
  #named(): [string, TextColumn][] {
    const taken = new Set<string>();
    return [...this.#columns].map(([name, column]) => {
      const base = name.replaceAll("\0", "") || "unnamed";
      let free = base;
      for (let i = 2; taken.has(free.toLowerCase()); i++) free = `${base} ${i}`;
      taken.add(free.toLowerCase());
      return [free, column];
    });
  }
}

const encoder = new TextEncoder();
/** What Arrow's offsets can tell. */
const MOST_BYTES = 2 ** 31 - 1;

class TextColumn {
  #bytes = new Uint8Array(1 << 10);
  #length = 0;
  /** Where each text begins; up to `#rows` it is known. */
  #offsets = new Int32Array(1 << 8);
  #valid = new Uint8Array(1 << 5);
  #rows = 0;
  /** How many of the rows are not null. */
  #values = 0;
  #isInteger = true;
  #isNumber = true;

  get type(): string {
    return this.#isInteger ? "BIGINT" : this.#isNumber ? "DOUBLE" : "VARCHAR";
  }

  set(row: number, value: unknown): void {
    this.#isNumber &&= typeof value === "number" || typeof value === "bigint";
    this.#isInteger &&= this.#isNumber && (typeof value === "bigint" || Number.isSafeInteger(value));
    this.#fill(row);
    const text = typeof value === "object" ? JSON.stringify(value) : String(value);
    const most = this.#length + 3 * text.length;
    if (most > MOST_BYTES) throw new WindowError("BAD_FILE", "a column of it holds more than 2 GB; give a smaller file");
    if (most > this.#bytes.length) {
      this.#bytes = grown(this.#bytes, new Uint8Array(Math.min(MOST_BYTES, Math.max(most, 2 * this.#bytes.length))));
    }
    this.#length += encoder.encodeInto(text, this.#bytes.subarray(this.#length)).written;
    this.#valid[row >> 3]! |= 1 << (row & 7);
    this.#values++;
    this.#rows = row + 1;
    this.#offsets[this.#rows] = this.#length;
  }

  toArrow(rows: number): ArrowColumn {
    this.#fill(rows);
    const offsets = new Uint8Array(this.#offsets.buffer, 0, 4 * (rows + 1));
    const validity = this.#valid.subarray(0, (rows + 7) >> 3);
    return { nulls: rows - this.#values, validity, buffers: [offsets, this.#bytes.subarray(0, this.#length)] };
  }

  /** Rows without a value are null, up to `row`, for which there is place then. */
  #fill(row: number): void {
    if (row + 2 > this.#offsets.length) {
      this.#offsets = grown(this.#offsets, new Int32Array(2 * (row + 2)));
      this.#valid = grown(this.#valid, new Uint8Array((row >> 2) + 2));
    }
    this.#offsets.fill(this.#length, this.#rows + 1, row + 1);
    this.#rows = row;
  }
}

function grown<A extends Uint8Array | Int32Array>(before: A, after: A): A {
  after.set(before.subarray(0, Math.min(before.length, after.length)));
  return after;
}
