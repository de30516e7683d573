import type { TokenCounter } from "windrow/tokens";

const kept = new Map<string, Promise<TokenCounter>>();

/** Whose tokens a model's are: those of several models are the same, and counted once. */
export function familyOf(model: string): string {
  return /^(claude|gemini)/.exec(model)?.[0] ?? "o200k_base";
}

/** What counts a model's tokens; the tokenizer is some megabytes, and loaded when it is asked for. */
export function counterFor(model: string): Promise<TokenCounter> {
  const family = familyOf(model);
  let counter = kept.get(family);
  if (!counter) {
    kept.set(family, (counter = import("windrow/tokens").then(({ tokenCounter }) => tokenCounter(family))));
    counter.catch(() => kept.delete(family));
  }
  return counter;
}

/** How many tokens of `o200k_base` the standard texts around messages have, so that the sample needs no tokenizer. */
const STANDARD: Readonly<Record<string, number>> = {
  " a ": 2,
  " de ": 2,
  " de uma conversa, de ": 6,
  " of ": 2,
  " of a conversation, ": 5,
  " to ": 2,
  ".\nResuma: decisões, datas, quem faz o quê.\n\n": 13,
  ".\nSummarise it: decisions, dates, who does what.\n\n": 14,
  "Part ": 2,
  "Parte ": 2,
  "\n\nAnswer in the language of the conversation.": 9,
  "\n\nResponda em português.": 7,
};

/** Counts what is known to have so many tokens; of what is not, at most one a byte. */
export function standardCount(text: string): number {
  return STANDARD[text] ?? new TextEncoder().encode(text).length;
}
