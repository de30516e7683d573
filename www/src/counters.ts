import type { WorkerCounter } from "windrow/tokens";

const kept = new Map<string, Promise<WorkerCounter>>();

/** Whose tokens a model's are: those of several models are the same, and counted once. */
export function familyOf(model: string): string {
  return /^(claude|gemini)/.exec(model)?.[0] ?? "o200k_base";
}

/** What counts a model's tokens, in workers: to load the tokenizer would hold this thread up. */
export function counterFor(model: string): Promise<WorkerCounter> {
  const family = familyOf(model);
  let counter = kept.get(family);
  if (!counter) {
    kept.set(family, (counter = import("windrow/tokens").then(({ workerCounter }) => workerCounter(family))));
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

/** Counts the texts around messages: of one that is not known the most that it can have, until a worker has counted it. */
export class AroundCounts {
  readonly #known: Map<string, number>;
  readonly #unknown = new Set<string>();
  readonly #model: string;
  readonly #learned: () => void;

  /** @param learned called when texts are known that were not */
  constructor(model: string, learned: () => void) {
    [this.#model, this.#learned] = [model, learned];
    this.#known = new Map(familyOf(model) === "o200k_base" ? Object.entries(STANDARD) : []);
  }

  readonly count = (text: string): number => {
    const known = this.#known.get(text);
    if (known !== undefined) return known;
    // Numbers and times are many, and short: by threes, or digit by digit.
    if (/^[\d .:-]*\d[\d .:-]*$/.test(text))
      return familyOf(this.#model) === "o200k_base" ? text.match(/\d{1,3}|\D/g)!.length : text.length;
    // No margin doubles a count; of one byte, this is the count.
    const most = new TextEncoder().encode(text).length * (familyOf(this.#model) === "o200k_base" ? 1 : 2);
    if (most > 2 || text.length > 1) {
      if (this.#unknown.size === 0) setTimeout(() => void this.#learn());
      this.#unknown.add(text);
    }
    return most;
  };

  /** Counts the standard texts before the first plan, which then has their exact counts. */
  async begin(): Promise<void> {
    const texts = Object.keys(STANDARD).filter((text) => !this.#known.has(text));
    if (texts.length > 0) await this.#ask(texts);
  }

  async #learn(): Promise<void> {
    const texts = [...this.#unknown];
    // Where it fails, what was taken instead is more.
    const isKnown = await this.#ask(texts).then(
      () => true,
      () => false,
    );
    for (const text of texts) this.#unknown.delete(text);
    if (this.#unknown.size > 0) setTimeout(() => void this.#learn());
    if (isKnown) this.#learned();
  }

  async #ask(texts: string[]): Promise<void> {
    const counts = await (await counterFor(this.#model)).count(texts);
    texts.forEach((text, i) => this.#known.set(text, counts[i]!));
  }
}
