/** All that can be set in the view, as plain values. What is undefined, or an empty string, is not limited. */
export interface Settings {
  /** What makes the windows: limits, or the clock. */
  by: "limits" | "clock";
  /** The limit of the main measure, which is `bytes` where the rows have it. */
  size: number | undefined;
  rows: number | undefined;
  duration: string;
  gap: string;
  /** The limit of another measure, by its name. */
  [limit: `max.${string}`]: number | undefined;
  /** Whether the overlap is a share of every limit, or amounts of its own. */
  overlapBy: "share" | "amounts";
  overlap: number | undefined;
  overlapSize: number | undefined;
  overlapRows: number | undefined;
  overlapDuration: string;
  /** The overlap's amount of another measure, by its name. */
  [overlap: `overlap.${string}`]: number | undefined;
  cut: "full" | "quiet" | "even" | "stable";
  minFill: number | undefined;
  /** What no window crosses: nothing, the first midnight of each day, week or month of a time zone, or times. */
  edges: "none" | "day" | "week" | "month" | "times";
  /** The name of the time zone; UTC, or as the file's clock was, where there is none. */
  zone: string;
  /** Separated by commas. */
  times: string;
  oversize: "alone" | "error";
  /** Whether windows stay within a partition, where there is one. */
  partition: boolean;
  /** Windows of the clock. */
  every: string;
  span: string;
  /** When a window opens: with the first row, or at a time, which is the start of 1970 unless there is one. */
  fromFirst: boolean;
  origin: string;
  empty: boolean;
  /** Whether to show what Egregora makes of the same rows, and of which of its settings. */
  egregora: boolean;
  stepSize: number | undefined;
  stepUnit: "messages" | "hours" | "days" | "bytes";
  overlapRatio: number | undefined;
  maxBytesPerWindow: number | undefined;
  maxWindowTime: string;
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
  overlapBy: "share",
  overlap: 0.2,
  overlapSize: undefined,
  overlapRows: undefined,
  overlapDuration: "",
  cut: "full",
  minFill: 0.5,
  edges: "none",
  zone: "",
  times: "",
  oversize: "alone",
  partition: true,
  every: "1d",
  span: "",
  fromFirst: false,
  origin: "",
  empty: false,
  egregora: false,
  stepSize: 100,
  stepUnit: "messages",
  overlapRatio: 0.2,
  maxBytesPerWindow: 320_000,
  maxWindowTime: "",
  bytesPerToken: 4,
  price: undefined,
};

/** What a setting that is a choice can be. */
export const CHOICES = {
  by: ["limits", "clock"],
  overlapBy: ["share", "amounts"],
  edges: ["none", "day", "week", "month", "times"],
  oversize: ["alone", "error"],
  cut: ["full", "quiet", "even", "stable"],
  stepUnit: ["messages", "hours", "days", "bytes"],
} as const satisfies { [Name in keyof Settings]?: readonly Settings[Name][] };

/** The settings of measures beside the main one: their limits, and what of them is repeated. */
export type MeasureSetting = `max.${string}` | `overlap.${string}`;

/** What such settings say, by the names of the measures. */
export function ofMeasures(settings: Settings, of: "max" | "overlap"): [name: string, value: number][] {
  return Object.entries(settings).flatMap(([name, value]) =>
    name.startsWith(`${of}.`) && value !== undefined ? [[name.slice(of.length + 1), value as number]] : [],
  );
}
