/** All that a reader can set, as plain values. What is undefined, or an empty text, is off. */
export interface Settings {
  /** The id of a model of {@link setModels}, or `other`. */
  model: string;
  /** How many tokens the model takes, where that is not known. */
  context: number | undefined;
  /** What a million tokens cost, in dollars, where that is not known. */
  price: number | undefined;
  /** The most of the main measure in a prompt: tokens where they are counted, else bytes. */
  limit: number | undefined;
  /** The share of each limit that is repeated. */
  overlap: number;
  cut: "quiet" | "full" | "even" | "stable";
  /** The longest pause within a prompt, as a duration. */
  gap: string;
  /** The most messages in a prompt. */
  rows: number | undefined;
  /** The longest time that a prompt spans, as a duration. */
  duration: string;
  /** Whether a prompt ends at midnight. */
  day: boolean;
  /** How much of the limit is kept for an answer. */
  reserve: number | undefined;
  /** Whether no prompt holds messages of two chats. */
  apart: boolean;
  /** Whether a message that alone is over the limit is an error. */
  over: boolean;
  /** The template of a message; the standard one where it is empty. */
  line: string;
  /** The text before the messages, and the one after; the standard ones of a language where they are undefined. */
  before: string | undefined;
  after: string | undefined;
}

export const DEFAULTS: Readonly<Settings> = {
  model: "gpt-5.4-mini",
  context: undefined,
  price: undefined,
  limit: 8_000,
  overlap: 0.05,
  cut: "quiet",
  gap: "",
  rows: undefined,
  duration: "",
  day: false,
  reserve: undefined,
  apart: true,
  over: false,
  line: "",
  before: undefined,
  after: undefined,
};

/** The highest price of a million tokens: beyond it, a price is a slip. */
export const MOST_PRICE = 1_000_000;

export const CUTS = ["quiet", "full", "even", "stable"] as const;

/** Settings that can be wrong, and what is said of them. */
export type Field =
  | "limit"
  | "overlap"
  | "cut"
  | "gap"
  | "rows"
  | "duration"
  | "reserve"
  | "over"
  | "line"
  | "before"
  | "after"
  | "context"
  | "price";

/** What is wrong with a setting, and what mends it. */
export interface Fault {
  sentence: string;
  mend?: { label: string; settings: Partial<Settings> };
}

export type Faults = { [field in Field]?: Fault };
