import { WindowError } from "../error.js";
import { concatenated } from "../engine/index.js";
import { valueReader } from "../engine/arrow/values.js";
import type { LineBatch } from "../duckdb/lines.js";

/** The lines of a table as they come; keeps those that a window still needs. */
export class LineBuffer {
  readonly #batches: AsyncIterator<LineBatch, void, void>;
  /** The kept batches, each with the position of its first row. */
  #kept: { batch: LineBatch; from: number }[] = [];
  #next: number;

  /** @param first the position of the first line to come */
  constructor(batches: AsyncIterator<LineBatch, void, void>, first = 0) {
    [this.#batches, this.#next] = [batches, first];
  }

  /** The position of the next line to come. */
  get position(): number {
    return this.#next;
  }

  /**
   * The bytes of the lines `[start, end)`. Frees the batches before `start`.
   *
   * @throws WindowError: `QUERY_FAILED` where there are fewer lines than fetched rows
   */
  async read(start: number, end: number): Promise<Uint8Array> {
    this.#kept = this.#kept.filter(({ batch, from }) => from + batch.length > start);
    while (this.#next < end) {
      const { done, value: batch } = await this.#batches.next();
      if (done || !batch) throw changed(`there are ${this.#next} rows, and one at ${end - 1} was fetched`);
      if (this.#next + batch.length > start) this.#kept.push({ batch, from: this.#next });
      this.#next += batch.length;
    }
    const pieces = this.#kept
      .filter(({ from }) => from < end)
      .map(({ batch: { bytes, offsets, length }, from }) => {
        const [first, last] = [Math.max(start - from, 0), Math.min(end - from, length)];
        return bytes.subarray(offsets[first]!, offsets[last]!);
      });
    return concatenated(pieces);
  }

  /** The text in the first column of a row within the last range read. */
  textOf(row: number): string {
    const { batch, from } = this.#kept.find(({ batch, from }) => row >= from && row < from + batch.length)!;
    return String(valueReader(batch.fields[0]!.type, batch.columns[0]!)(row - from) ?? "");
  }
}

/** The error for a table that has changed since the fetch. */
export function changed(how: string): WindowError {
  const sentence = `the table has changed since its rows were fetched, or its query gives other rows each time: ${how}; fetch them again`;
  return new WindowError("QUERY_FAILED", sentence);
}
