import { WindowError } from "windrow";
import { identifier } from "windrow/duckdb";
import { templateSql } from "windrow/prompts";
import type { Measured } from "./measured.js";

/** Rows to read at once: a third of a row group of DuckDB. */
const BLOCK_ROWS = 40_960;
/** Bytes of text to read at once, about. */
const BLOCK_BYTES = 16 << 20;

/** SQL of a row's text and of its size in bytes, and the separator between two. */
export interface Joined {
  readonly text: string;
  readonly bytes: string;
  readonly separator: string;
}

/** The text of a range of rows, each followed by its separator. */
interface Block {
  readonly first: number;
  readonly bytes: Buffer;
  /** The start of each row, and the end of the last one. */
  readonly offsets: Float64Array;
}

/**
 * The texts of windows, read in order. Each block of rows takes one query; there is neither a join nor a string for
 * each row.
 *
 * ```text
 * rows     0   1     2  │ 3     4        5 │ 6 …
 * blocks   text\ntext\n…│text\ntext\n…     │       kept from the first row that a later window may hold
 * window       [start ─────────── end)             pieces of two blocks, without the last separator
 * ```
 */
export class Texts {
  readonly #length: number;
  readonly #separator: number;
  readonly #blocks: AsyncGenerator<Block, void, void>;
  #next: Promise<IteratorResult<Block, void>> | undefined;
  readonly #readsAhead: boolean;
  #kept: Block[] = [];
  #rows = 0;

  constructor(measured: Measured, joined: Joined) {
    this.#length = measured.length;
    this.#separator = Buffer.byteLength(joined.separator);
    this.#blocks = blocks(measured, joined);
    // Counting tokens streams lines, and the connection is busy meanwhile.
    this.#readsAhead = measured.around.tokens === undefined;
  }

  /** The text of a range of rows, in pieces. Windows must be read in order: blocks before `start` are freed. */
  async *pieces(start: number, end: number): AsyncGenerator<Buffer, void, void> {
    while (this.#rows < end) {
      const { value: block } = await (this.#next ?? this.#blocks.next());
      if (!block)
        throw new WindowError(
          "QUERY_FAILED",
          `the database gave the texts of ${this.#rows} rows, of ${this.#length}; please report this`,
        );
      // The database reads the next block while this one is written.
      if (this.#readsAhead) this.#next = this.#ahead();
      this.#kept.push(block);
      this.#rows = block.first + block.offsets.length - 1;
    }
    this.#kept = this.#kept.filter(({ first, offsets }) => first + offsets.length - 1 > start);
    for (const { first, bytes, offsets } of this.#kept) {
      const [from, to] = [Math.max(start - first, 0), Math.min(end - first, offsets.length - 1)];
      if (from >= to) continue;
      const isLast = first + to === end;
      yield bytes.subarray(offsets[from], offsets[to]! - (isLast ? this.#separator : 0));
    }
  }

  #ahead(): Promise<IteratorResult<Block, void>> {
    const next = this.#blocks.next();
    next.catch(() => {}); // an error is thrown when the block is awaited
    return next;
  }
}

/** The positions in the source of the rows of windows, read in order. */
export class Places {
  readonly #measured: Measured;
  readonly #sql: string;
  #kept: number[] = [];
  #first = 0;
  #rowids = 0;

  /** @param sql the position, as SQL */
  constructor(measured: Measured, sql: string) {
    [this.#measured, this.#sql] = [measured, sql];
  }

  /** A range of rows as a JSON list without its brackets. Windows must be read in order. */
  async list(start: number, end: number): Promise<string> {
    const { engine, rowids, select } = this.#measured;
    while (this.#first + this.#kept.length < end && this.#rowids < rowids) {
      const to = this.#rowids + BLOCK_ROWS;
      const { place } = await engine.columns(select(`${this.#sql}::UINTEGER AS place`, this.#rowids, to));
      this.#kept = this.#kept.slice(start - this.#first).concat(place as number[]);
      [this.#first, this.#rowids] = [start, to];
    }
    return this.#kept.slice(start - this.#first, end - this.#first).join(",");
  }
}

async function* blocks(
  { engine, select, left, rowids }: Measured,
  { text: line, bytes: size, separator }: Joined,
): AsyncGenerator<Block, void, void> {
  const joined = templateSql({ source: separator, parts: [separator] }, identifier);
  const bytesOfSeparator = Buffer.byteLength(separator);
  // With one thread, rows are read in order. An aggregate with ORDER BY would take three times as long.
  await engine.run("SET threads = 1");
  let first = 0;
  for (let at = 0; at < rowids; at += BLOCK_ROWS) {
    const { id, n } = (await engine.columns(
      select(`${left > 0 ? "rowid::UINTEGER AS id, " : ""}${size}::UINTEGER AS n`, at, at + BLOCK_ROWS),
    )) as Record<string, number[]>;
    const rowid = (row: number) => id?.[row] ?? at + row;
    for (let row = 0; row < n!.length;) {
      const start = row;
      const offsets = [0];
      do offsets.push(offsets.at(-1)! + n![row++]! + bytesOfSeparator);
      while (row < n!.length && offsets.at(-1)! + n![row]! <= BLOCK_BYTES);
      // The text must be the same as the one measured for the windows: the sizes are compared.
      const query = select(`encode(string_agg(${line}, ${joined}) || ${joined}) AS text`, rowid(start), rowid(row - 1) + 1);
      const { text } = await engine.columns(query);
      const bytes = text![0] as Uint8Array;
      if (bytes.length !== offsets.at(-1)) {
        throw new WindowError(
          "QUERY_FAILED",
          `rows ${first} to ${first + row - start} have ${bytes.length} bytes, of ${offsets.at(-1)} that were measured; please report this`,
        );
      }
      yield { first, bytes: Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length), offsets: Float64Array.from(offsets) };
      first += row - start;
    }
  }
}
