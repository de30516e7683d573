import { WindowError } from "../error.js";
import { callback, optionsOf, shown } from "../options.js";
import { type Countable, SAMPLE } from "./line-counter.js";

/** How to estimate. */
export interface EstimateOptions {
  /** How many lines of each table to count: 1,000 unless given. */
  lines?: number | undefined;
}

/**
 * A counter that `fetchRows` uses to estimate: some lines of the table are counted, and each line is taken to have as
 * many tokens a byte as these. No other text leaves the engine. A text that is handed to it is counted, and so is
 * each prompt.
 *
 * @param counter what {@link tokenCounter} gave, or a function of your own
 * @throws WindowError: `BAD_OPTION`
 */
export function tokenEstimate<C extends (text: string) => number>(counter: C, options: EstimateOptions = {}): C {
  callback("the counter", counter);
  const { lines = 1_000 } = optionsOf(options, "how to estimate", "{ lines: 1_000 }", { lines: (_, value) => value as number });
  if (!Number.isInteger(lines) || lines < 1)
    throw new WindowError("BAD_OPTION", `lines is ${shown(lines)}; give a whole number of at least 1`);
  const { name: _, length: __, ...properties } = Object.getOwnPropertyDescriptors(counter as Countable);
  return Object.defineProperties((text: string) => counter(text), { ...properties, [SAMPLE]: { value: lines } }) as C;
}
