import { messagesArrow, messagesCsv, messagesParquet } from "./messages.js";
import { promptText } from "./prompts.js";
import type { OutputName } from "./outputs.js";
import type { ExportSource, Piece } from "./source.js";

/** About how many bytes each file will have. */
export type Estimate = Record<Exclude<OutputName, `plan-${string}`>, number>;

/** How many rows tell how large the others are. */
const ROWS = 2_048;

/**
 * Tells the sizes of files before any is written, from one prompt in the middle and the first rows: a few queries,
 * whatever the number of windows.
 */
export async function estimate(source: ExportSource, { signal }: { signal?: AbortSignal } = {}): Promise<Estimate> {
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
  const rows = fetched.rows.length;
  const some = Math.min(rows, ROWS);
  const scaled = async (pieces: AsyncIterable<Piece>) => {
    let bytes = 0;
    for await (const { data } of pieces) bytes += data.length;
    return some === 0 ? bytes : Math.round((bytes * rows) / some);
  };
  const options = { rows: some, signal };
  return {
    text: text + prompts * 32,
    jsonl: Math.round(escaped + prompts * 200),
    openai: Math.round(escaped + prompts * 170),
    anthropic: Math.round(escaped + prompts * 120),
    csv: await scaled(messagesCsv(source, options)),
    parquet: await scaled(messagesParquet(source, options)),
    arrow: await scaled(messagesArrow(source, options)),
  };
}
