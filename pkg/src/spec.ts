import type { Duration } from "./duration.js";

/** Amounts of rows, of time, and of measures by name. An absent one is not limited. */
export interface Amounts {
  /** A number of rows. */
  rows?: number | bigint | undefined;
  /** From the time of the first row to that of the last. */
  duration?: Duration | undefined;
  /** A sum of the measure of that name, in its own unit: `bytes` counts UTF-8 bytes. */
  [measure: string]: number | bigint | Duration | undefined;
}

/** The options of a plan: limits, overlap, cut, and what to do with an oversize row. */
export interface Spec {
  /** What no window may exceed: whole numbers of at least 1, and a duration. */
  max?: Amounts | undefined;
  /** The longest silence between two neighbours of a window. */
  gap?: Duration | undefined;
  /**
   * Times that no window crosses, ascending, such as the midnights of a time zone: `Date`s, or
   * numbers in `rows.timeUnit`. A row at an edge is after it.
   */
  edges?: BigInt64Array | readonly (Date | bigint | number)[] | undefined;
  /**
   * How much of the window before is repeated, inside the limits: a share of *every* `max` given, in `[0, 1)`, or
   * budgets, each below its limit. Nothing is repeated unless given.
   */
  overlap?: number | Amounts | undefined;
  /**
   * Where a window ends within its reach. The rest of a segment, once it fits, is one window, whatever the cut.
   *
   * - `"full"`, the default: as late as the limits allow;
   * - `"quiet"`: before the longest silence. Needs a time;
   * - `"even"`: as many windows as with `"full"`, with the fullest as empty as possible;
   * - `"stable"`: after the row with the smallest mixed key, so that a change of one row changes few windows. Needs a
   *   key.
   */
  cut?: "full" | "quiet" | "even" | "stable" | undefined;
  /** The fill from which `quiet` and `stable` may end a window, from 0 to 1; 0.5 unless given. */
  minFill?: number | undefined;
  /**
   * What to do with an oversize row: `"alone"`, the default, makes it a flagged window by itself; `"error"` throws
   * `OVERSIZE_ROW`.
   */
  oversize?: "alone" | "error" | undefined;
}

/** Windows of the clock. */
export interface Hops {
  /** The duration from the opening of one window to the next. */
  every: Duration;
  /** The duration of a window; `every` unless given. */
  span?: Duration | undefined;
  /**
   * The time at which one window opens, which aligns all others: in `rows.timeUnit` (0, the start of 1970, unless
   * given), or `"first"`, the first row's time, before which no window opens.
   */
  origin?: "first" | number | bigint | undefined;
  /** Whether to include empty windows between those with rows. */
  empty?: boolean | undefined;
}
