import { messagesArrow, messagesCsv, messagesParquet } from "./messages.js";
import { planArrow, planCsv, planParquet } from "./plan.js";
import { batchOf, promptsJsonl, promptsText } from "./prompts.js";
import type { ExportOptions, ExportSource, Piece } from "./source.js";

/** A file that a plan can be taken away as. */
export interface Output {
  /** What it is called unless someone says otherwise. */
  readonly file: string;
  readonly type: string;
  pieces(source: ExportSource, options?: ExportOptions): AsyncGenerator<Piece, void, void>;
}

const JSONL = "application/jsonl";
const PARQUET = "application/vnd.apache.parquet";
const ARROW = "application/vnd.apache.arrow.stream";

/** All outputs: prompts as they are sent, messages with the numbers of their prompts, and the plan alone. */
export const OUTPUTS = {
  text: { file: "prompts.txt", type: "text/plain", pieces: promptsText },
  jsonl: { file: "prompts.jsonl", type: JSONL, pieces: promptsJsonl },
  openai: { file: "openai-batch.jsonl", type: JSONL, pieces: batchOf("openai") },
  anthropic: { file: "anthropic-batch.json", type: "application/json", pieces: batchOf("anthropic") },
  csv: { file: "messages.csv", type: "text/csv", pieces: messagesCsv },
  parquet: { file: "messages.parquet", type: PARQUET, pieces: messagesParquet },
  arrow: { file: "messages.arrow", type: ARROW, pieces: messagesArrow },
  "plan-csv": { file: "plan.csv", type: "text/csv", pieces: planCsv },
  "plan-parquet": { file: "plan.parquet", type: PARQUET, pieces: planParquet },
  "plan-arrow": { file: "plan.arrow", type: ARROW, pieces: planArrow },
} as const satisfies Record<string, Output>;

export type OutputName = keyof typeof OUTPUTS;
