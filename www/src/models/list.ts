/** What a million tokens of input cost, in US dollars, as the provider's page said. */
export interface Price {
  readonly input: number;
  /** The last day of this price, and what comes after, where the provider says so. */
  readonly until?: string;
  readonly after?: number;
  /** The most tokens of a prompt at this price; longer ones cost more. */
  readonly upTo?: number;
  /** The page that says it, and the day on which a copy of it was read. */
  readonly source: string;
  readonly asOf: string;
}

/** A model that prompts can be made for. */
export interface Model {
  /** As the provider calls it, in a batch file too. */
  readonly id: string;
  readonly name: string;
  readonly provider: "OpenAI" | "Anthropic" | "Google";
  /** How many tokens prompt and answer may have together; undefined where no page of the provider's was found. */
  readonly context?: number;
  /** Undefined where no page of the provider's was found that says one price: it is left to the person. */
  readonly price?: Price;
}

const OPENAI = "https://developers.openai.com/api/docs/models/gpt-5-nano";
const CODEX = "https://developers.openai.com/api/docs/models/gpt-5-codex";
const CLAUDE = "https://platform.claude.com/docs/about-claude/models/whats-new-opus-5";
/** Transcribed word by word on 2026-09-20 in https://github.com/api-evangelist/gemini/blob/main/plans/gemini-plans-pricing.yml */
const GEMINI = "https://ai.google.dev/gemini-api/docs/pricing";
const READ = "2026-11-28";
const TRANSCRIBED = "2026-09-20";

const openai = (id: string, name: string, context: number, price?: Price): Model => ({
  id,
  name,
  provider: "OpenAI",
  context,
  ...(price && { price }),
});
const claude = (id: string, name: string, input?: number): Model => {
  const price = input === undefined ? {} : { price: { input, source: CLAUDE, asOf: READ } };
  return { id, name, provider: "Anthropic", context: 1_000_000, ...price };
};
const gemini = (id: string, name: string, price: Omit<Price, "source" | "asOf">): Model => ({
  id,
  name,
  provider: "Google",
  price: { ...price, source: GEMINI, asOf: TRANSCRIBED },
});

/**
 * Models, with what their providers' pages say. Contexts of OpenAI's are those of gpt-tokenizer, whose prices are
 * wrong. A model that is missing here is "other", whose context and price a person knows.
 */
export const MODELS: readonly Model[] = [
  openai("gpt-5.4", "GPT-5.4", 1_050_000),
  openai("gpt-5.4-mini", "GPT-5.4 mini", 400_000, { input: 0.75, source: OPENAI, asOf: READ }),
  openai("gpt-5.4-nano", "GPT-5.4 nano", 400_000, { input: 0.2, source: OPENAI, asOf: READ }),
  openai("gpt-5", "GPT-5", 400_000, { input: 1.25, source: CODEX, asOf: READ }),
  openai("gpt-5-nano", "GPT-5 nano", 400_000, { input: 0.05, source: OPENAI, asOf: READ }),
  openai("gpt-4.1", "GPT-4.1", 1_047_576),
  openai("gpt-4o", "GPT-4o", 128_000),
  openai("gpt-4o-mini", "GPT-4o mini", 128_000),
  claude("claude-opus-5-5", "Claude Opus 5.5", 4),
  claude("claude-sonnet-5-5", "Claude Sonnet 5.5", 2),
  // Its price begins at 0.10, and the page does not say when.
  claude("claude-haiku-5-5", "Claude Haiku 5.5"),
  claude("claude-opus-5", "Claude Opus 5", 5),
  gemini("gemini-3.8-flash", "Gemini 3.8 Flash", { input: 0.75, until: "2026-12-31", after: 1.5 }),
  gemini("gemini-3.5-flash", "Gemini 3.5 Flash", { input: 1.5 }),
  gemini("gemini-3.1-pro-preview", "Gemini 3.1 Pro", { input: 2, upTo: 200_000 }),
  gemini("gemini-2.5-pro", "Gemini 2.5 Pro", { input: 1.25, upTo: 200_000 }),
  gemini("gemini-2.5-flash", "Gemini 2.5 Flash", { input: 0.3 }),
];
