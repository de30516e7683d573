/** All that can be set in the view, as plain values. What is undefined, or an empty string, is not limited. */
export interface Settings {
  /** What makes the windows: limits, or the clock. */
  by: "limits" | "clock";
  /** The limit of the main measure, which is `bytes` where the rows have it. */
  size: number | undefined;
  rows: number | undefined;
  duration: string;
  gap: string;
  /** A share of every limit. */
  overlap: number | undefined;
  cut: "full" | "quiet" | "even" | "stable";
  minFill: number | undefined;
  /** Whether windows stay within a partition, where there is one. */
  partition: boolean;
  /** Windows of the clock. */
  every: string;
  span: string;
  empty: boolean;
  /** Whether to show what Egregora makes of the same rows, and of which of its settings. */
  egregora: boolean;
  stepSize: number | undefined;
  stepUnit: "messages" | "hours" | "days" | "bytes";
  overlapRatio: number | undefined;
  maxBytesPerWindow: number | undefined;
  /** How tokens are estimated. */
  bytesPerToken: number | undefined;
  /** What a million tokens cost, in whatever money. */
  price: number | undefined;
}

export const DEFAULTS: Readonly<Settings> = {
  by: "limits",
  size: 32_000,
  rows: undefined,
  duration: "",
  gap: "",
  overlap: 0.2,
  cut: "full",
  minFill: 0.5,
  partition: true,
  every: "1d",
  span: "",
  empty: false,
  egregora: false,
  stepSize: 100,
  stepUnit: "messages",
  overlapRatio: 0.2,
  maxBytesPerWindow: 320_000,
  bytesPerToken: 4,
  price: undefined,
};

/** What a setting that is a choice can be. */
export const CHOICES = {
  by: ["limits", "clock"],
  cut: ["full", "quiet", "even", "stable"],
  stepUnit: ["messages", "hours", "days", "bytes"],
} as const satisfies { [Name in keyof Settings]?: readonly Settings[Name][] };
