import type { Model } from "./list.js";

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
