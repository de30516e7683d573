import { WindowError } from "./error.js";
import { badOption, shown } from "./options.js";

/** A half-open range of rows: `[start, fresh)` repeats the window before, `[fresh, end)` is new. */
export interface Window {
  /** The window's index in the plan. */
  index: number;
  /** The position of its first row. */
  start: number;
  /** The position of its first row that no window before holds. */
  fresh: number;
  /** One past the position of its last row. */
  end: number;
  /** Whether it consists of one oversize row. */
  oversize: boolean;
  /** The window's id, a fingerprint of its keys; undefined without keys. */
  id?: bigint;
}

interface WindowColumns {
  readonly start: Uint32Array;
  readonly fresh: Uint32Array;
  readonly end: Uint32Array;
  readonly oversize: Uint8Array;
  readonly id: BigUint64Array | undefined;
}

/** @internal */
export function windowOf(columns: WindowColumns, index: number): Window {
  const id = columns.id?.[index];
  return {
    index,
    start: columns.start[index]!,
    fresh: columns.fresh[index]!,
    end: columns.end[index]!,
    oversize: columns.oversize[index] === 1,
    ...(id !== undefined && { id }),
  };
}

/**
 * An index as `Array.prototype.at` takes it.
 *
 * @internal
 */
export function placeIn(length: number, index: number): number | undefined {
  if (typeof index !== "number") throw badOption("index", index, "a number");
  index = Math.trunc(index) || 0;
  if (index < 0) index += length;
  return index >= 0 && index < length ? index : undefined;
}

/**
 * Refuses an index that is not of 32 bits, or an invalid number of parts.
 *
 * @internal
 */
export function requireSplit(index: unknown, parts: unknown): void {
  const isWhole = (n: unknown) => Number.isInteger(n) && (n as number) >= 0 && (n as number) < 2 ** 32;
  if (isWhole(index) && isWhole(parts)) return;
  throw new WindowError("BAD_SPLIT", `window ${shown(index)} cannot be split into ${shown(parts)} parts; give whole numbers`);
}
