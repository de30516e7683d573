import type { Duration } from "./duration.js";
import type { TimeUnit } from "./rows.js";

/** An amount of rows, of time, and of measures by their names. What is absent is not limited. */
export interface Amounts {
  /** A number of rows. */
  rows?: number | bigint | undefined;
  /** From the time of the first row to that of the last. */
  duration?: Duration | undefined;
  /** A sum of the measure of that name, in its own unit: `bytes` is UTF-8 bytes. */
  [measure: string]: number | bigint | Duration | undefined;
}

/** What a window may hold, and how much of the one before it repeats. */
export interface Spec {
  /** What no window may exceed: whole numbers of at least 1, and a duration. */
  max?: Amounts | undefined;
  /** The longest silence inside a window, between two neighbours. */
  gap?: Duration | undefined;
  /**
   * Times that no window crosses, ascending, such as the midnights of a time zone: `Date`s, or
   * numbers in `rows.timeUnit`. A row at an edge is after it.
   */
  edges?: BigInt64Array | readonly (Date | bigint | number)[] | undefined;
  /**
   * How much of the window before is repeated, inside the limits: a share of *every* `max` given,
   * in `[0, 1)`, or budgets, each below its limit. Nothing unless given.
   */
  overlap?: number | Amounts | undefined;
  /**
   * Where a window ends within what the limits allow; the rest of a segment that fits is one window,
   * whatever the cut.
   *
   * - `"full"`, the default: as late as the limits allow;
   * - `"quiet"`: before the longest silence. Needs a time;
   * - `"even"`: as many windows as with `"full"`, with the fullest as empty as can be;
   * - `"stable"`: after the row whose mixed key is the smallest, so that a change of one row changes
   *   few windows. Needs a key.
   */
  cut?: "full" | "quiet" | "even" | "stable" | undefined;
  /** How full a window must be to be cut early, by `quiet` or `stable`, from 0 to 1; 0.5 unless given. */
  minFill?: number | undefined;
  /**
   * What to do with a row that alone exceeds a limit: let it be a window by itself, flagged (the
   * default), or throw `OVERSIZE_ROW`.
   */
  oversize?: "alone" | "error" | undefined;
}

/** Windows of the clock. */
export interface Hops {
  /** From the opening of one window to that of the next. */
  every: Duration;
  /** How long a window is: `every` unless given. */
  span?: Duration | undefined;
  /**
   * When a window opens, and with it all others: a time in `rows.timeUnit` (0, the start of 1970,
   * unless given), or `"first"`, the first row's, before which no window opens.
   */
  origin?: "first" | number | bigint | undefined;
  /** Whether to give windows without rows too, between those that have some. */
  empty?: boolean | undefined;
}

/**
 * The first time of that unit which is not before an instant.
 *
 * @internal
 */
export function fromMilliseconds(milliseconds: number, unit: TimeUnit | undefined): bigint {
  if (unit === "s") return BigInt(Math.ceil(milliseconds / 1_000));
  return BigInt(milliseconds) * (unit === "ns" ? 1_000_000n : unit === "us" ? 1_000n : 1n);
}
