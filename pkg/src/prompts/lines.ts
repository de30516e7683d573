import { WindowError } from "../error.js";
import { concatenated } from "../engine/index.js";
import { valueReader } from "../engine/arrow/values.js";
import type { LineBatch } from "../duckdb/lines.js";

/** The lines of a table as they come, of which those are kept that a window still needs. */
export class LineBuffer {
  readonly #batches: AsyncIterator<LineBatch, void, void>;
  /** Batches that are kept, with the position of each one's first row. */
  #kept: { batch: LineBatch; from: number }[] = [];
  #next: number;

  /** @param first the position of the first line that will come */
  constructor(batches: AsyncIterator<LineBatch, void, void>, first = 0) {
    [this.#batches, this.#next] = [batches, first];
  }

  /** The position of the line that comes next. */
  get position(): number {
    return this.#next;
  }

  /**
   * The bytes of the lines `[start, end)`; what is before is let go.
   *
   * @throws WindowError: `QUERY_FAILED` where there are fewer lines than rows were fetched
   */
  async read(start: number, end: number): Promise<Uint8Array> {
    this.#kept = this.#kept.filter(({ batch, from }) => from + batch.length > start);
    while (this.#next < end) {
      const { done, value: batch } = await this.#batches.next();
      if (done || !batch) throw changed(`there are ${this.#next} rows, and one at ${end - 1} was fetched`);
      if (this.#next + batch.length > start) this.#kept.push({ batch, from: this.#next });
      this.#next += batch.length;
    }
    const pieces = this.#kept.filter(({ from }) => from < end).map(({ batch: { bytes, offsets, length }, from }) => {
      const [first, last] = [Math.max(start - from, 0), Math.min(end - from, length)];
      return bytes.subarray(offsets[first]!, offsets[last]!);
    });
    return concatenated(pieces);
  }

  /** The text in the first column of a row that the last read had. */
  textOf(row: number): string {
    const { batch, from } = this.#kept.find(({ batch, from }) => row >= from && row < from + batch.length)!;
    return String(valueReader(batch.fields[0]!.type, batch.columns[0]!)(row - from) ?? "");
  }
}

/** That the table is no longer what it was. */
export function changed(how: string): WindowError {
  const sentence = `the table has changed since its rows were fetched, or its query gives other rows each time: ${how}; fetch them again`;
  return new WindowError("QUERY_FAILED", sentence);
}
