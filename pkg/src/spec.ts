/** An amount of rows, and of measures by their names. What is absent is not limited. */
export interface Amounts {
  /** A number of rows. */
  rows?: number | bigint | undefined;
  /** A sum of the measure of that name, in its own unit: `bytes` is UTF-8 bytes. */
  [measure: string]: number | bigint | undefined;
}

/** What a window may hold, and how much of the one before it repeats. */
export interface Spec {
  /** What no window may exceed: whole numbers of at least 1, one of them at least. */
  max: Amounts;
  /**
   * How much of the window before is repeated, inside the limits: a share of *every* `max` given,
   * in `[0, 1)`, or budgets, each below its limit. Nothing unless given.
   */
  overlap?: number | Amounts | undefined;
  /**
   * What to do with a row that alone exceeds a limit: let it be a window by itself, flagged (the
   * default), or throw `OVERSIZE_ROW`.
   */
  oversize?: "alone" | "error" | undefined;
}
