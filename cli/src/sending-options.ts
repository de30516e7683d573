import { type TokenCounter, tokenCounter } from "windrow/tokens";
import type { Amounts } from "windrow";
import type { BatchFormat } from "windrow/prompts";
import { amounts, escaped } from "./option-values.js";
import { UsageError } from "./usage.js";

/** Sending options of the command line. */
export interface SendingOptions {
  /** Undefined: chosen by the columns that exist. */
  template: string | undefined;
  separator: string;
  before: string | undefined;
  after: string | undefined;
  reserve: Record<string, number> | undefined;
  /** The encoding, or the model, whose tokens are counted. */
  tokens: string | undefined;
  /** The price of a million tokens. */
  price: number | undefined;
  /** The file of answers. */
  done: string | undefined;
  /** The options of a batch's requests besides the prompt. */
  request: { model: string; system: string | undefined; maxTokens: number | undefined } | undefined;
}

type Values = Record<string, string | string[] | boolean | undefined>;

/** The formats of batches, and the options that each requires. */
export const BATCHES: Record<BatchFormat, readonly string[]> = { openai: ["model"], anthropic: ["model", "answer-tokens"] };

/** Reads the sending options of the command line. @throws {@link UsageError} */
export function sendingOf(values: Values, max: Amounts): SendingOptions {
  const text = (name: string) => values[name] as string | undefined;
  const unescaped = (name: string) => (text(name) === undefined ? undefined : escaped(text(name)!));
  const tokens = text("tokens");
  const price = numberOf("price", text("price"), "what a million tokens cost");
  if (price !== undefined && !values.stats) throw new UsageError("--price goes with --stats");
  if (price !== undefined && tokens === undefined)
    throw new UsageError("--price goes with --tokens, such as --tokens o200k_base");
  return {
    template: unescaped("template"),
    separator: unescaped("separator") ?? "\n",
    before: unescaped("before"),
    after: unescaped("after"),
    reserve: reserveOf(text("reserve"), max),
    tokens,
    price,
    done: text("done"),
    request: requestOf(values),
  };
}

function reserveOf(given: string | undefined, max: Amounts): Record<string, number> | undefined {
  if (given === undefined) return undefined;
  const reserve = amounts(given) as Record<string, number>;
  for (const name of Object.keys(reserve)) {
    if (max[name] === undefined)
      throw new UsageError(`--reserve ${name}: there is no limit to reserve it from; add --max-${name}`);
  }
  return reserve;
}

function requestOf(values: Values): SendingOptions["request"] {
  const names = ["model", "instructions", "answer-tokens"];
  const format = values.format as string;
  if (!Object.hasOwn(BATCHES, format)) {
    const stray = names.find((name) => values[name] !== undefined);
    if (stray !== undefined) throw new UsageError(`--${stray} goes with --format ${Object.keys(BATCHES).join(" or ")}`);
    return undefined;
  }
  for (const name of BATCHES[format as BatchFormat]) {
    if (values[name] === undefined) throw new UsageError(`--format ${format} needs --${name}`);
  }
  const maxTokens = numberOf("answer-tokens", values["answer-tokens"] as string | undefined, "the most tokens of an answer");
  return { model: values.model as string, system: values.instructions as string | undefined, maxTokens };
}

function numberOf(option: string, text: string | undefined, what: string): number | undefined {
  if (text === undefined) return undefined;
  const number = text.trim() === "" ? NaN : Number(text);
  if (number >= 0 && number < Infinity) return number;
  throw new UsageError(`--${option} ${text} is no number; give ${what}`);
}

/** Returns the token counter; says so where it estimates. */
export async function counterOf({ tokens }: SendingOptions, say: (sentence: string) => void): Promise<TokenCounter | undefined> {
  if (tokens === undefined) return undefined;
  const counter = await tokenCounter(tokens);
  if (counter.margin !== undefined) {
    say(
      `tokens are estimated: how ${tokens} counts is not public, so ${counter.encoding} is taken, and ${Math.round(100 * counter.margin)} % are added`,
    );
  }
  return counter;
}
