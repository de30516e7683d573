import { WindowError } from "../error.js";
import { shown } from "../options.js";

/** What gpt-tokenizer gives of an encoding. */
interface Encoding {
  countTokens(text: string, options: { disallowedSpecial: Set<string> }): number;
}

// Literal imports, which bundlers find.
const ENCODINGS: Record<string, () => Promise<Encoding>> = {
  o200k_base: () => import("gpt-tokenizer/encoding/o200k_base"),
  o200k_harmony: () => import("gpt-tokenizer/encoding/o200k_harmony"),
  cl100k_base: () => import("gpt-tokenizer/encoding/cl100k_base"),
  p50k_base: () => import("gpt-tokenizer/encoding/p50k_base"),
  p50k_edit: () => import("gpt-tokenizer/encoding/p50k_edit"),
  r50k_base: () => import("gpt-tokenizer/encoding/r50k_base"),
  gpt2: () => import("gpt-tokenizer/encoding/gpt2"),
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
  const { countTokens } = await loaded(ENCODINGS[name]!);
  const plain = { disallowedSpecial: new Set<string>() };
  return (text) => countTokens(text, plain);
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
  const [mapping, models] = await Promise.all([loaded(() => import("gpt-tokenizer/mapping")), loaded(() => import("gpt-tokenizer/models"))]);
  const encodings = mapping.modelToEncodingMap as Record<string, string>;
  const known = (Object.hasOwn(models, name) ? models[name as keyof typeof models] : undefined) as { context_window?: number } | undefined;
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
