import { MODELS, type Model } from "./list.js";

/** The model of an id; undefined for one that is not listed. */
export function modelOf(id: string): Model | undefined {
  return MODELS.find((model) => model.id === id);
}

/**
 * What `tokenCounter` is asked for to count for a model: the encoding where it is public, so that all models of it
 * share their counts; else the model, which is counted by a public encoding with a margin that the counter tells.
 */
export function counterName({ id, provider }: Model): string {
  return provider === "OpenAI" ? "o200k_base" : id;
}

/**
 * What a million tokens cost on a day; undefined where that is not known.
 *
 * @param tokens of the largest prompt: some models cost more where prompts are long, and then it is not known
 */
export function inputPrice({ price }: Model, tokens = 0, day: Date = new Date()): number | undefined {
  if (!price || tokens > (price.upTo ?? Infinity)) return undefined;
  const isOver = price.until !== undefined && day.toISOString().slice(0, 10) > price.until;
  return isOver ? price.after : price.input;
}
