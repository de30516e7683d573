import { WindowError } from "../../error.js";
import { type Check, listOf, optionsOf, shown, text, unreadable } from "../../options.js";
import { utf8Length } from "../../lines/index.js";
import type { Prompt } from "../of.js";
import { RequestIds } from "./ids.js";
import { type BatchFormat, PROVIDERS, type Provider, type Request } from "./providers.js";

export type { BatchFormat } from "./providers.js";

/** Options of a batch. */
export interface BatchOptions extends Request {
  /** The provider. */
  format: BatchFormat;
  /** The ids of answered requests, which are left out. */
  done?: Iterable<string> | undefined;
  /** Limits of a file, below the provider's. */
  max?: { requests?: number | undefined; bytes?: number | undefined } | undefined;
}

/** A piece of a file. */
export interface BatchPiece {
  /** The index of the file, from 0; pieces of a file come one after the other. */
  file: number;
  /** The text to append to the file. */
  text: string;
  /** The `custom_id` of the request in it; undefined for the end of a file. */
  id?: string;
  /** The window's index in the plan, where there is an `id`. */
  index?: number;
}

/**
 * Files for the batch interfaces of OpenAI and Anthropic, piece by piece. A new file begins where the provider's limits
 * of a file are reached. Each request has an id of its own, even among windows of the same id.
 *
 * @throws WindowError: `BAD_OPTION`; `OVERSIZE_ROW` for a prompt that exceeds the limits of a file
 */
export async function* toBatch(
  prompts: AsyncIterable<Prompt> | Iterable<Prompt>,
  given: BatchOptions,
): AsyncGenerator<BatchPiece, void, void> {
  const options = batchOptionsOf(given);
  const provider = checked(options);
  const most = { requests: options.max?.requests ?? provider.requests, bytes: options.max?.bytes ?? provider.bytes };
  const [done, ids] = [new Set(options.done ?? []), new RequestIds()];
  const closing = utf8Length(provider.close);
  let [file, requests, bytes] = [0, 0, 0];
  for await (const given of read(prompts)) {
    const prompt = promptOf(given);
    const { index } = prompt;
    const id = ids.next(prompt.id);
    if (done.has(id)) continue;
    const request = JSON.stringify(provider.request(id, prompt.text, options));
    const size = utf8Length(request);
    const isFull = requests >= most.requests || bytes + utf8Length(provider.between) + size + closing > most.bytes;
    if (requests > 0 && isFull) {
      yield { file, text: provider.close };
      [file, requests, bytes] = [file + 1, 0, 0];
    }
    const text = (requests === 0 ? provider.open : provider.between) + request;
    if (requests === 0 && utf8Length(text) + closing > most.bytes) {
      const sentence = `the request of window ${index} has ${size} bytes, and a file may have ${most.bytes}; give a smaller max.bytes to the windows`;
      throw new WindowError("OVERSIZE_ROW", sentence);
    }
    bytes += utf8Length(text);
    requests++;
    yield { file, text, id, index };
  }
  if (requests > 0) yield { file, text: provider.close };
}

function batchOptionsOf(given: BatchOptions): BatchOptions {
  const asIs: Check<unknown> = (_, value) => value; // checked below
  const options = optionsOf(given, "how to write batches", '{ format: "openai", model: "gpt-4o" }', {
    format: asIs,
    model: asIs,
    maxTokens: asIs,
    system: text,
    done: (option, value) => listOf(option, value, (_, id) => id as string, '["w-0123456789abcdef"]'),
    max: (option, value) => optionsOf(value, option, "{ requests: 1_000 }", { requests: asIs, bytes: asIs }),
  });
  return options as unknown as BatchOptions;
}

/** Iterates the prompts. An error of their iterator becomes a `WindowError`; one of an async generator, such as a signal's reason, is passed on. */
async function* read(prompts: AsyncIterable<Prompt> | Iterable<Prompt>): AsyncGenerator<Prompt, void, void> {
  let isGenerator = false;
  try {
    if (typeof prompts !== "object" || prompts === null || !(Symbol.asyncIterator in prompts || Symbol.iterator in prompts)) {
      throw bad("prompts", prompts, "what promptsOf() gives");
    }
    isGenerator = Object.prototype.toString.call(prompts) === "[object AsyncGenerator]";
    yield* prompts;
  } catch (cause) {
    throw isGenerator ? cause : unreadable("prompts", cause);
  }
}

/** What is read of a prompt. */
function promptOf(prompt: Prompt): Pick<Prompt, "id" | "text" | "index"> {
  try {
    const { id, text, index } = prompt;
    if (typeof id === "string" && typeof text === "string") return { id, text, index };
  } catch (cause) {
    if (prompt) throw unreadable("a prompt", cause);
  }
  throw bad("a prompt", prompt, "what promptsOf() gives");
}

function checked({ format, model, maxTokens, max = {} }: BatchOptions): Provider {
  if (typeof format !== "string" || !Object.hasOwn(PROVIDERS, format))
    throw bad(
      "format",
      format,
      Object.keys(PROVIDERS)
        .map((name) => `"${name}"`)
        .join(" or "),
    );
  if (typeof model !== "string" || model === "") throw bad("model", model, "the provider's name of a model");
  const isWhole = (value: unknown) => Number.isInteger(value) && (value as number) >= 1;
  if ((maxTokens !== undefined || format === "anthropic") && !isWhole(maxTokens))
    throw bad("maxTokens", maxTokens, "the most tokens of an answer, such as 4096");
  for (const [name, value] of Object.entries(max))
    if (value !== undefined && !isWhole(value)) throw bad(`max.${name}`, value, "a whole number of at least 1");
  return PROVIDERS[format];
}

function bad(option: string, value: unknown, instead: string): WindowError {
  return new WindowError("BAD_OPTION", `${option} is ${shown(value)}; give ${instead}`);
}
