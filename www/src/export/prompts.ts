import { type BatchFormat, type Prompt, promptsOf, toBatch } from "windrow/prompts";
import type { ExportOptions, ExportSource, Piece } from "./source.js";
import { isoTime } from "./times.js";

/**
 * One prompt as it is sent, for a preview or the clipboard. Only its rows are read.
 *
 * @param index the window's place in the plan, counted from 0
 */
export async function promptText({ fetched, plan }: ExportSource, index: number, signal?: AbortSignal): Promise<Prompt> {
  const prompts = promptsOf(fetched, plan, { from: index, to: index + 1, signal });
  const { value } = await prompts.next();
  await prompts.return();
  if (!value) throw new RangeError(`there is no prompt ${index + 1}; there are ${plan.length}`);
  return value;
}

/** All prompts as text: under a heading each, exactly as they are sent, and an empty line after it. */
export async function* promptsText(source: ExportSource, options: ExportOptions = {}): AsyncGenerator<Piece, void, void> {
  const { heading = (n, of) => `===== Prompt ${n} of ${of} =====` } = options;
  const of = source.plan.length;
  for await (const { index, text } of prompts(source, options)) {
    yield { data: `${heading(index + 1, of)}\n${text}\n\n`, ...place(index, of) };
  }
}

/**
 * A line of JSON for each prompt: its number from 1, the id of its window, the rows that it has as positions from 0
 * (`[start, fresh)` is repeated), its first and last time, what it takes, and the text.
 */
export async function* promptsJsonl(source: ExportSource, options: ExportOptions = {}): AsyncGenerator<Piece, void, void> {
  const { plan, fetched, loaded } = source;
  const { firstTime, lastTime, length: of } = plan;
  const unit = fetched.rows.timeUnit ?? "us";
  const zone = loaded.zone === undefined ? "" : "Z";
  for await (const { index, id, start, fresh, end, bytes, tokens, margin, oversize, text } of prompts(source, options)) {
    const times = firstTime &&
      lastTime && { first: isoTime(firstTime[index]!, unit, zone), last: isoTime(lastTime[index]!, unit, zone) };
    const line = JSON.stringify({ prompt: index + 1, id, start, fresh, end, ...times, bytes, tokens, margin, oversize, text });
    yield { data: `${line}\n`, ...place(index, of) };
  }
}

/** Files for a provider's batch interface, several where its limits of one are reached. */
export function batchOf(format: BatchFormat) {
  return async function* (source: ExportSource, options: ExportOptions = {}): AsyncGenerator<Piece, void, void> {
    const { model = "", system, maxTokens } = options;
    const of = source.plan.length;
    let last = -1;
    for await (const { text, file, index } of toBatch(prompts(source, options), { format, model, system, maxTokens })) {
      if (index !== undefined) last = index;
      yield { data: text, file, ...place(last, of) };
    }
  };
}

function prompts({ fetched, plan }: ExportSource, { signal }: ExportOptions): AsyncGenerator<Prompt, void, void> {
  return promptsOf(fetched, plan, { signal });
}

function place(index: number, of: number): Pick<Piece, "windows" | "share"> {
  return { windows: index + 1, share: (index + 1) / of };
}
