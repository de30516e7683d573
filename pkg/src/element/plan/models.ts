import type { Settings } from "./settings.js";

/** A model that prompts may be for. */
export interface Model {
  id: string;
  name: string;
  /** How many tokens it takes, where that is known. */
  context?: number | undefined;
  /** What a million tokens that are sent cost, in dollars, where that is known. */
  price?: number | undefined;
}

let all: readonly Model[] = [];

/** Says which models there are to choose from. Without any, context and price are typed. */
export function setModels(models: readonly Model[]): void {
  all = models;
}

export const models = (): readonly Model[] => all;

/** The id of what is not one of these. */
export const OTHER = "other";

/** What is known of the model that is set, and else what a reader has typed. */
export function modelOf({ model, context, price }: Settings): {
  id: string;
  known: Model | undefined;
  context: number;
  price: number;
} {
  const known = all.find(({ id }) => id === model);
  return {
    id: known?.id ?? OTHER,
    known,
    context: known?.context ?? context ?? (known ? 200_000 : 32_000),
    price: known?.price ?? price ?? 0,
  };
}
