import type { Settings } from "./settings.js";

/** A model that prompts may be for. */
export interface Model {
  id: string;
  name: string;
  /** How many tokens it takes. */
  context: number;
  /** The list price of a million tokens that are sent, in dollars, as of November 2025. */
  price: number;
}

const million = 1_047_576;

export const MODELS: readonly Model[] = [
  { id: "gpt-4.1", name: "GPT-4.1", context: million, price: 2 },
  { id: "gpt-4.1-mini", name: "GPT-4.1 mini", context: million, price: 0.4 },
  { id: "gpt-4o", name: "GPT-4o", context: 128_000, price: 2.5 },
  { id: "gpt-4o-mini", name: "GPT-4o mini", context: 128_000, price: 0.15 },
  { id: "gpt-5", name: "GPT-5", context: 400_000, price: 1.25 },
  { id: "gpt-5-mini", name: "GPT-5 mini", context: 400_000, price: 0.25 },
  { id: "o3", name: "o3", context: 200_000, price: 2 },
  { id: "claude-opus-4-5", name: "Claude Opus 4.5", context: 200_000, price: 5 },
  { id: "claude-sonnet-4-5", name: "Claude Sonnet 4.5", context: 200_000, price: 3 },
  { id: "claude-haiku-4-5", name: "Claude Haiku 4.5", context: 200_000, price: 1 },
  { id: "gemini-2.5-pro", name: "Gemini 2.5 Pro", context: 1_048_576, price: 1.25 },
  { id: "gemini-2.5-flash", name: "Gemini 2.5 Flash", context: 1_048_576, price: 0.3 },
];

/** The id of what is none of these. */
export const OTHER = "other";

/** What is known of the model that is set. Another one has the context and the price that are set. */
export function modelOf({ model, context, price }: Settings): { id: string; name: string | undefined; context: number; price: number } {
  const known = MODELS.find(({ id }) => id === model);
  return known ?? { id: OTHER, name: undefined, context: context ?? 32_000, price: price ?? 0 };
}
