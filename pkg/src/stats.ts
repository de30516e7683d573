/** What a plan costs. */
export interface Stats {
  /** The number of windows. */
  windows: number;
  /** How many of them are one row that alone exceeds a limit. */
  oversize: number;
  /** How many rows are repeated, each as often as it is. */
  repeatedRows: number;
  /** How much of each measure is repeated, by its name. */
  repeated: Record<string, number>;
  /**
   * How full the windows are: the largest share of a limit that each uses, above 1 where a row is
   * oversize. Undefined where there is no window, or no `max`.
   */
  fill: { min: number; median: number; max: number } | undefined;
}
