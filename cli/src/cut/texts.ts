import { WindowError } from "windrow";
import { identifier } from "windrow/duckdb";
import { templateSql } from "windrow/prompts";
import type { Measured } from "./measured.js";

/** How many rows are asked for at once: a row group of DuckDB, of which it would else look at all for some. */
const BLOCK_ROWS = 122_880;
/** About how many bytes of text are asked for at once. */
const BLOCK_BYTES = 16 << 20;

/** How each row is written, as SQL, and what stands between two. */
export interface Written {
  readonly line: string;
  readonly separator: string;
}

/** The text of some rows, each with the separator that follows it. */
interface Block {
  readonly first: number;
  readonly bytes: Buffer;
  /** Where each row begins, and where the last ends. */
  readonly offsets: Float64Array;
}

/**
 * The texts of windows, read in order, a block of rows by one query each: neither a join nor a string for each row.
 *
 * ```text
 * rows     0   1     2  │ 3     4        5 │ 6 …
 * blocks   text\ntext\n…│text\ntext\n…     │       kept from the first row that a window to come may hold
 * window       [start ─────────── end)             pieces of two blocks, without the last separator
 * ```
 */
export class Texts {
  readonly #length: number;
  readonly #separator: number;
  readonly #blocks: AsyncGenerator<Block, void, void>;
  #next: Promise<IteratorResult<Block, void>>;
  #kept: Block[] = [];
  #rows = 0;

  constructor(measured: Measured, written: Written) {
    this.#length = measured.length;
    this.#separator = Buffer.byteLength(written.separator);
    this.#blocks = blocks(measured, written);
    // The database makes the next block while this one is written.
    this.#next = this.#ahead();
  }

  /** The text of rows in pieces. Windows are asked for in order: what lies before `start` is let go. */
  async *pieces(start: number, end: number): AsyncGenerator<Buffer, void, void> {
    while (this.#rows < end) {
      const { value: block } = await this.#next;
      if (!block) throw new WindowError("QUERY_FAILED", `the database gave the texts of ${this.#rows} rows, of ${this.#length}; please report this`);
      this.#next = this.#ahead();
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
    next.catch(() => {}); // it is told when it is asked for
    return next;
  }
}

async function* blocks({ engine, select, left, rowids }: Measured, { line, separator }: Written): AsyncGenerator<Block, void, void> {
  const joined = templateSql({ source: separator, parts: [separator] }, identifier);
  const bytesOfSeparator = Buffer.byteLength(separator);
  // One thread reads a table as it lies: an aggregate that orders its values would take three times as long.
  await engine.run("SET threads = 1");
  let first = 0;
  for (let at = 0; at < rowids; at += BLOCK_ROWS) {
    const { id, n } = (await engine.columns(select(`${left > 0 ? "rowid::UINTEGER AS id, " : ""}strlen(${line})::UINTEGER AS n`, at, at + BLOCK_ROWS))) as Record<string, number[]>;
    const rowid = (row: number) => id?.[row] ?? at + row;
    for (let row = 0; row < n!.length; ) {
      const start = row;
      const offsets = [0];
      do offsets.push(offsets.at(-1)! + n![row++]! + bytesOfSeparator);
      while (row < n!.length && offsets.at(-1)! + n![row]! <= BLOCK_BYTES);
      // What a query reads of a range is the whole of what windows have been cut from: sizes are compared.
      const query = select(`encode(string_agg(${line}, ${joined}) || ${joined}) AS text`, rowid(start), rowid(row - 1) + 1);
      const { text } = await engine.columns(query);
      const bytes = text![0] as Uint8Array;
      if (bytes.length !== offsets.at(-1)) {
        throw new WindowError("QUERY_FAILED", `rows ${first} to ${first + row - start} have ${bytes.length} bytes, of ${offsets.at(-1)} that were measured; please report this`);
      }
      yield { first, bytes: Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length), offsets: Float64Array.from(offsets) };
      first += row - start;
    }
  }
}
