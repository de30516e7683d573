import { WindowError } from "../error.js";
import { optionsOf, shown, text } from "../options.js";
import { ENCODING_NAMES, type Model, loadEncoding, loadModel } from "./encodings.js";
import { type Countable, ENCODING } from "./line-counter.js";

/** Counts the tokens of a text, and says how sure that is. */
export interface TokenCounter extends Countable {
  /** The encoding that it counts by. */
  readonly encoding: string;
  /** The model, where one was named. */
  readonly model?: string;
  /**
   * Where the model's own encoding is not public, the share that is added to each count, so that a prompt rather
   * has fewer tokens than counted. Its counts are estimates; undefined where they are exact.
   */
  readonly margin?: number;
  /** How many tokens the model's prompt and answer may have together, where that is known. */
  readonly context?: number;
}

/** How to count by an encoding that is not the model's own. */
export interface TokenOptions {
  /** The share added to each count: 0.35 for Claude and 0.15 for Gemini unless given. */
  margin?: number | undefined;
}

/**
 * Models whose tokenizers are not public, and the margin that they are counted with. The margins are assumptions,
 * on the side of caution; whoever has counted with the provider's own interface gives a better one.
 */
const CLOSED: readonly [family: RegExp, margin: number][] = [
  [/^(?:anthropic[./])?claude\b/i, 0.35],
  [/^(?:google[./]|models\/)?gemini\b/i, 0.15],
];

/** What counts for a model that is not public. */
const STAND_IN = "o200k_base";

/**
 * A counter of tokens, by gpt-tokenizer, which is to be installed beside windrow.
 *
 * @param name an encoding, such as `o200k_base`, or a model, such as `gpt-4o`
 * @throws WindowError: `BAD_OPTION` for a name that is not known; `LOAD_FAILED`
 */
export async function tokenCounter(name: string, options: TokenOptions = {}): Promise<TokenCounter> {
  const { encoding, scale, properties } = await chosen(name, options);
  const count = await loadEncoding(encoding);
  return Object.assign((given: string) => scale(count(text("the text", given))), {
    [ENCODING]: { name: encoding, scale },
    ...properties,
  });
}

/** An encoding, and the properties of the counter that uses it. */
interface Chosen {
  encoding: string;
  /** Adds the margin to a count. */
  scale(count: number): number;
  properties: { encoding: string; model?: string; margin?: number; context?: number };
}

/**
 * The counter of a name.
 *
 * @throws WindowError: `BAD_OPTION`
 */
export async function chosen(name: string, options: TokenOptions): Promise<Chosen> {
  text("the encoding", name, "the name of an encoding or a model");
  const given = optionsOf(options, "how to count", "{ margin: 0.2 }", { margin: (_, value) => value as number });
  const { encoding, margin, model } = await found(name, given);
  // Scaled in whole thousandths: in floating point, 100 × 1.1 is more than 110.
  const thousandths = Math.round(1_000 * (1 + (margin ?? 0)));
  return {
    encoding,
    scale: margin === undefined ? (count) => count : (count) => Math.ceil((count * thousandths) / 1_000),
    properties: {
      encoding,
      ...(model && { model: name }),
      ...(margin !== undefined && { margin }),
      ...(model?.context !== undefined && { context: model.context }),
    },
  };
}

async function found(
  name: string,
  { margin }: TokenOptions,
): Promise<{ encoding: string; margin?: number; model?: Partial<Model> }> {
  if (margin !== undefined && !(typeof margin === "number" && margin >= 0 && margin <= 10)) {
    throw new WindowError("BAD_OPTION", `margin is ${shown(margin)}; give a share such as 0.2`);
  }
  const added = margin !== undefined && { margin };
  if (ENCODING_NAMES.includes(name)) return { encoding: name, ...added };
  const closed = CLOSED.find(([family]) => family.test(name));
  if (closed) return { encoding: STAND_IN, margin: margin ?? closed[1], model: {} };
  const model = await loadModel(name);
  if (model) return { encoding: model.encoding, ...added, model };
  const sentence = `the tokens of ${shown(name)} cannot be counted; give a model of OpenAI's, Claude or Gemini, one of ${ENCODING_NAMES.join(", ")}, or a function of your own`;
  throw new WindowError("BAD_OPTION", sentence);
}
