/** Statistics of a plan. */
export interface Stats {
  /** The number of windows. */
  windows: number;
  /** The number of windows that consist of one oversize row. */
  oversize: number;
  /** The number of repeated rows; a row counts once for each repetition. */
  repeatedRows: number;
  /** The repeated sum of each measure, by name. */
  repeated: Record<string, number>;
  /** The fill of the windows, above 1 where a row is oversize. Undefined without windows, or without a `max`. */
  fill: { min: number; median: number; max: number } | undefined;
}
