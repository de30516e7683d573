import type { TextCounter } from "windrow/prompts";
import type { WorkerCounter } from "windrow/tokens";
import { messagesArrow, messagesCsv, messagesParquet } from "./messages.js";
import { promptText } from "./prompts.js";
import type { OutputName } from "./outputs.js";
import type { ExportSource, Piece } from "./source.js";

/** What a plan will cost, and how large its files will be. */
export interface Estimate {
  prompts: number;
  /** Tokens sent, where they were counted: the sum that was planned, and what stands around the lines. */
  tokens: number | undefined;
  /** What sending costs, where a price was given. */
  cost: number | undefined;
  /** About how many bytes each file will have. */
  bytes: Record<Exclude<OutputName, `plan-${string}`>, number>;
}

/** How many rows tell how large the others are. */
const ROWS = 2_048;

/**
 * Tells sizes and cost before anything is written, from one prompt in the middle and the first rows: a few queries,
 * whatever the number of windows.
 *
 * @param price of a million tokens of input, in whatever money
 */
export async function estimate(
  source: ExportSource,
  { price, signal }: { price?: number; signal?: AbortSignal } = {},
): Promise<Estimate> {
  const { plan, fetched } = source;
  const prompts = plan.length;
  const sum = (measure: string) => plan.sum(measure).reduce((sum, value) => sum + value, 0);
  const has = (measure: string) => fetched.rows.measures.includes(measure);
  const prompt = prompts === 0 ? undefined : await promptText(source, prompts >> 1, signal);
  const lines = prompt && has("bytes") ? plan.sum("bytes")[prompts >> 1]! : 0;
  // What stands around the lines of one stands around those of all.
  const around = (prompt?.bytes ?? 0) - lines;
  const text = has("bytes") ? sum("bytes") + around * prompts : (prompt?.bytes ?? 0) * prompts;
  const escaped = prompt && prompt.bytes > 0 ? (text * JSON.stringify(prompt.text).length) / prompt.text.length : 0;
  const tokens = has("tokens") ? sum("tokens") + prompts * (await tokensAround(source)) : undefined;
  const rows = fetched.rows.length;
  const some = Math.min(rows, ROWS);
  const scaled = async (pieces: AsyncIterable<Piece>) => {
    let bytes = 0;
    for await (const { data } of pieces) bytes += data.length;
    return some === 0 ? bytes : Math.round((bytes * rows) / some);
  };
  const options = { rows: some, signal };
  return {
    prompts,
    tokens,
    cost: tokens === undefined || price === undefined ? undefined : (tokens * price) / 1e6,
    bytes: {
      text: text + prompts * 32,
      jsonl: Math.round(escaped + prompts * 200),
      openai: Math.round(escaped + prompts * 170),
      anthropic: Math.round(escaped + prompts * 120),
      csv: await scaled(messagesCsv(source, options)),
      parquet: await scaled(messagesParquet(source, options)),
      arrow: await scaled(messagesArrow(source, options)),
    },
  };
}

async function tokensAround({ fetched: { sent } }: ExportSource): Promise<number> {
  const counter: (TextCounter & Partial<WorkerCounter>) | undefined = sent?.tokens;
  const texts = [sent?.before, sent?.after].filter((text) => text !== undefined);
  const counts = counter ? ((await counter.count?.(texts)) ?? texts.map(counter)) : [];
  return counts.reduce((sum, n) => sum + n, 0);
}
