import { guarded } from "./instance.js";
import { Resident, guardResident } from "./resident.js";
import { placeIn } from "./window.js";

interface ColumnarHandle {
  readonly length: number;
  column(name: string): unknown;
  free(): void;
}

/** Windows as columns. A column is copied out of WebAssembly's memory on first access; the copy is the caller's. */
export abstract class Columnar<Handle extends ColumnarHandle, Window> extends Resident<Handle> implements Iterable<Window> {
  static {
    guardResident(this);
  }

  readonly #columns: Record<string, unknown> = {};

  /** The number of windows. */
  get length(): number {
    return guarded(() => this.resident.length);
  }

  /** @internal */
  protected column<Column>(name: string): Column {
    return guarded(() => {
      const { resident } = this;
      return (this.#columns[name] ??= resident.column(name)) as Column;
    });
  }

  /** @internal */
  protected abstract window(index: number): Window;

  /** The window at an index, from the end if negative; undefined if there is none. */
  at(index: number): Window | undefined {
    const place = guarded(() => placeIn(this.length, index));
    return place === undefined ? undefined : this.window(place);
  }

  *[Symbol.iterator](): IterableIterator<Window> {
    for (let index = 0; index < this.length; index++) yield this.window(index);
  }

  /** All windows as objects. */
  toArray(): Window[] {
    return guarded(() => [...this]);
  }
}
