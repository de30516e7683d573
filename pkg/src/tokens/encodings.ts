import { WindowError } from "../error.js";
import { shown } from "../options.js";
import { type Parts, countingLongPieces } from "./pieces.js";

/** What gpt-tokenizer gives of an encoding, and what that is made of. */
interface Encoding {
  counter: Promise<{ countTokens(text: string, options: { disallowedSpecial: Set<string> }): number }>;
  split: Promise<RegExp>;
  tokens: Promise<{ default: unknown }>;
}

// Literal imports, which bundlers find.
const constants = () => import("gpt-tokenizer/encodingParams/constants");
const o200k = async () => (await constants()).O200K_TOKEN_SPLIT_REGEX;
const cl100k = async () => (await constants()).CL100K_TOKEN_SPLIT_REGEX;
const r50k = async () => (await constants()).R50K_TOKEN_SPLIT_REGEX;
const ENCODINGS: Record<string, () => Encoding> = {
  o200k_base: () => ({
    counter: import("gpt-tokenizer/encoding/o200k_base"),
    split: o200k(),
    tokens: import("gpt-tokenizer/bpeRanks/o200k_base"),
  }),
  o200k_harmony: () => ({
    counter: import("gpt-tokenizer/encoding/o200k_harmony"),
    split: o200k(),
    tokens: import("gpt-tokenizer/bpeRanks/o200k_base"),
  }),
  cl100k_base: () => ({
    counter: import("gpt-tokenizer/encoding/cl100k_base"),
    split: cl100k(),
    tokens: import("gpt-tokenizer/bpeRanks/cl100k_base"),
  }),
  p50k_base: () => ({
    counter: import("gpt-tokenizer/encoding/p50k_base"),
    split: r50k(),
    tokens: import("gpt-tokenizer/bpeRanks/p50k_base"),
  }),
  p50k_edit: () => ({
    counter: import("gpt-tokenizer/encoding/p50k_edit"),
    split: r50k(),
    tokens: import("gpt-tokenizer/bpeRanks/p50k_base"),
  }),
  r50k_base: () => ({
    counter: import("gpt-tokenizer/encoding/r50k_base"),
    split: r50k(),
    tokens: import("gpt-tokenizer/bpeRanks/r50k_base"),
  }),
  gpt2: () => ({
    counter: import("gpt-tokenizer/encoding/gpt2"),
    split: r50k(),
    tokens: import("gpt-tokenizer/bpeRanks/r50k_base"),
  }),
};

/** The names of the encodings that are public. */
export const ENCODING_NAMES: readonly string[] = Object.keys(ENCODINGS);

/**
 * Loads an encoding, a few megabytes.
 *
 * @returns what counts a text's tokens; what looks like a special token, such as `<|endoftext|>`, is text
 * @throws WindowError: `LOAD_FAILED`
 */
export async function loadEncoding(name: string): Promise<(text: string) => number> {
  const [{ countTokens }, split, tokens] = await loaded(() => {
    const encoding = ENCODINGS[name]!();
    return Promise.all([encoding.counter, encoding.split, encoding.tokens]);
  });
  const plain = { disallowedSpecial: new Set<string>() };
  return countingLongPieces((text) => countTokens(text, plain), { split, tokens: tokens.default as Parts["tokens"] });
}

/** What is known of a model of OpenAI's. */
export interface Model {
  encoding: string;
  /** How many tokens prompt and answer may have together. */
  context?: number;
}

/**
 * What gpt-tokenizer knows of a model; undefined for one that it does not know. Its prices are left out: in version
 * 4.0.0, models of very different prices have the same.
 */
export async function loadModel(name: string): Promise<Model | undefined> {
  const [mapping, models] = await Promise.all([
    loaded(() => import("gpt-tokenizer/mapping")),
    loaded(() => import("gpt-tokenizer/models")),
  ]);
  const encodings = mapping.modelToEncodingMap as Record<string, string>;
  const known = (Object.hasOwn(models, name) ? models[name as keyof typeof models] : undefined) as
    | { context_window?: number }
    | undefined;
  // What it maps to no encoding has its default one.
  const encoding = Object.hasOwn(encodings, name) ? encodings[name] : known && mapping.DEFAULT_ENCODING;
  if (encoding === undefined) return undefined;
  return { encoding, ...(known?.context_window !== undefined && { context: known.context_window }) };
}

async function loaded<T>(load: () => Promise<T>): Promise<T> {
  try {
    return await load();
  } catch (cause) {
    const sentence = `gpt-tokenizer could not be loaded (${shown(String(cause))}); install it: npm install gpt-tokenizer`;
    throw new WindowError("LOAD_FAILED", sentence, { cause });
  }
}
